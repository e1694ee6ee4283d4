"""One person in several agencies: one of them is spoken for, whatever happens at once, and all chats are shared."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from data.enums import Role
from data.errors import NotAllowed
from data.models import ChatLink, Officer, Preference, PushOrder
from data.registry.conversations import page_messages
from data.registry.people import (
    bot_places,
    identities,
    invitations,
    officers,
    offices,
    page_sessions,
    preferences,
    sign_in_links,
)
from data.registry.people.identities import Identity
from data.registry.people.invitations import Account
from data.registry.people.joining import grants
from data.registry.people.joining.invitation_codes import read_letters
from data.registry.people.page_sessions import OpenSession
from data.registry.people.personal import erasure, kept
from data.registry.people.preferences import Preferences
from data.registry.people.succession import transfers
from data.registry.people.succession.same_person import is_same_person
from data.registry.reach import mail_addresses, push_orders, push_subscriptions
from data.registry.sql.rows import table_of
from data.store import Store
from tests import factories as make
from tests.factories import LONG_AGO

CHAT = ("telegram", "1")


def agency_id(session: Session, code: str) -> int:
    return make.known(make.agency(session, code=code, name=f"Sở {code}").id)


def person(session: Session, *codes: str, roles: tuple[Role, ...] = (), chat: tuple[str, str] = CHAT) -> list[int]:
    """Somebody who is an officer in each of these agencies; their chat speaks for the last."""
    every = [*roles, *[Role.OFFICER] * len(codes)]
    channel, chat_id = chat
    first = identities.enrol(
        session,
        agency_id=agency_id(session, codes[0]),
        role=every[0],
        name="An",
        channel=channel,
        chat_id=chat_id,
        now=LONG_AGO,
    )
    found = [first.officer_id]
    for code, role in zip(codes[1:], every[1:], strict=False):
        found.append(add(session, found[-1], agency_id(session, code), role, chat).officer_id)
    return found


def add(session: Session, beside: int, to: int, role: Role = Role.OFFICER, chat: tuple[str, str] = CHAT) -> Identity:
    return identities.add_office(
        session, beside, agency_id=to, role=role, channel=chat[0], chat_id=chat[1], now=LONG_AGO
    )


def speaker(session: Session, chat: tuple[str, str] = CHAT) -> int | None:
    found = identities.identify(session, *chat)
    return found.officer_id if found else None


def count_speaking(session: Session) -> dict[tuple[str, str], int]:
    """How many officers each chat speaks for."""
    counted: dict[tuple[str, str], int] = {}
    for link in session.exec(select(ChatLink)).all():
        place = (link.channel, link.chat_id)
        counted[place] = counted.get(place, 0) + link.speaking
    return counted


def test_a_chat_speaks_for_one_and_the_database_keeps_it_so(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        assert speaker(session) == second
        assert [one.speaking for one in offices.list_of_chat(session, *CHAT)] == [False, True]
        assert offices.speak_for(session, *CHAT, first, LONG_AGO)
        assert not offices.speak_for(session, *CHAT, first, LONG_AGO), "it does already"
        assert speaker(session) == first
    with pytest.raises(IntegrityError), store.write() as session:
        session.connection().execute(table_of(ChatLink).update().values(speaking=True))


def test_it_speaks_for_nobody_elses(store: Store) -> None:
    with store.write() as session:
        [mine] = person(session, "a")
        [other] = person(session, "b", chat=("telegram", "2"))
        assert not offices.speak_for(session, *CHAT, other, LONG_AGO)
        assert speaker(session) == mine


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_nobody_is_in_one_agency_twice(store: Store, role: Role) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        there = session.get_one(Officer, first).agency_id
    for act in (
        lambda session: add(session, second, there, role),
        lambda session: transfers.transfer(
            session, second, agency_id=there, role=role, now=LONG_AGO, by_id=None, actor="test"
        ),
    ):
        with pytest.raises(NotAllowed, match=r"officer\.twin"), store.write() as session:
            act(session)
    with store.read() as session:
        assert [one.officer_id for one in offices.list_of_chat(session, *CHAT)] == [first, second]


def test_two_codes_at_once_make_one_office_each_and_one_speaks(store: Store) -> None:
    with store.write() as session:
        [me] = person(session, "a")
        places = [agency_id(session, code) for code in ("b", "b2")]
        codes = [
            invitations.invite(session, agency_id=to, role=Role.OFFICER, name="An", now=LONG_AGO, actor="test").code
            for to in (*places, places[0])
        ]

    def join(code: str) -> str:
        with store.write() as session:
            by = Account(*CHAT, "An", "An")
            invitations.accept(session, code=code, by=by, now=LONG_AGO, beside_id=me)
        return "in"

    assert sorted(at_once([partial(join, code) for code in codes])) == ["NotAllowed", "in", "in"]
    with store.read() as session:
        assert len(offices.list_of_chat(session, *CHAT)) == 3
        assert count_speaking(session) == {CHAT: 1}


def test_two_taps_at_once_and_who_leaves_meanwhile_leave_one_who_speaks(store: Store) -> None:
    with store.write() as session:
        first, second, third = person(session, "a", "b", "c")

    def tap(officer_id: int) -> str:
        with store.write() as session:
            offices.speak_for(session, *CHAT, officer_id, LONG_AGO)
        return "done"

    def leave(officer_id: int) -> str:
        with store.write() as session:
            officers.deactivate(session, officer_id, now=LONG_AGO, actor="test")
        return "done"

    acts = [lambda: tap(first), lambda: tap(second), lambda: tap(first), lambda: leave(second)]
    assert at_once(acts) == ["done"] * 4
    with store.read() as session:
        assert count_speaking(session) == {CHAT: 1}
        assert speaker(session) in (first, third)


def at_once(acts: list[Callable[[], str]]) -> list[str]:
    """What comes of acts that begin together; the name of the refusal of one that is refused."""
    together = Barrier(len(acts), timeout=30)

    def run(act: Callable[[], str]) -> str:
        together.wait()
        try:
            return act()
        except NotAllowed as error:
            return type(error).__name__

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_who_leaves_hands_the_chats_over_and_the_last_one_keeps_none(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        officers.deactivate(session, second, now=LONG_AGO, actor="test")
        assert speaker(session) == first
        found = identities.identify(session, *CHAT)
        assert found
        assert not found.several
        officers.deactivate(session, first, now=LONG_AGO, actor="test")
        assert speaker(session) is None
        assert count_speaking(session) == {CHAT: 1}


def test_a_transfer_keeps_who_else_they_are_and_whom_the_chat_speaks_for(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        there = agency_id(session, "c")
        moved = transfers.transfer(
            session, second, agency_id=there, role=Role.HEAD, now=LONG_AGO, by_id=None, actor="test"
        )
        assert speaker(session) == moved
        assert [one.officer_id for one in offices.list_of_person(session, first)] == [first, moved]
        assert transfers.find_former(session, moved) == second
        further = agency_id(session, "d")
        again = transfers.transfer(
            session, first, agency_id=further, role=Role.OFFICER, now=LONG_AGO, by_id=None, actor="test"
        )
        assert speaker(session) == moved, "whom it spoke for it speaks for"
        assert transfers.find_former(session, again) == first


def test_a_new_code_moves_who_is_spoken_for_alone(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        third = identities.enrol(
            session,
            agency_id=agency_id(session, "c"),
            role=Role.OFFICER,
            name="An",
            channel=CHAT[0],
            chat_id=CHAT[1],
            now=LONG_AGO,
        ).officer_id
        assert speaker(session) == third
        assert [one.officer_id for one in offices.list_of_chat(session, *CHAT)] == [first, third]
        assert not session.get_one(Officer, second).active


def replace_by_code(
    session: Session, replaces_id: int, chat: tuple[str, str], role: Role = Role.OFFICER, *, name: str = "An"
) -> int:
    """Whoever has the code for a new telephone types it in a chat; who they are then."""
    officer = session.get_one(Officer, replaces_id)
    return identities.enrol(
        session,
        agency_id=officer.agency_id,
        role=role,
        name=name,
        channel=chat[0],
        chat_id=chat[1],
        now=LONG_AGO,
        replaces_id=replaces_id,
    ).officer_id


NEW = ("telegram", "new")


def test_a_new_telephone_is_that_of_all_agencies_and_the_old_one_of_none(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page = page_of(session, first)
        mail_addresses.save_address(session, first, "an@a.gov.vn", LONG_AGO)
        new = replace_by_code(session, first, NEW)
        assert [one.officer_id for one in offices.list_of_chat(session, *NEW)] == [second, new]
        assert speaker(session, NEW) == new
        for old in (CHAT, ("web", page.chat_id), ("email", "an@a.gov.vn")):
            assert offices.list_of_chat(session, *old) == []
            assert speaker(session, old) is None
        assert [line.channel for line in officers.list_links(session, second)] == ["telegram"]
        assert set(count_speaking(session).values()) == {1}
        assert page_sessions.get_or_link_chat(session, second, LONG_AGO) != page.chat_id


@pytest.mark.parametrize(("role", "goes_along"), [(Role.OFFICER, False), (Role.SUPERVISOR, True)])
def test_who_sees_all_agencies_goes_along_only_with_a_code_for_such_a_role(
    store: Store, role: Role, *, goes_along: bool
) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b", roles=(Role.OFFICER, Role.SUPERVISOR))
        replace_by_code(session, first, NEW, role)
        there = [one.officer_id for one in offices.list_of_chat(session, *NEW)]
        assert (second in there) is goes_along
        assert offices.list_of_chat(session, *CHAT) == []
        assert session.get_one(Officer, second).active


@pytest.mark.parametrize("speaks", ["the one", "the other"])
def test_a_code_that_replaces_one_typed_in_their_own_chat_closes_that_one_alone(store: Store, speaks: str) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        offices.speak_for(session, *CHAT, first if speaks == "the one" else second, LONG_AGO)
        new = replace_by_code(session, first, CHAT)
        assert not session.get_one(Officer, first).active
        assert session.get_one(Officer, second).active
        assert [one.officer_id for one in offices.list_of_chat(session, *CHAT)] == [second, new]
        assert speaker(session) == new
        assert set(count_speaking(session).values()) == {1}


def test_a_code_that_replaces_typed_in_anothers_chat_closes_whom_that_spoke_for(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        [other] = person(session, "c", chat=NEW)
        new = replace_by_code(session, first, NEW)
        assert not session.get_one(Officer, other).active
        assert [one.officer_id for one in offices.list_of_chat(session, *NEW)] == [second, new]
        assert offices.list_of_chat(session, *CHAT) == []


def test_each_goes_to_another_bot_by_a_code_of_their_own(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b", chat=("zalo-1", "1"))
        identities.move_officer(session, first, channel="zalo-2", chat_id="9", now=LONG_AGO)
        assert speaker(session, ("zalo-2", "9")) == first
        identities.move_officer(session, second, channel="zalo-2", chat_id="9", now=LONG_AGO)
        assert speaker(session, ("zalo-2", "9")) == second
        assert [one.officer_id for one in offices.list_of_chat(session, "zalo-2", "9")] == [first, second]
        assert set(count_speaking(session).values()) == {1}


def test_people_are_counted_once_at_a_bot(store: Store) -> None:
    with store.write() as session:
        person(session, "a", "b", chat=("zalo-1", "1"))
        assert bot_places.count_people(session, LONG_AGO) == {"zalo-1": 1}


def test_a_blocked_chat_is_closed_for_all(store: Store) -> None:
    with store.write() as session:
        person(session, "a", "b")
        identities.mark_unreachable(session, *CHAT, LONG_AGO)
        session.flush()
        assert all(link.unreachable_since for link in session.exec(select(ChatLink)).all())
        identities.mark_heard(session, *CHAT, LONG_AGO)
        session.flush()
        assert not any(link.unreachable_since for link in session.exec(select(ChatLink)).all())


@pytest.mark.parametrize(
    ("change", "unreachable_since"),
    [
        (lambda session: identities.mark_heard(session, *CHAT, LONG_AGO), LONG_AGO),
        (lambda session: identities.mark_reachable(session, *CHAT), LONG_AGO),
        (lambda session: identities.mark_unreachable(session, *CHAT, LONG_AGO), None),
        (lambda session: offices.set_speaking(session, *CHAT, 2), None),
    ],
    ids=["heard", "reachable", "unreachable", "speaking"],
)
def test_the_links_of_a_chat_are_locked_in_their_order(
    new_postgresql: Callable[[], str], change: Callable[[Session], object], unreachable_since: datetime | None
) -> None:
    """Whoever waits for the first holds none that follows: no two units of work in a chat wait for each other."""
    store = Store(new_postgresql())
    with store.write() as session:
        agency = make.agency(session)
        mine = [make.known(make.officer(session, agency, channel=None).id) for _ in range(2)]
        assert mine == [1, 2]
        for number in (2, 1):  # the first was stored last, for who is the last in the index
            link = ChatLink(id=number, officer_id=3 - number, channel=CHAT[0], chat_id=CHAT[1], linked_at=LONG_AGO)
            link.unreachable_since, link.speaking = unreachable_since, number == 2
            session.add(link)
            session.flush()

    def act() -> None:
        with store.write() as session:
            change(session)

    with ThreadPoolExecutor(1) as threads:
        with store.write() as session:
            session.execute(text("SELECT FROM chat_link WHERE id = 1 FOR UPDATE"))
            acting = threads.submit(act)
            while not session.execute(_WAIT_FOR_THIS).scalar_one():
                assert not acting.done()
            session.execute(text("SELECT FROM chat_link WHERE id = 2 FOR UPDATE NOWAIT"))
        acting.result()
    store.close()


_WAIT_FOR_THIS = text(
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


def test_a_mail_address_serves_all_and_is_nobody_elses(store: Store) -> None:
    with store.write() as session:
        mine = person(session, "a", "b")
        [other] = person(session, "c", chat=("telegram", "2"))
        mail_addresses.save_address(session, mine[1], "an@a.gov.vn", LONG_AGO)
        for one in mine:
            found = mail_addresses.find_address(session, one)
            assert found
            assert found.address == "an@a.gov.vn"
            assert not mail_addresses.is_of_somebody_else(session, one, "an@a.gov.vn")
            assert {way.provider for way in push_orders.list_ways(session, one)} == {"telegram", "email"}
        assert mail_addresses.is_of_somebody_else(session, other, "an@a.gov.vn")
        mail_addresses.save_address(session, mine[0], "an2@a.gov.vn", LONG_AGO)
        mail_addresses.save_address(session, mine[0], "an@a.gov.vn", LONG_AGO)
        assert set(count_speaking(session).values()) == {1}
        assert mail_addresses.remove_address(session, mine[0], LONG_AGO)
        assert [mail_addresses.find_address(session, one) for one in mine] == [None, None]
        assert set(count_speaking(session).values()) == {1}


def test_the_hour_and_the_order_of_ways_begin_alike(store: Store) -> None:
    with store.write() as session:
        [me] = person(session, "a")
        preferences.save(session, me, Preferences(hour=7, left_out=frozenset({"T-7"})), now=LONG_AGO)
        session.add(PushOrder(officer_id=me, ways=["email"]))
        added = add(session, me, agency_id(session, "b")).officer_id
        assert session.get_one(Preference, added).hour == 7
        assert session.get_one(Preference, added).left_out == [], "what is left out is each agency's"
        assert session.get_one(PushOrder, added).ways == ["email"]


def page_of(session: Session, officer_id: int) -> OpenSession:
    """A browser that has the page of an officer open."""
    chat_id = page_sessions.get_or_link_chat(session, officer_id, LONG_AGO)
    token = page_sessions.open_session(session, chat_id, now=LONG_AGO, wall=LONG_AGO, actor="test")
    found = page_sessions.find_session(session, token, LONG_AGO)
    assert found
    return found


def shown(session: Session, chat_id: str) -> list[str]:
    return [one.content["body"] for one in page_messages.list_latest(session, chat_id, None, 50)]


def say(session: Session, chat_id: str, body: str, reader: int | None = None) -> None:
    content = {"from": "bot", "body": body}
    page_messages.add_message(session, chat_id, content, LONG_AGO, answers=None, edits=None, reader=reader)


def test_the_page_is_one_and_shows_nothing_of_an_agency_that_was_left(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page = page_of(session, second)
        assert page_sessions.get_or_link_chat(session, first, LONG_AGO) == page.chat_id
        assert page.officer_id == second
        say(session, page.chat_id, "answer to b")
        say(session, page.chat_id, "push to a", first)
        offices.speak_for(session, "web", page.chat_id, first, LONG_AGO)
        page_messages.add_post(session, page.chat_id, "1", {"from": "officer", "body": "tap on b"}, LONG_AGO)
        offices.speak_for(session, "web", page.chat_id, second, LONG_AGO)
        content = {"from": "bot", "body": "answer"}
        page_messages.add_message(session, page.chat_id, content, LONG_AGO, answers="1", edits=None, reader=second)
        assert shown(session, page.chat_id) == ["answer to b", "push to a", "tap on b", "answer"]
        officers.deactivate(session, second, now=LONG_AGO, actor="test")
        assert shown(session, page.chat_id) == ["push to a"]


def test_an_answer_is_stored_for_whom_it_was_given_whoever_speaks_by_then(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page = page_of(session, second)
        page_messages.add_post(session, page.chat_id, "1", {"from": "officer", "body": "asked for b"}, LONG_AGO)
        offices.speak_for(session, "web", page.chat_id, first, LONG_AGO)
        content = {"from": "bot", "body": "of b"}
        place = page_messages.add_message(
            session, page.chat_id, content, LONG_AGO, answers="1", edits=None, reader=second
        ).place
        assert page_messages.find_reader(session, page.chat_id, f"m{place}") == second
        assert page_messages.find_reader(session, page.chat_id, "m999999") is None
        officers.deactivate(session, second, now=LONG_AGO, actor="test")
        assert shown(session, page.chat_id) == []


def test_what_was_posted_stays_with_whom_it_was_posted_for_where_the_answer_is_nobodys(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page = page_of(session, second)
        page_messages.add_post(session, page.chat_id, "1", {"from": "officer", "body": "asked for b"}, LONG_AGO)
        officers.deactivate(session, second, now=LONG_AGO, actor="test")
        officers.deactivate(session, first, now=LONG_AGO, actor="test")
        goodbye = {"from": "bot", "body": "goodbye"}
        page_messages.add_message(session, page.chat_id, goodbye, LONG_AGO, answers="1", edits=None)
        assert shown(session, page.chat_id) == ["goodbye"]


def test_who_is_put_out_of_the_page_is_let_in_as_nobody_else_they_are(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page_of(session, second)
        links = [
            sign_in_links.create_link(session, one, now=LONG_AGO, wall=LONG_AGO, actor="test")
            for one in (first, second)
        ]
        codes = sign_in_links.create_codes(session, second, 1, now=LONG_AGO, wall=LONG_AGO, actor="test")
        sign_in_links.revoke(session, first, now=LONG_AGO, wall=LONG_AGO, actor="test")
        assert page_sessions.end_sessions_of(session, first, now=LONG_AGO, wall=LONG_AGO, actor="test") == 1
        secrets = [*links, *map(read_letters, codes)]
        assert [sign_in_links.find_link(session, one, LONG_AGO) for one in secrets] == [None] * 3


def test_the_page_of_one_agency_is_that_of_another_that_was_added_without_it(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page = page_of(session, first)
        for link in session.exec(
            select(ChatLink).where(ChatLink.channel == "web", ChatLink.officer_id == second)
        ).all():
            session.delete(link)
        session.flush()
        assert page_sessions.get_or_link_chat(session, second, LONG_AGO) == page.chat_id
        assert count_speaking(session)["web", page.chat_id] == 1


def test_what_a_supervisor_was_shown_is_not_shown_to_who_else_they_are(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b", roles=(Role.OFFICER, Role.SUPERVISOR))
        page = page_of(session, second)
        say(session, page.chat_id, "all agencies")
        offices.speak_for(session, "web", page.chat_id, first, LONG_AGO)
        say(session, page.chat_id, "mine")
        assert shown(session, page.chat_id) == ["mine"]
        offices.speak_for(session, "web", page.chat_id, second, LONG_AGO)
        assert shown(session, page.chat_id) == ["all agencies", "mine"]


def test_a_browser_is_told_of_all_and_survives_a_switch_and_who_leaves(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page = page_of(session, second)
        push_subscriptions.subscribe(session, page, second, "https://push/1", "k", "s", LONG_AGO)
        offices.speak_for(session, "web", page.chat_id, first, LONG_AGO)
        assert len(push_subscriptions.list_open(session, page.chat_id, LONG_AGO)) == 1
        assert push_subscriptions.go_on(session, page, first, "https://push/1")
        officers.deactivate(session, second, now=LONG_AGO, actor="test")
        assert len(push_subscriptions.list_open(session, page.chat_id, LONG_AGO)) == 1
        officers.deactivate(session, first, now=LONG_AGO, actor="test")
        assert push_subscriptions.list_open(session, page.chat_id, LONG_AGO) == []


def test_a_browser_hears_only_that_there_is_something_when_a_supervisors_session_would_be_over(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b", roles=(Role.SUPERVISOR, Role.OFFICER))
        page = page_of(session, second)
        push_subscriptions.subscribe(session, page, second, "https://push/1", "k", "s", LONG_AGO)
        later = LONG_AGO + timedelta(days=2)
        [told] = push_subscriptions.list_open(session, page.chat_id, later)
        assert not told.signed_in
        officers.deactivate(session, first, now=LONG_AGO, actor="test")
        [told] = push_subscriptions.list_open(session, page.chat_id, later)
        assert told.signed_in


def test_who_is_one_person_is_so_in_all_agencies(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        office = session.get_one(Officer, first).agency_id
        namesake = identities.enrol(
            session,
            agency_id=office,
            role=Role.OFFICER,
            name="An",
            channel="telegram",
            chat_id="2",
            now=LONG_AGO,
        ).officer_id
        [stranger] = person(session, "c", chat=("telegram", "3"))
        assert is_same_person(session, second, first)
        assert is_same_person(session, second, namesake), "the agency of the first knows both by one name"
        assert is_same_person(session, namesake, second)
        assert not is_same_person(session, second, stranger)


def test_nobody_is_the_second_administrator_of_their_own_code(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b", roles=(Role.ADMIN, Role.ADMIN))
        there = agency_id(session, "c")
        make.officer(session, make.agency(session, code="d", name="Sở D"), role=Role.ADMIN, name="Bình")
        code = invitations.invite(
            session,
            agency_id=there,
            role=Role.ADMIN,
            name="Chi",
            now=LONG_AGO,
            actor="test",
            created_by_id=first,
            sure=True,
        )
        assert code.needs_approval
        with pytest.raises(NotAllowed, match="approve_own"):
            grants.approve(session, code.id, second, now=LONG_AGO)


def test_two_roles_of_one_administrator_are_one_of_whom_nobody_else_can_agree(store: Store) -> None:
    with store.write() as session:
        first, _second = person(session, "a", "b", roles=(Role.ADMIN, Role.ADMIN))
        there = agency_id(session, "c")
        code = invitations.invite(
            session,
            agency_id=there,
            role=Role.ADMIN,
            name="Chi",
            now=LONG_AGO,
            actor="test",
            created_by_id=first,
            sure=True,
        )
        assert not code.needs_approval


def test_all_that_is_kept_of_a_person_is_told_and_erased(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, "a", "b")
        page_of(session, first)
        mail_addresses.save_address(session, first, "an@a.gov.vn", LONG_AGO)
        assert [one.id for one in kept.read(session, second).officers] == [first, second]
        erasure.erase(session, first, label=lambda _role: "Cán bộ", now=LONG_AGO, actor="test")
        assert {officer.name for officer in session.exec(select(Officer)).all()} == {"Cán bộ"}
        assert not any(officer.active for officer in session.exec(select(Officer)).all())
        assert all(link.chat_id.startswith("erased-") for link in session.exec(select(ChatLink)).all())
        assert speaker(session) is None
