"""Who hears who joined, what waits for a second administrator, who was revoked or has left."""

from datetime import timedelta
from typing import TypeVar

import pytest
from sqlmodel import col, select

from data.enums import PeopleCause, Role
from data.models import Agency, Invitation, PeopleNotice
from data.registry.people import identities, invitations, officers, people_notices
from data.registry.people.identities import Identity
from data.registry.people.invitations import Account
from data.registry.people.joining import grants, joinings
from data.store import Session
from scheduler.identities.facts import ApprovalFacts, ClosedFacts, ContestedFacts, JoinedFacts, SecretFacts
from scheduler.identities.planner import TOGETHER
from tests import factories as make
from tests.scheduler.office import Office, morning

NINE = morning("2024-03-08", 9)
HALF_PAST = NINE + timedelta(minutes=30)
Facts = TypeVar("Facts")


@pytest.fixture
def office(office: Office) -> Office:
    """Sở Tư pháp with an officer and a head, Sở Nội vụ with an officer, and an administrator there."""
    with office.store.write() as session:
        stp, snv = make.agency(session), make.agency(session, "snv", "Sở Nội vụ")
        make.officer(session, stp, name="Bình", chat_id="colleague")
        make.officer(session, stp, name="Chi", role=Role.HEAD, chat_id="head")
        make.officer(session, snv, name="Dung", chat_id="elsewhere")
        make.officer(session, snv, name="Giang", role=Role.ADMIN, chat_id="admin")
    office.clock.move_to(NINE)
    return office


def join(
    office: Office, chat_id: str = "new", *, agency_id: int = 1, role: Role = Role.OFFICER, name: str = "An"
) -> Identity:
    """Somebody is invited and comes in, now."""
    now = office.clock.now()
    with office.store.write() as session:
        code = invitations.invite(
            session, agency_id=agency_id, role=role, name=name, now=now, actor="test", sure=True
        ).code
        account = Account("telegram", chat_id, name, f"{name} (@{chat_id})")
        return invitations.accept(session, code=code, by=account, now=now)


def heard(office: Office, kind: type[Facts]) -> dict[str, Facts]:
    """What arrived of a kind, by chat; a chat hears it once."""
    told = [(chat, facts) for chat, facts in office.postbox.besides if isinstance(facts, kind)]
    assert len(dict(told)) == len(told)
    return dict(told)


def me(session: Session, chat_id: str) -> Identity:
    found = identities.identify(session, "telegram", chat_id)
    assert found is not None
    return found


async def test_colleagues_hear_at_once_and_administrators_with_the_half_hour(office: Office) -> None:
    join(office)
    await office.tick(NINE + timedelta(minutes=1))
    assert sorted(heard(office, JoinedFacts)) == ["colleague", "head"]
    await office.tick(HALF_PAST)
    told = heard(office, JoinedFacts)
    assert sorted(told) == ["admin", "colleague", "head"], "neither who joined nor another agency"
    for facts in told.values():
        [joining] = facts.joined
        assert (joining.name, joining.account, joining.agency_short_name) == ("An", "An (@new)", "Sở Tư pháp")
        assert facts.decidable == {joining.invitation_id}
    await office.tick(HALF_PAST + timedelta(hours=1))
    assert len(heard(office, JoinedFacts)) == 3


async def test_a_week_of_invitations_is_a_few_messages_to_an_administrator(office: Office) -> None:
    for number in range(TOGETHER + 1):
        join(office, f"chat-{number}", agency_id=2, name=f"Cán bộ {number}")
    await office.tick(HALF_PAST)
    told = [facts for chat, facts in office.postbox.besides if chat == "admin" and isinstance(facts, JoinedFacts)]
    assert [len(facts.joined) for facts in told] == [TOGETHER, 1]
    assert len({one.invitation_id for facts in told for one in facts.joined}) == TOGETHER + 1


async def test_what_happens_at_night_is_told_in_the_morning(office: Office) -> None:
    office.clock.move_to(morning("2024-03-08", 21))
    join(office)
    await office.tick(morning("2024-03-08", 22))
    await office.tick(morning("2024-03-09", 9))
    assert heard(office, JoinedFacts) == {}, "a Saturday"
    await office.tick(morning("2024-03-11", 7, 1))
    assert sorted(heard(office, JoinedFacts)) == ["admin", "colleague", "head"]


async def test_who_was_confirmed_meanwhile_is_told_without_asking(office: Office) -> None:
    joined = join(office)
    with office.store.write() as session:
        joining = joinings.find_joining(session, 1)
        assert joining is not None
        assert joinings.vouch(session, joining, me(session, "head"), NINE)
    await office.tick(HALF_PAST)
    told = heard(office, JoinedFacts)["admin"]
    assert (told.decidable, told.joined[0].vouched_by) == (frozenset(), "Chi")
    assert joined.officer_id == told.joined[0].officer_id


async def test_who_was_revoked_meanwhile_is_told_as_such(office: Office) -> None:
    joined = join(office)
    with office.store.write() as session:
        joining = joinings.find_joining(session, 1)
        assert joining is not None
        assert joinings.revoke(session, joining, me(session, "colleague"), NINE)
        assert not joinings.revoke(session, joining, me(session, "head"), NINE), "twice"
    await office.tick(HALF_PAST)
    assert heard(office, JoinedFacts) == {}
    told = heard(office, ClosedFacts)
    assert sorted(told) == ["admin"]
    facts = told["admin"]
    assert (facts.cause, facts.by, facts.account) == (PeopleCause.REVOKED, "Bình", "An (@new)")
    assert facts.officer.id == joined.officer_id


async def test_an_administrator_who_revokes_needs_not_be_told(office: Office) -> None:
    join(office)
    with office.store.write() as session:
        joining = joinings.find_joining(session, 1)
        assert joining is not None
        joinings.revoke(session, joining, me(session, "admin"), NINE)
    await office.tick(HALF_PAST)
    assert heard(office, ClosedFacts) == {}


async def test_who_joined_first_and_was_not_confirmed_decides_on_nobody(office: Office) -> None:
    join(office, "first")
    join(office, "second", name="Em")
    await office.tick(NINE + timedelta(minutes=1))
    told = [facts for chat, facts in office.postbox.besides if chat == "first" and isinstance(facts, JoinedFacts)]
    assert [facts.decidable for facts in told] == [frozenset()]


async def test_a_contested_code_is_told_to_administrators_once(office: Office) -> None:
    join(office)
    with office.store.write() as session:
        for account in ("Thật (@that)", "Khác"):
            joinings.record_contest(session, 1, account, NINE)
    await office.tick(NINE + timedelta(minutes=1))
    told = heard(office, ContestedFacts)
    assert sorted(told) == ["admin"]
    assert told["admin"].joining.contested_by == "Thật (@that)"


async def test_a_code_of_who_is_out_again_is_not_contested(office: Office) -> None:
    joined = join(office)
    with office.store.write() as session:
        officers.deactivate(session, joined.officer_id, now=NINE, actor="test")
        joinings.record_contest(session, 1, "Thật", NINE)
    await office.tick(HALF_PAST)
    assert heard(office, ContestedFacts) == {}


async def test_the_other_administrators_are_asked_to_agree_while_the_code_waits(office: Office) -> None:
    with office.store.write() as session:
        snv = session.get_one(Agency, 2)
        second = make.officer(session, snv, name="Hoa", role=Role.ADMIN, chat_id="second")
        codes = [
            invitations.invite(
                session,
                agency_id=2,
                role=Role.SUPERVISOR,
                name=name,
                now=NINE,
                actor="test",
                sure=True,
                created_by_id=second.id,
            )
            for name in ("Khanh", "Lan")
        ]
        grants.revoke(session, codes[1].id, now=NINE, actor="test")
    await office.tick(NINE + timedelta(minutes=1))
    told = heard(office, ApprovalFacts)
    assert sorted(told) == ["admin"]
    assert (told["admin"].invitation.name, told["admin"].invitation.created_by) == ("Khanh", "Hoa")


async def test_notices_wait_for_an_administrator(office: Office) -> None:
    with office.store.write() as session:
        session.get_one(Agency, 1)
        admin = me(session, "admin")
        make.officer(session, session.get_one(Agency, 2), role=Role.ADMIN, channel=None)
        officers.deactivate(session, admin.officer_id, now=NINE, actor="test")
        people_notices.record_notice(session, PeopleCause.LEFT, now=NINE, officer_id=3)
    join(office)
    await office.tick(HALF_PAST)
    assert heard(office, ClosedFacts) == {}
    with office.store.write() as session:
        make.officer(session, session.get_one(Agency, 2), role=Role.ADMIN, chat_id="late")
    await office.tick(HALF_PAST + timedelta(minutes=1))
    assert sorted(heard(office, ClosedFacts)) == ["late"]
    assert heard(office, JoinedFacts)["late"].joined[0].name == "An"


async def test_a_notice_goes_into_the_outbox_once_with_its_cause(office: Office) -> None:
    join(office)
    for minutes in (1, 2, 31, 62):
        await office.tick(NINE + timedelta(minutes=minutes))
    with office.store.read() as session:
        rows = session.exec(select(PeopleNotice).where(col(PeopleNotice.invitation_id) == 1)).all()
        assert session.exec(select(Invitation)).one().account == "An (@new)"
    assert {row.cause: row.planned_at is not None for row in rows} == {
        PeopleCause.JOINED: True,
        PeopleCause.JOINED_TO_ADMIN: True,
    }
    assert len(heard(office, JoinedFacts)) == 3
    assert {row.id for row in rows} <= {row.number for row in office.deliveries()}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SUPERVISOR, Role.ADMIN])
async def test_an_administrator_who_joined_is_judged_by_administrators_alone(office: Office, role: Role) -> None:
    join(office, role=role)
    await office.tick(HALF_PAST)
    told = heard(office, JoinedFacts)
    may = {chat for chat, facts in told.items() if facts.decidable}
    assert may == ({"admin"} if role is Role.ADMIN else {"admin", "colleague", "head"})


async def test_marked_messages_are_told_to_administrators_together_by_agency_and_time_alone(office: Office) -> None:
    with office.store.write() as session:
        second = make.officer(session, session.get_one(Agency, 2), name="Hoa", role=Role.ADMIN, chat_id="second")
        for minute, sender in enumerate((1, 3, 2, 1, second.id)):
            now = NINE + timedelta(minutes=minute)
            people_notices.record_notice(session, PeopleCause.MARKED, now=now, officer_id=sender)
    await office.tick(HALF_PAST - timedelta(minutes=1))
    assert heard(office, SecretFacts) == {}
    await office.tick(HALF_PAST)
    told = heard(office, SecretFacts)
    assert sorted(told) == ["admin", "second"]
    [stp, snv] = told["admin"].refused
    assert (stp.agency_short_name, stp.count) == ("Sở Tư pháp", 3)
    assert (stp.first_at, stp.last_at) == (NINE, NINE + timedelta(minutes=3))
    assert (snv.agency_short_name, snv.count) == ("Sở Nội vụ", 2)
    assert [one.count for one in told["second"].refused] == [3, 1], "their own they know"
    await office.tick(HALF_PAST + timedelta(hours=1))
    assert len(heard(office, SecretFacts)) == 2
