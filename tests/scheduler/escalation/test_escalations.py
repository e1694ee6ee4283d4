"""Who else is told of what is late, and what is asked about that has no date: once, in their own digest."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from data.enums import Kind, ReminderState, Role, State
from data.models import Agency, Deadline, Duty, Officer, Plan, Reminder, Task
from data.registry.people import preferences
from data.registry.people.preferences import Preferences
from data.rules.stages import Policy
from scheduler.context import Planning
from scheduler.escalation.due_escalations import preview_escalations
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import DUE, Office, morning

HEAD_TOLD, STANDING_BODY_TOLD = "2024-03-20", "2024-03-26"
"""The third and the seventh working day on which TC.2 is late."""

weeks = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""Which rule holds on which morning; both databases are asked by `test_what_preview_names_is_what_is_told`."""


@pytest.fixture
def office(office: Office) -> Office:
    """Tư pháp owes TC.2 by 15/03; it has an officer and a head. Nội vụ follows the plan, with an officer, a head
    and a supervisor. Every morning up to 14/03 has been planned.
    """
    with office.store.write() as session:
        body = make.agency(session, "snv", "Sở Nội vụ")
        agency = make.agency(session, "stp", "Sở Tư pháp")
        plan = make.plan(session, standing_agency_id=body.id)
        make.duty(session, agency, make.deadline(session, plan, DUE, code="TC.2"))
        for of, role in [(body, Role.SUPERVISOR), (body, Role.OFFICER), (body, Role.HEAD), (body, Role.ADMIN)]:
            make.officer(session, of, role=role, chat_id=f"snv {role}")
        for role in (Role.OFFICER, Role.HEAD):
            make.officer(session, agency, role=role, chat_id=f"stp {role}")
    office.plan(morning("2024-03-14"))
    return office


async def live(office: Office, first: str, last: str) -> None:
    await office.live(morning(first), morning(last, 9), timedelta(days=1))


async def test_head_and_standing_body_are_told_once_a_step_each(office: Office) -> None:
    await live(office, "2024-03-15", "2024-04-12")
    assert office.postbox.escalations == [
        (HEAD_TOLD, "stp head", "TC.2", "head"),
        (STANDING_BODY_TOLD, "snv supervisor", "TC.2", "standing_body"),
    ]


@weeks
async def test_who_is_not_concerned_gets_no_digest(office: Office) -> None:
    await live(office, "2024-03-15", "2024-03-29")
    assert set(office.postbox.chats) == {"stp officer", "stp head", "snv supervisor"}
    assert office.postbox.chats.count("stp head") == office.postbox.chats.count("snv supervisor") == 1


async def test_a_step_says_whose_duty_it_is_and_why_it_came(office: Office) -> None:
    await office.tick(morning(STANDING_BODY_TOLD))
    [facts] = [facts for chat, facts in office.postbox.arrived if chat == "snv supervisor"]
    assert (facts.agency_short_name, facts.lines, facts.late_since) == ("Sở Nội vụ", (), None)
    [call] = facts.escalations
    assert (call.agency_short_name, call.due_on, call.falls_on) == ("Sở Tư pháp", DUE, date(2024, 3, 26))


@pytest.mark.parametrize("state", [State.REPORTED, State.DONE])
async def test_a_step_is_not_taken_for_what_is_done(office: Office, state: State) -> None:
    await live(office, "2024-03-15", "2024-03-21")
    with office.store.write() as session:
        session.exec(select(Duty)).one().state = state
    await live(office, "2024-03-22", "2024-03-29")
    assert [cause for *_, cause in office.postbox.escalations] == ["head"]


async def test_what_was_done_between_planning_and_sending_is_not_told(office: Office) -> None:
    office.plan(morning(HEAD_TOLD, 6))
    with office.store.write() as session:
        session.exec(select(Duty)).one().state = State.DONE
    await office.deliver(morning(HEAD_TOLD))
    assert office.postbox.arrived == []
    assert office.reminders(ReminderState.SKIPPED)[-1] == ("overdue", HEAD_TOLD, "finished")


async def test_a_deadline_that_moved_takes_its_steps_along(office: Office) -> None:
    office.plan(morning(HEAD_TOLD, 6))
    with office.store.write() as session:
        session.exec(select(Deadline)).one().due_on = date(2024, 3, 19)
    await live(office, HEAD_TOLD, "2024-03-25")
    assert [(day, chat) for day, chat, *_ in office.postbox.escalations] == [("2024-03-22", "stp head")]
    assert office.reminders(ReminderState.SKIPPED)[-1] == ("overdue", HEAD_TOLD, "moved")


async def test_who_left_the_office_between_planning_and_sending_is_not_told(office: Office) -> None:
    office.plan(morning(HEAD_TOLD, 6))
    with office.store.write() as session:
        head = session.exec(select(Officer).where(Officer.role == Role.HEAD, Officer.agency_id == 2)).one()
        head.role = Role.SUPERVISOR
    await office.deliver(morning(HEAD_TOLD))
    assert office.reminders(ReminderState.SKIPPED)[-1] == ("overdue", HEAD_TOLD, "not_theirs")


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        pytest.param(HEAD_TOLD, Role.HEAD, Role.OFFICER, id="a step that a head was to know"),
        pytest.param("2024-03-18", Role.OFFICER, Role.HEAD, id="a stage of the officer's own"),
        pytest.param("2024-04-01", Role.OFFICER, Role.HEAD, id="a question"),
    ],
)
async def test_an_officer_with_another_role_is_not_told_as_what_they_are_now(
    office: Office, day: str, before: Role, after: Role
) -> None:
    owe(office, "V.6", None, Kind.CONTINUOUS)
    owe(office, "TC.9", date(2024, 4, 17), Kind.RECURRING, in_body=True)
    office.plan(morning(day, 6))
    with office.store.write() as session:
        person = session.exec(select(Officer).where(Officer.role == before, Officer.agency_id == 2)).one()
        person.role, chat = after, f"stp {before}"
        theirs = select(Reminder.id).where(Reminder.officer_id == person.id)
        planned = session.exec(theirs.where(Reminder.state == ReminderState.PLANNED)).all()
        assert planned
    await office.deliver(morning(day))
    assert chat not in office.postbox.chats
    with office.store.read() as session:
        assert {session.get_one(Reminder, one).skipped_because for one in planned} == {"not_theirs"}


async def test_a_task_of_another_kind_than_when_it_was_planned_is_asked_about_for_the_same_cause(
    office: Office,
) -> None:
    waiting = owe(office, "I.1", None, Kind.EXTERNAL)
    office.plan(morning("2024-04-01", 6))
    with office.store.write() as session:
        session.get_one(Task, session.get_one(Deadline, waiting).task_id).kind = Kind.CONTINUOUS
    await office.deliver(morning("2024-04-01"))
    asked = [(chat, cause) for _, chat, code, cause in office.postbox.escalations if code == "I.1"]
    assert asked == [("snv supervisor", "date"), ("snv officer", "date")]


async def test_a_step_that_was_missed_comes_with_the_next_morning(office: Office) -> None:
    await office.tick(morning("2024-03-22"))
    [told] = office.postbox.escalations
    assert told == ("2024-03-22", "stp head", "TC.2", "head")
    late = [facts.late_since for chat, facts in office.postbox.arrived if chat == "stp head"]
    assert late == [date(2024, 3, 20)]


@weeks
async def test_no_step_is_taken_before_a_head_was_there(office: Office) -> None:
    with office.store.write() as session:
        agency = make.agency(session, "stc", "Sở Tài chính")
        make.duty(session, agency, make.deadline(session, session.exec(select(Plan)).one(), DUE, code="II.1"))
    await live(office, "2024-03-15", HEAD_TOLD)
    with office.store.write() as session:
        make.officer(session, agency, role=Role.HEAD, chat_id="late", linked_at=morning(HEAD_TOLD, 8, 1))
    await office.tick(morning(HEAD_TOLD, 9))
    await live(office, "2024-03-21", "2024-03-29")
    assert "late" not in office.postbox.chats


@weeks
async def test_a_plan_that_nobody_follows_tells_its_agencies_heads_alone(office: Office) -> None:
    with office.store.write() as session:
        session.exec(select(Plan)).one().standing_agency_id = None
    await live(office, "2024-03-15", "2024-04-05")
    assert [cause for *_, cause in office.postbox.escalations] == ["head"]


async def test_calls_ride_in_the_digest_that_an_officer_has_anyway(office: Office) -> None:
    owe(office, "V.6", None, Kind.CONTINUOUS)
    owe(office, "TC.9", date(2024, 4, 1), Kind.RECURRING, in_body=True)
    await office.tick(morning("2024-03-15"))
    [facts] = [facts for chat, facts in office.postbox.arrived if chat == "stp officer"]
    assert [line.code for line in facts.lines] == ["TC.2", "TC.9"]
    assert [call.code for call in facts.escalations] == ["V.6"]


@weeks
async def test_a_continuous_duty_is_asked_about_with_each_periodic_report_of_its_agency(office: Office) -> None:
    owe(office, "V.6", None, Kind.CONTINUOUS)
    owe(office, "TC.9", date(2024, 4, 15), Kind.RECURRING, in_body=True)
    owe(office, "TC.9", date(2024, 5, 15), Kind.RECURRING, in_body=True)
    owe(office, "I.5", date(2024, 4, 25), Kind.RECURRING)
    owe(office, "TC.8", date(2024, 4, 26), Kind.ONCE, in_body=True)
    await live(office, "2024-03-27", "2024-05-20")
    told = office.postbox.escalations
    asked = [(day, chat) for day, chat, code, cause in told if (code, cause) == ("V.6", "report")]
    assert asked == [("2024-03-29", "stp officer"), ("2024-04-26", "stp officer")]


@weeks
async def test_a_task_that_waits_for_a_document_is_asked_about_once_a_month(office: Office) -> None:
    owe(office, "I.1", None, Kind.EXTERNAL)
    await live(office, "2024-03-27", "2024-05-10")
    asked = [(day, chat) for day, chat, code, _ in office.postbox.escalations if code == "I.1"]
    assert asked == [
        ("2024-04-01", "snv supervisor"),
        ("2024-04-01", "snv officer"),
        ("2024-05-02", "snv supervisor"),
        ("2024-05-02", "snv officer"),
    ]


@weeks
async def test_once_it_has_a_date_it_is_reminded_of_like_any_other(office: Office) -> None:
    waiting = owe(office, "I.1", None, Kind.EXTERNAL)
    set_due(office, waiting, date(2024, 7, 1))
    await live(office, "2024-05-27", "2024-07-02")
    assert "I.1" not in [code for _, _, code, _ in office.postbox.escalations]
    stages = [stage for _, code, stage in office.postbox.stages if code == "I.1"]
    assert stages == ["T-30", "T-15", "T-7", "T-1", "T0", "overdue"]


async def test_a_question_that_was_answered_between_planning_and_sending_is_not_asked(office: Office) -> None:
    waiting = owe(office, "I.1", None, Kind.EXTERNAL)
    office.plan(morning("2024-04-01", 6))
    set_due(office, waiting, date(2024, 7, 1))
    await office.deliver(morning("2024-04-01"))
    assert "I.1" not in [code for _, _, code, _ in office.postbox.escalations]
    assert ("ask", "2024-04-01", "moved") in office.reminders(ReminderState.SKIPPED)


@weeks
async def test_who_is_away_is_asked_nothing_but_told_of_lateness(office: Office) -> None:
    owe(office, "I.1", None, Kind.EXTERNAL)
    with office.store.write() as session:
        for officer in session.exec(select(Officer).where(col(Officer.agency_id) == 1)).all():
            chosen = Preferences(resumes_on=date(2024, 4, 15))
            preferences.save(session, make.known(officer.id), chosen, now=office.clock.now())
    await live(office, "2024-03-15", "2024-04-05")
    assert [cause for _, chat, _, cause in office.postbox.escalations if chat.startswith("snv")] == ["standing_body"]


async def test_what_preview_names_is_what_is_told(office: Office) -> None:
    with office.store.read() as session:
        named = [
            (one.send_on.isoformat(), one.duty.code, one.cause.value)
            for one in preview_escalations(
                session, date(2024, 3, 15), date(2024, 4, 12), Planning(CALENDAR, Policy())
            )
        ]
    await live(office, "2024-03-15", "2024-04-12")
    assert named == [(day, code, cause) for day, _, code, cause in office.postbox.escalations]


async def test_an_outage_of_days_brings_one_digest_with_all_of_it(office: Office) -> None:
    owe(office, "II.1", date(2024, 3, 14))
    await office.tick(morning("2024-03-28"))
    assert sorted(office.postbox.chats) == ["snv supervisor", "stp head", "stp officer"]
    assert sorted((chat, code) for _, chat, code, _ in office.postbox.escalations) == [
        ("snv supervisor", "II.1"),
        ("snv supervisor", "TC.2"),
        ("stp head", "II.1"),
        ("stp head", "TC.2"),
    ]


def owe(office: Office, code: str, due_on: date | None, kind: Kind | None = None, *, in_body: bool = False) -> int:
    """One more duty of Tư pháp by the plan; returns its deadline."""
    with office.store.write() as session:
        plan = session.exec(select(Plan)).one()
        agency = session.exec(select(Agency).where(Agency.code == "stp")).one()
        owed = make.deadline(session, plan, due_on, code=code, kind=kind, in_body=in_body)
        make.duty(session, agency, owed)
        return make.known(owed.id)


def set_due(office: Office, deadline_id: int, due_on: date) -> None:
    with office.store.write() as session:
        session.get_one(Deadline, deadline_id).due_on = due_on
