"""The way into the page: an address that is good once, and sessions that last as long as a role may."""

import asyncio
import re
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from data.enums import Role
from data.models import AuditEntry, ChatLink, Officer, PageSession, SignInLink
from data.registry.outbox.recipients import list_reachable
from data.registry.people import page_sessions, sign_in_links
from data.registry.people.page_sessions import (
    RENEWED_EVERY,
    OpenSession,
    find_session,
)
from data.registry.people.sign_in_links import SignIn, find_link, spend_link
from data.rules.limits.terms import (
    SIGN_IN_CODE_TERM,
    SIGN_IN_LINK_TERM,
    STRANGER_SESSION_TERM,
    SUPERVISOR_SESSION_TERM,
    UNOPENED_PAGE_TERM,
    UNSEEN_SESSION_TERM,
)
from data.store import Store
from tests import factories as make

NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
WALL = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
SOON = timedelta(seconds=1)


@pytest.fixture
def officer(store: Store) -> Officer:
    with store.write() as session:
        return make.officer(session, make.agency(session))


def key(officer: Officer) -> int:
    return make.known(officer.id)


def linked(store: Store, officer: Officer) -> str:
    with store.write() as session:
        return sign_in_links.create_link(session, key(officer), now=NOW, wall=WALL, actor=f"officer:{officer.id}")


def looked_at(store: Store, token: str, wall: datetime = WALL) -> SignIn | None:
    with store.read() as session:
        return find_link(session, token, wall)


def spent(store: Store, token: str, wall: datetime = WALL) -> SignIn | None:
    with store.write() as session:
        return spend_link(session, token, wall)


def opened(store: Store, officer: Officer, role: Role | None = None) -> str:
    """Opens a session for an officer, in another role if one is given."""
    with store.write() as session:
        if role:
            session.get_one(Officer, officer.id).role = role
        chat = page_sessions.get_or_link_chat(session, key(officer), NOW)
        return page_sessions.open_session(session, chat, now=NOW, wall=WALL, actor=f"officer:{officer.id}")


def found(store: Store, token: str, wall: datetime = WALL) -> OpenSession | None:
    with store.read() as session:
        return find_session(session, token, wall)


def actions(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        rows = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    return [(row.actor, row.action) for row in rows]


def test_an_address_can_be_looked_at_by_robots_and_is_spent_by_one_tap(store: Store, officer: Officer) -> None:
    token = linked(store, officer)
    assert re.fullmatch(sign_in_links.TOKEN, token)
    for _ in range(3):
        assert looked_at(store, token) == SignIn(key(officer), officer.name, Role.OFFICER, "Sở Tư pháp")
    assert spent(store, token) is not None
    assert (spent(store, token), looked_at(store, token)) == (None, None)


@pytest.mark.parametrize(("after", "is_open"), [(SIGN_IN_LINK_TERM - SOON, True), (SIGN_IN_LINK_TERM, False)])
def test_an_address_is_good_for_ten_minutes(store: Store, officer: Officer, after: timedelta, is_open: bool) -> None:
    token = linked(store, officer)
    assert (looked_at(store, token, WALL + after) is not None) == is_open
    assert (spent(store, token, WALL + after) is not None) == is_open


async def test_of_many_taps_at_once_one_gets_in(store: Store, officer: Officer) -> None:
    token = linked(store, officer)
    taps = await asyncio.gather(*(asyncio.to_thread(spent, store, token) for _ in range(8)))
    assert sum(one is not None for one in taps) == 1


def test_whoever_left_gets_in_neither_by_address_nor_by_session(store: Store, officer: Officer) -> None:
    link, token = linked(store, officer), opened(store, officer)
    with store.write() as session:
        session.get_one(Officer, officer.id).active = False
    assert (looked_at(store, link), spent(store, link)) == (None, None)
    left = found(store, token)
    assert left
    assert (left.officer_id, left.role, left.name) == (None, None, None)


def test_only_hashes_are_kept(store: Store, officer: Officer) -> None:
    secrets_given = {linked(store, officer), opened(store, officer)}
    with store.read() as session:
        rows = [*session.exec(select(SignInLink)), *session.exec(select(PageSession))]
        said = [f"{one.actor} {one.subject}" for one in session.exec(select(AuditEntry))]
    kept = " ".join([repr(row.model_dump()) for row in rows] + said)
    assert not any(secret in kept for secret in secrets_given)


@pytest.mark.parametrize(
    ("role", "lasts"),
    [
        (Role.OFFICER, UNSEEN_SESSION_TERM),
        (Role.HEAD, UNSEEN_SESSION_TERM),
        (Role.SUPERVISOR, SUPERVISOR_SESSION_TERM),
        (Role.ADMIN, SUPERVISOR_SESSION_TERM),
    ],
)
def test_a_session_lasts_as_long_as_the_role_of_today_may(
    store: Store, officer: Officer, role: Role, lasts: timedelta
) -> None:
    token = opened(store, officer, role)
    assert found(store, token, WALL + lasts)
    assert found(store, token, WALL + lasts + SOON) is None


def test_an_officer_who_looks_stays_in_and_a_supervisor_has_to_come_anew(store: Store, officer: Officer) -> None:
    token = opened(store, officer)
    for days in (20, 40, 60):
        wall = WALL + timedelta(days=days)
        seen = found(store, token, wall)
        assert seen
        with store.write() as session:
            page_sessions.renew_session(session, seen.id, wall)
    with store.write() as session:
        session.get_one(Officer, officer.id).role = Role.SUPERVISOR
    assert found(store, token, WALL + timedelta(days=60)) is None


def test_a_stranger_who_came_with_a_code_has_a_day_of_work(store: Store) -> None:
    with store.write() as session:
        token = page_sessions.open_session(session, "chat", now=NOW, wall=WALL, actor="stranger")
    stranger = found(store, token, WALL + STRANGER_SESSION_TERM)
    assert stranger
    assert (stranger.chat_id, stranger.role) == ("chat", None)
    assert found(store, token, WALL + STRANGER_SESSION_TERM + SOON) is None


def test_all_devices_of_an_officer_show_one_chat_and_end_together(store: Store, officer: Officer) -> None:
    tokens = [opened(store, officer), opened(store, officer)]
    assert len({getattr(found(store, token), "chat_id", None) for token in tokens}) == 1
    with store.read() as session:
        assert [(one.name, one.sessions) for one in page_sessions.list_users(session, WALL)] == [(officer.name, 2)]
    with store.write() as session:
        ended = page_sessions.end_sessions_of(session, key(officer), now=NOW, wall=WALL, actor="page end")
    assert (ended, [found(store, token) for token in tokens]) == (2, [None, None])
    with store.read() as session:
        assert page_sessions.list_users(session, WALL) == []
    assert actions(store)[-1] == ("page end", "page.sign_out")


def test_every_way_in_and_out_is_in_the_audit_trail(store: Store, officer: Officer) -> None:
    linked(store, officer)
    token = opened(store, officer)
    mine = found(store, token)
    assert mine
    with store.write() as session:
        page_sessions.end_session(session, mine, now=NOW, wall=WALL)
    assert [action for _, action in actions(store)][-4:] == [
        "page.link",
        "chat.link",
        "page.sign_in",
        "page.sign_out",
    ]
    assert found(store, token) is None


def test_a_page_reaches_somebody_only_while_it_is_looked_at(store: Store, officer: Officer) -> None:
    token = opened(store, officer)
    mine = found(store, token)
    assert mine
    with store.read() as session:
        assert page_sessions.is_opened(session, mine.chat_id, WALL + UNOPENED_PAGE_TERM)
        assert not page_sessions.is_opened(session, mine.chat_id, WALL + UNOPENED_PAGE_TERM + SOON)
        assert not page_sessions.is_opened(session, "another", WALL)


def test_messages_go_to_the_page_only_where_there_is_no_other_chat(store: Store, officer: Officer) -> None:
    def told() -> list[str]:
        with store.read() as session:
            return [one.channel for one in list_reachable(session, [officer.agency_id], {"telegram", "web"})]

    opened(store, officer)
    assert told() == ["telegram"]
    with store.write() as session:
        for link in session.exec(select(ChatLink).where(col(ChatLink.channel) == "telegram")):
            link.unreachable_since = NOW
    assert told() == ["web"]


def test_what_has_expired_is_deleted(store: Store, officer: Officer) -> None:
    linked(store, officer)
    opened(store, officer)

    def left(session: Session) -> tuple[int, int]:
        return len(session.exec(select(SignInLink)).all()), len(session.exec(select(PageSession)).all())

    with store.write() as session:
        assert (sign_in_links.delete_expired(session, WALL), page_sessions.delete_before(session, WALL)) == (0, 0)
        sign_in_links.delete_expired(session, WALL + SIGN_IN_LINK_TERM + SOON)
        page_sessions.delete_before(session, WALL + SOON)
        assert left(session) == (0, 0)


def test_a_thousand_made_up_secrets_open_nothing(store: Store, officer: Officer) -> None:
    link, token = linked(store, officer), opened(store, officer)
    made_up = [secrets.token_urlsafe(size) for size in (16, 32) for _ in range(200)]
    made_up += [
        f"{token[:at]}{letter}{token[at + 1 :]}" for at in range(43) for letter in "aZ0-_" if token[at] != letter
    ]
    made_up += [token[:at] for at in range(43)] + [
        link + token,
        token + "=",
        token.swapcase(),
        "",
        "%",
        "' OR 1=1 --",
    ]
    made_up += [link[:at] + "A" + link[at + 1 :] for at in range(22) if link[at] != "A"]
    made_up += [f"{n:043d}" for n in range(1000 - len(made_up))]
    assert len(made_up) >= 1000
    with store.read() as session:
        assert not any(find_session(session, one, WALL) for one in made_up)
        assert not any(find_link(session, one, WALL) for one in made_up)
        assert find_session(session, token, WALL)
    assert RENEWED_EVERY < SUPERVISOR_SESSION_TERM


def printed(store: Store, officer: Officer, number: int = 3, wall: datetime = WALL) -> list[str]:
    with store.write() as session:
        return sign_in_links.create_codes(session, key(officer), number, now=NOW, wall=wall, actor="page codes")


def test_each_code_lets_in_once_for_weeks_and_is_kept_as_a_hash(store: Store, officer: Officer) -> None:
    codes = printed(store, officer)
    assert len({*codes}) == 3
    late = WALL + SIGN_IN_CODE_TERM - SOON
    assert [spent(store, one, late) is not None for one in (codes[0], codes[0], codes[1])] == [True, False, True]
    assert spent(store, codes[2], WALL + SIGN_IN_CODE_TERM) is None
    with store.read() as session:
        kept = session.exec(select(SignInLink.token_hash)).all()
    assert not {*codes} & {*kept}
    assert actions(store)[-1] == ("page codes", "page.codes")


def test_a_new_sheet_and_an_administrator_end_the_codes_before(store: Store, officer: Officer) -> None:
    old, new = printed(store, officer), printed(store, officer)
    assert spent(store, old[0]) is None
    assert spent(store, new[0])
    with store.write() as session:
        sign_in_links.revoke(session, key(officer), now=NOW, wall=WALL, actor="page end")
    assert spent(store, new[1]) is None


def test_codes_let_nobody_in_who_has_left(store: Store, officer: Officer) -> None:
    [code] = printed(store, officer, 1)
    with store.write() as session:
        session.get_one(Officer, officer.id).active = False
    assert spent(store, code) is None
