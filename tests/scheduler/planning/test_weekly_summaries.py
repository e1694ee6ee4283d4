"""The figures of the week go out by themselves, and an administrator hears where nobody can be reached."""

import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import select

from data.enums import DeliveryKind, DeliveryState, Role, State
from data.models import ChatLink, Duty, Officer, Plan
from scheduler.planning.unreachable_notices import NoticeFacts
from scheduler.planning.weekly_summaries import SummaryFacts
from scheduler.sending.errors import Passing, Unreachable
from tests import factories as make
from tests.scheduler.office import DUE, Office, morning

MONDAY = "2024-03-11"


@pytest.fixture(params=["UTC", "America/Los_Angeles"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server stands somewhere; nothing may depend on where."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def office(office: Office) -> Office:
    """Tư pháp owes TC.2 by 15/03 and has a head; Nội vụ has a supervisor and owes nothing. Nobody is the focal
    officer of Tư pháp. Every morning up to Friday, 08/03, has been planned.
    """
    with office.store.write() as session:
        body = make.agency(session, "snv", "Sở Nội vụ")
        agency = make.agency(session, "stp", "Sở Tư pháp")
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE, code="TC.2"))
        make.officer(session, body, role=Role.SUPERVISOR, chat_id="supervisor")
        make.officer(session, body, role=Role.HEAD, chat_id="head of nothing")
        make.officer(session, agency, role=Role.HEAD, chat_id="head")
    office.plan(morning("2024-03-08"))
    return office


def summaries(office: Office) -> list[tuple[str, SummaryFacts]]:
    return [(chat, facts) for chat, facts in office.postbox.besides if isinstance(facts, SummaryFacts)]


def notices(office: Office) -> list[tuple[str, list[str]]]:
    return [
        (chat, [agency.code for agency in facts.agencies])
        for chat, facts in office.postbox.besides
        if isinstance(facts, NoticeFacts)
    ]


@pytest.mark.usefixtures("_zone")
async def test_on_monday_at_eight_each_gets_the_figures_that_concern_them(office: Office) -> None:
    await office.tick(morning(MONDAY, 7, 59))
    assert office.postbox.besides == []
    await office.tick(morning(MONDAY, 8))
    sent = dict(summaries(office))
    assert sorted(sent) == ["head", "supervisor"]
    assert (sent["supervisor"].agency, sent["supervisor"].unreachable_agencies) == (None, 1)
    head = sent["head"]
    assert head.agency is not None
    assert (head.agency.code, head.counted.whole.total, head.counted.today) == ("stp", 1, date(2024, 3, 11))


async def test_they_come_once_a_week(office: Office) -> None:
    await office.live(morning(MONDAY), morning("2024-03-17", 20), timedelta(hours=6))
    assert [chat for chat, _ in summaries(office)].count("supervisor") == 1
    await office.tick(morning("2024-03-18"))
    assert [chat for chat, _ in summaries(office)].count("supervisor") == 2


@pytest.mark.parametrize(
    ("before", "first_working_day"),
    [
        pytest.param("2024-04-26", "2024-05-02", id="Monday to Wednesday off"),
        pytest.param("2024-02-07", "2024-02-15", id="Tết: the whole week before as well"),
        pytest.param("2024-08-30", "2024-09-04", id="Independence Day"),
    ],
)
async def test_where_monday_is_off_they_come_on_the_first_working_day(
    office: Office, before: str, first_working_day: str
) -> None:
    await office.tick(morning(before))
    office.postbox.besides.clear()
    await office.live(morning(before, 9), morning(first_working_day, 7), timedelta(hours=8))
    assert summaries(office) == []
    await office.tick(morning(first_working_day))
    assert {facts.counted.today.isoformat() for _, facts in summaries(office)} == {first_working_day}


async def test_figures_are_those_of_the_moment_of_sending(office: Office) -> None:
    office.plan(morning(MONDAY, 6))
    with office.store.write() as session:
        duty = session.exec(select(Duty)).one()
        duty.state, duty.completed_on = State.DONE, date(2024, 3, 10)
    await office.deliver(morning(MONDAY))
    assert {facts.counted.whole.done_on_time for _, facts in summaries(office)} == {1}


async def test_a_monday_that_was_missed_is_made_up_for_in_its_week_at_eight(office: Office) -> None:
    await office.tick(morning("2024-03-13", 7))
    assert summaries(office) == []
    await office.tick(morning("2024-03-13", 8))
    assert sorted(chat for chat, _ in summaries(office)) == ["head", "supervisor"]


async def test_figures_that_never_went_out_give_way_to_those_of_the_next_week(office: Office) -> None:
    office.postbox.fails("supervisor", Passing())
    await office.tick(morning(MONDAY))
    await office.tick(morning("2024-03-18", 6))
    await office.tick(morning("2024-03-18", 9))
    assert [chat for chat, _ in summaries(office)].count("supervisor") == 1
    rows = [row for row in office.deliveries() if row.kind is DeliveryKind.SUMMARY and row.officer_id == 1]
    assert [row.state for row in rows][-2:] == [DeliveryState.SKIPPED, DeliveryState.SENT]


async def test_nobody_gets_figures_of_a_week_that_had_begun_before_they_joined_or_the_plan_was_read(
    office: Office,
) -> None:
    with office.store.write() as session:
        session.get_one(ChatLink, 1).linked_at = morning(MONDAY, 8, 1)
    await office.tick(morning("2024-03-12"))
    assert [chat for chat, _ in summaries(office)] == ["head"]
    with office.store.write() as session:
        session.exec(select(Plan)).one().imported_at = morning("2024-03-18", 8, 1)
    await office.tick(morning("2024-03-19"))
    assert [chat for chat, _ in summaries(office)] == ["head"]


async def test_who_has_another_role_by_now_gets_none(office: Office) -> None:
    office.plan(morning(MONDAY, 6))
    with office.store.write() as session:
        for officer in session.exec(select(Officer)).all():
            officer.role = Role.OFFICER
    await office.deliver(morning(MONDAY))
    assert summaries(office) == []


async def test_an_administrator_is_told_once_of_an_agency_where_nobody_can_be_reached(office: Office) -> None:
    with office.store.write() as session:
        make.officer(session, make.agency(session, "vp", "Văn phòng"), role=Role.ADMIN, chat_id="admin")
    await office.live(morning(MONDAY), morning("2024-03-22"), timedelta(days=1))
    assert notices(office) == [("admin", ["stp"])]


async def test_it_is_told_again_only_after_there_was_somebody(office: Office) -> None:
    with office.store.write() as session:
        make.officer(session, make.agency(session, "vp", "Văn phòng"), role=Role.ADMIN, chat_id="admin")
    await office.tick(morning(MONDAY))
    with office.store.write() as session:
        agency = session.exec(select(Duty)).one().agency_id
        officer = Officer(agency_id=agency, name="Cán bộ", role=Role.OFFICER, created_at=morning(MONDAY))
        session.add(officer)
        session.flush()
        make.link(session, officer, chat_id="comes and goes")
    await office.tick(morning("2024-03-12"))
    assert len(notices(office)) == 1
    office.postbox.fails("comes and goes", Unreachable())
    await office.live(morning("2024-03-14"), morning("2024-03-22"), timedelta(days=1))
    assert notices(office) == [("admin", ["stp"])] * 2


async def test_it_waits_until_there_is_an_administrator_to_tell(office: Office) -> None:
    await office.tick(morning(MONDAY))
    with office.store.write() as session:
        agency = make.agency(session, "vp", "Văn phòng")
        make.officer(session, agency, role=Role.ADMIN, chat_id="admin", linked_at=morning(MONDAY, 9))
    await office.tick(morning("2024-03-12"))
    assert notices(office) == [("admin", ["stp"])]


async def test_an_agency_that_owes_nothing_more_is_not_told_of(office: Office) -> None:
    with office.store.write() as session:
        make.officer(session, make.agency(session, "vp", "Văn phòng"), role=Role.ADMIN, chat_id="admin")
    office.plan(morning(MONDAY, 6))
    with office.store.write() as session:
        session.exec(select(Duty)).one().state = State.DONE
    await office.deliver(morning(MONDAY))
    assert notices(office) == []
