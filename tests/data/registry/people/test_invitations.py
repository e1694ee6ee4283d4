"""Codes: for one person, once, by whom they were meant for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, col, select

from data.enums import DeliveryKind, DeliveryState, PeopleCause, ReminderState, Role
from data.errors import InvitationRefused, NotAllowed, NotFound
from data.models import Agency, AuditEntry, ChatLink, Delivery, Officer, PeopleNotice, Reminder
from data.registry.conversations import dialogues
from data.registry.conversations.dialogues import Choices, Option, Question
from data.registry.outbox import deliveries, recipients, reminders
from data.registry.outbox.reminders import NewReminder
from data.registry.people import assignments, calendar_links, identities, invitations, officers
from data.registry.people.identities import Identity
from data.registry.people.invitations import Account, Invited
from data.registry.people.joining import grants
from data.registry.people.succession.same_person import is_same_person
from data.store import Store
from tests import factories as make
from tests.factories import LONG_AGO
from tests.scheduler.office import morning

NINE = morning("2024-03-08", 9)


def invited(session: Session, of: Agency, role: Role = Role.OFFICER, **facts: object) -> Invited:
    return invitations.invite(
        session,
        agency_id=make.known(of.id),
        role=role,
        now=NINE,
        actor="test",
        **{"name": "An", **facts},  # type: ignore[arg-type]
    )


def joined(session: Session, code: str, chat_id: str = "1") -> Identity:
    return invitations.accept(session, code=code, by=Account("telegram", chat_id, "An", "An (@an)"), now=NINE)


def administrator(session: Session, name: str, **facts: object) -> int:
    office = session.exec(select(Agency)).first() or make.agency(session)
    return make.known(make.officer(session, office, name=name, role=Role.ADMIN, **facts).id)  # type: ignore[arg-type]


def test_a_code_that_two_chats_use_at_once_lets_one_in(store: Store) -> None:
    with store.write() as session:
        code = invited(session, make.agency(session)).code
    together = Barrier(2, timeout=30)

    def join(chat_id: str) -> str:
        together.wait()
        try:
            with store.write() as session:
                return joined(session, code, chat_id).name
        except InvitationRefused as error:
            return error.reason

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(join, ("1", "2"))) == ["An", "used"]
    with store.read() as session:
        assert len(session.exec(select(Officer)).all()) == 1


def _revoked(session: Session, made: Invited) -> None:
    grants.revoke(session, made.id, now=NINE, actor="test")


def _of_ended_agency(session: Session, _made: Invited) -> None:
    session.exec(select(Agency)).one().last_day = date(2024, 3, 7)


@pytest.mark.parametrize(("spoil", "reason"), [(_revoked, "revoked"), (_of_ended_agency, "agency_gone")])
def test_a_code_that_does_not_count_any_more_lets_nobody_in(
    store: Store, spoil: Callable[[Session, Invited], None], reason: str
) -> None:
    with store.write() as session:
        made = invited(session, make.agency(session))
        spoil(session, made)
    with store.write() as session, pytest.raises(InvitationRefused) as refused:
        joined(session, made.code)
    assert refused.value.reason == reason


def test_an_agency_that_has_ended_invites_nobody(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session)
        agency.last_day = date(2024, 3, 7)
        with pytest.raises(NotAllowed):
            invited(session, agency)
        agency.last_day = date(2024, 3, 8)
        assert invited(session, agency).code


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_see_all_are_given_in_the_standing_body_or_by_a_second_yes(store: Store, role: Role) -> None:
    with store.write() as session:
        body, other = make.agency(session, "snv"), make.agency(session, "stp")
        plan = make.plan(session, standing_agency_id=body.id)
        assert invited(session, body, role).code
        if role in (Role.SUPERVISOR, Role.ADMIN):
            with pytest.raises(NotAllowed):
                invited(session, other, role)
            plan.closed_at = NINE
            with pytest.raises(NotAllowed):
                invited(session, body, role)
        assert invited(session, other, role, sure=True).code


def test_where_there_are_two_administrators_the_second_agrees(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session)
        first = administrator(session, "Anh")
        assert not invited(session, agency, Role.ADMIN, sure=True).needs_approval, "there is only one"
        second = administrator(session, "Bình")
        assert not invited(session, agency, Role.HEAD).needs_approval
        made = invited(session, agency, Role.SUPERVISOR, sure=True, created_by_id=first)
        assert made.needs_approval
        with pytest.raises(InvitationRefused, match="unapproved"):
            joined(session, made.code)
        with pytest.raises(NotAllowed):
            grants.approve(session, made.id, first, now=NINE)
        assert [grants.approve(session, made.id, second, now=NINE) for _ in range(2)] == [True, False]
        assert joined(session, made.code).role is Role.SUPERVISOR
        [notice] = session.exec(select(PeopleNotice).where(PeopleNotice.cause == PeopleCause.APPROVAL)).all()
        assert (notice.invitation_id, notice.by_id) == (made.id, first)


@pytest.mark.parametrize(
    "facts", [{"channel": None}, {"channel": "console"}, {"active": False}, {"role": Role.SUPERVISOR}]
)
def test_an_administrator_who_cannot_be_asked_is_no_second(store: Store, facts: dict[str, object]) -> None:
    with store.write() as session:
        agency = make.agency(session)
        administrator(session, "Anh")
        make.officer(session, agency, **{"role": Role.ADMIN, **facts})  # type: ignore[arg-type]
        assert not invited(session, agency, Role.ADMIN, sure=True).needs_approval


def test_codes_that_wait_are_listed_until_they_are_used_revoked_or_too_old(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session)
        used, revoked, waiting = (invited(session, agency, name=name) for name in ("An", "Bình", "Chi"))
        joined(session, used.code)
        _revoked(session, revoked)
        for made in (used, revoked):
            with pytest.raises(NotFound):
                grants.revoke(session, made.id, now=NINE, actor="test")
        assert [one.id for one in grants.list_waiting(session, NINE)] == [waiting.id]
        assert grants.list_waiting(session, NINE + timedelta(days=14)) == []
        assert invitations.find_id(session, waiting.code.lower()) == waiting.id
        assert invitations.find_id(session, "SAIMASAIMA") is None


def test_who_makes_a_code_is_found_by_name_if_there_is_one_such(store: Store) -> None:
    with store.write() as session:
        anh = administrator(session, "Nguyễn Anh")
        make.officer(session, session.exec(select(Agency)).one(), name="Bình")
        assert grants.find_administrator(session, "nguyen anh") == anh
        assert grants.find_administrator(session, "Bình") is None
        administrator(session, "Nguyễn Ánh")
        assert grants.find_administrator(session, "nguyen anh") is None


def _everything_waits_for(session: Session, me: Identity) -> None:
    """An officer with an address, open question, choices, a digest that waits, and a duty that was assigned."""
    calendar_links.create_link(session, me.officer_id, NINE)
    dialogues.open_question(session, "telegram", "1", Question("percent", NINE, {}))
    dialogues.save_choices(session, "telegram", "1", Choices(NINE, (Option("Đã xong", "done:1:0", 1, NINE),)))
    agency = session.get_one(Agency, me.agency_id)
    duty = make.duty(session, agency, make.deadline(session, make.plan(session), date(2024, 3, 15)))
    duty.responsible_id = me.officer_id
    everybody = recipients.list_all_reachable(session, ["telegram"], list(Role))
    mine = [one for one in everybody if one.officer_id == me.officer_id]
    ids = deliveries.create_messages(
        session, DeliveryKind.DIGEST, dict.fromkeys(mine, NINE), date(2024, 3, 8), now=NINE, wall=NINE
    )
    day, [delivery_id] = date(2024, 3, 8), ids.values()
    planned = NewReminder(make.known(duty.id), "T-7", day, me.officer_id, day, delivery_id)
    reminders.save_new(session, [planned])


def _by_a_second_code(session: Session, me: Identity) -> None:
    known = session.exec(select(Agency).where(col(Agency.code) == "snv")).first()
    other = known or make.agency(session, "snv", "Sở Nội vụ")
    joined(session, invited(session, other, name="An").code)


def _by_a_code_that_replaces(session: Session, me: Identity) -> None:
    agency = session.get_one(Agency, me.agency_id)
    joined(session, invited(session, agency, replaces_id=me.officer_id).code, "new telephone")


def _by_leaving(session: Session, me: Identity) -> None:
    officers.deactivate(session, me.officer_id, now=NINE, actor="test")


WAYS = [_by_a_second_code, _by_a_code_that_replaces, _by_leaving]


@pytest.mark.parametrize("close", WAYS)
def test_an_identity_is_closed_whole(store: Store, close: Callable[[Session, Identity], None]) -> None:
    with store.write() as session:
        me = joined(session, invited(session, make.agency(session)).code)
        _everything_waits_for(session, me)
        close(session, me)
    with store.read() as session:
        assert calendar_links.get_created_at(session, me.officer_id) is None
        assert dialogues.get_question(session, "telegram", "1") is None
        assert dialogues.get_choices(session, "telegram", "1") is None
        assert me.officer_id not in [one.id for one in assignments.list_colleagues(session, me.agency_id)]
        assert assignments.get_assignee(session, 1) is None
        everybody = recipients.list_all_reachable(session, ["telegram"], list(Role))
        assert me.officer_id not in [one.officer_id for one in everybody]
        assert [row.state for row in session.exec(select(Delivery))] == [DeliveryState.SKIPPED]
        assert [row.state for row in session.exec(select(Reminder))] == [ReminderState.SKIPPED]
        acts = [row.action for row in session.exec(select(AuditEntry)) if row.subject == f"officer:{me.officer_id}"]
        assert ("officer.leave" in acts) != ("officer.close" in acts)


def test_the_old_chat_of_who_was_replaced_speaks_for_nobody(store: Store) -> None:
    with store.write() as session:
        me = joined(session, invited(session, make.agency(session)).code)
        _by_a_code_that_replaces(session, me)
        assert identities.identify(session, "telegram", "1") is None
        assert identities.identify(session, "telegram", "new telephone") is not None


@pytest.mark.parametrize("close", [_by_a_second_code, _by_a_code_that_replaces])
def test_who_comes_again_is_the_same_person(store: Store, close: Callable[[Session, Identity], None]) -> None:
    with store.write() as session:
        me = joined(session, invited(session, make.agency(session)).code)
        close(session, me)
        again = session.exec(select(Officer).order_by(col(Officer.id).desc())).first()
        assert again is not None
        assert is_same_person(session, me.officer_id, again.id)
        third = make.agency(session, "stc", "Sở Tài chính")
        chat = session.exec(select(ChatLink).where(col(ChatLink.officer_id) == again.id)).one().chat_id
        officers.deactivate(session, make.known(again.id), now=NINE, actor="test")
        back = joined(session, invited(session, third).code, chat)
        assert is_same_person(session, me.officer_id, back.officer_id), "also after they had left"
        assert is_same_person(session, back.officer_id, again.id)
        stranger = joined(session, invited(session, third, name="Bình").code, "another")
        assert not is_same_person(session, me.officer_id, stranger.officer_id)
        assert not is_same_person(session, None, me.officer_id)


def test_two_chats_that_turn_out_to_be_one_person_are_one_ever_since(store: Store) -> None:
    with store.write() as session:
        agencies = [make.agency(session, code) for code in ("stp", "snv", "stc")]
        first = joined(session, invited(session, agencies[0]).code, "1")
        second = joined(session, invited(session, agencies[1]).code, "2")
        code = invited(session, agencies[2], replaces_id=second.officer_id).code
        third = joined(session, code, "1")
        for one in (first, second):
            assert is_same_person(session, one.officer_id, third.officer_id)
        assert is_same_person(session, first.officer_id, second.officer_id)


def test_namesakes_are_one_person_in_one_agency_only(store: Store) -> None:
    with store.write() as session:
        here, there = make.agency(session, "stp"), make.agency(session, "snv")
        ids = [make.officer(session, of, name=name).id for of, name in ((here, "An"), (here, "AN"), (there, "An"))]
        assert is_same_person(session, ids[0], ids[1])
        assert not is_same_person(session, ids[0], ids[2])


@pytest.mark.parametrize("close", WAYS)
def test_the_last_administrator_stays(store: Store, close: Callable[[Session, Identity], None]) -> None:
    with store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency, name="Cũ", role=Role.ADMIN, active=False)
        me = joined(session, invited(session, agency, Role.ADMIN, sure=True).code)
    with pytest.raises(NotAllowed, match="last_admin"), store.write() as session:
        close(session, me)
    with store.write() as session:
        administrator(session, "Mới")
        close(session, me)


def test_an_administrator_may_come_back_as_one_by_another_telephone(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session)
        me = joined(session, invited(session, agency, Role.ADMIN, sure=True).code)
        code = invited(session, agency, Role.ADMIN, sure=True, replaces_id=me.officer_id).code
        assert joined(session, code, "2").role is Role.ADMIN
        assert identities.identify(session, "telegram", "1") is None


def test_two_administrators_cannot_remove_each_other_at_once(store: Store) -> None:
    with store.write() as session:
        ids = [administrator(session, name) for name in ("Anh", "Bình")]
    together = Barrier(2, timeout=30)

    def leave(officer_id: int) -> bool:
        together.wait()
        try:
            with store.write() as session:
                officers.deactivate(session, officer_id, now=LONG_AGO, actor="test")
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, ids)) == [False, True]


@pytest.mark.parametrize(("account", "told"), [("An NV", 0), ("Người khác", 2)])
def test_who_goes_to_another_bot_with_the_account_they_had_is_no_news(store: Store, account: str, told: int) -> None:
    with store.write() as session:
        code = invited(session, make.agency(session)).code
        me = invitations.accept(session, code=code, by=Account("zalo-1", "1", "An NV", "An NV"), now=NINE)
    with store.write() as session:
        before = len(session.exec(select(PeopleNotice)).all())
        moving = invitations.invite_to_move(session, me.officer_id, channel="zalo-2", now=NINE, actor="test")
        by = Account("zalo-2", "2", account, account)
        assert invitations.accept(session, code=moving.code, by=by, now=NINE).officer_id == me.officer_id
        assert len(session.exec(select(PeopleNotice)).all()) - before == told
