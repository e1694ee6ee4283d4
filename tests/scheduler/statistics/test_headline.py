"""The first message of /tonghop: what moved since the last Monday, and the same figures as the tables."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import Agency, Deadline, Duty, Plan
from data.registry.duties import duty_lines, progress
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.plans.scope import active_plans
from data.rules.viet_nam_time import at_hour
from data.store import Store
from scheduler.statistics.headline import ChangesSinceMonday, compute_headline, last_monday
from scheduler.statistics.overview import count_overview
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import morning

MONDAY, FRIDAY = date(2024, 3, 11), date(2024, 3, 15)
BEFORE, DURING = morning("2024-03-08"), morning("2024-03-13")


@pytest.mark.parametrize(
    ("today", "monday"),
    [("2024-03-11", "2024-03-04"), ("2024-03-12", "2024-03-11"), ("2024-03-17", "2024-03-11")],
)
def test_the_last_monday_is_the_one_whose_figures_went_out(today: str, monday: str) -> None:
    assert last_monday(date.fromisoformat(today)).isoformat() == monday


@pytest.fixture
def office(store: Store) -> Store:
    """Tư pháp owes one duty by Friday, 08/03, the last working day before the Monday; the supervisor is officer 2."""
    with store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency)
        make.officer(session, agency, role=Role.SUPERVISOR)
        make.duty(session, agency, make.deadline(session, make.plan(session), date(2024, 3, 8), code="I.1"))
    return store


def due(office: Store, day: date) -> None:
    """The deadline is this day instead."""
    with office.write() as session:
        session.exec(select(Deadline)).one().due_on = day


def done(office: Store, at: datetime, agency_id: int = 1, *, confirmed: bool = True) -> None:
    with office.write() as session:
        duty = session.exec(select(Duty).where(Duty.agency_id == agency_id)).one()
        document = Document("1/KH", date(2024, 3, 1))
        progress.report(session, duty.id or 0, duty.version, document, Actor(1, "telegram"), at, date(2024, 3, 1))
        if confirmed:
            version = duty_lines.get_line(session, duty.id or 0).version
            progress.confirm(session, duty.id or 0, version, Actor(2, "telegram"), at)


def sent_back(office: Store, at: datetime) -> None:
    with office.write() as session:
        duty = session.exec(select(Duty)).one()
        progress.send_back(session, duty.id or 0, duty.version, "thiếu", Actor(2, "telegram"), at)


def moved(office: Store, today: date = FRIDAY) -> tuple[int, int]:
    """How many were done and how many fell overdue since the Monday."""
    with office.read() as session:
        since = compute_headline(session, active_plans(session), today, CALENDAR).since
    assert since is not None
    assert since.monday == last_monday(today)
    return since.done, since.overdue


def test_a_quiet_week_moved_nothing(office: Store) -> None:
    assert moved(office) == (0, 0)


def test_what_is_done_since_is_counted(office: Store) -> None:
    done(office, DURING)
    assert moved(office) == (1, 0)


def test_what_waits_for_confirmation_is_said_apart_from_what_is_done(office: Store) -> None:
    done(office, DURING, confirmed=False)
    with office.read() as session:
        counted = compute_headline(session, active_plans(session), FRIDAY, CALENDAR)
    assert counted.since == ChangesSinceMonday(MONDAY, done=0, overdue=0, reported=1)
    assert (counted.whole.done, counted.whole.waiting) == (0, 1)


def test_the_week_begins_at_midnight_in_viet_nam(office: Store) -> None:
    midnight = at_hour(MONDAY, datetime.min.time())
    assert midnight == datetime(2024, 3, 10, 17, tzinfo=UTC)
    done(office, midnight - timedelta(seconds=1), confirmed=False)
    assert moved(office) == (0, 0)
    sent_back(office, midnight - timedelta(seconds=1))
    done(office, midnight)
    assert moved(office) == (1, 0)


def test_what_was_done_before_and_sent_back_since_is_overdue_anew(office: Store) -> None:
    done(office, BEFORE, confirmed=False)
    sent_back(office, DURING)
    assert moved(office) == (0, 1)


def test_what_was_done_and_sent_back_in_the_same_week_moved_nothing(office: Store) -> None:
    done(office, DURING, confirmed=False)
    sent_back(office, DURING)
    assert moved(office) == (0, 0)


@pytest.mark.parametrize(
    ("due_on", "today", "overdue"),
    [
        pytest.param(MONDAY, MONDAY + timedelta(1), 1, id="the day after"),
        pytest.param(MONDAY, MONDAY + timedelta(7), 1, id="on the Monday after"),
        pytest.param(date(2024, 3, 8), FRIDAY, 0, id="overdue on the Monday already"),
        pytest.param(date(2024, 3, 9), MONDAY + timedelta(1), 1, id="a Saturday counts to the end of Monday"),
        pytest.param(FRIDAY, FRIDAY, 0, id="on its day not yet"),
        pytest.param(None, FRIDAY, 0, id="what has no date never"),
    ],
)
def test_what_falls_overdue_since_is_counted(office: Store, due_on: date | None, today: date, overdue: int) -> None:
    with office.write() as session:
        session.exec(select(Deadline)).one().due_on = due_on
    assert moved(office, today) == (0, overdue)


def test_an_extension_keeps_it_from_falling_overdue(office: Store) -> None:
    due(office, MONDAY)
    with office.write() as session:
        session.exec(select(Duty)).one().extended_to = date(2024, 3, 29)
    assert moved(office) == (0, 0)


def test_a_plan_that_came_since_has_no_week_before(store: Store) -> None:
    with store.write() as session:
        make.plan(session, imported_at=DURING)
    with store.read() as session:
        assert compute_headline(session, active_plans(session), FRIDAY, CALENDAR).since is None


@pytest.fixture
def two_owe(office: Store) -> Store:
    """Tài chính, the second agency, owes the same."""
    with office.write() as session:
        owed = session.exec(select(Deadline)).one()
        make.duty(session, make.agency(session, "stc", "Sở Tài chính"), owed)
    return office


@pytest.mark.parametrize(("agency_id", "finished", "since"), [(1, 0, (0, 0)), (2, 1, (1, 0)), (None, 1, (1, 0))])
def test_of_one_agency_only_its_own_counts(
    two_owe: Store, agency_id: int | None, finished: int, since: tuple[int, int]
) -> None:
    done(two_owe, DURING, agency_id=2)
    with two_owe.read() as session:
        counted = compute_headline(session, active_plans(session), FRIDAY, CALENDAR, agency_id)
    assert (counted.whole.done, counted.since) == (finished, ChangesSinceMonday(MONDAY, *since))


def test_the_latest_are_named_worst_first(two_owe: Store) -> None:
    with two_owe.write() as session:
        owed = make.deadline(session, session.exec(select(Plan)).one(), date(2024, 2, 29))
        make.duty(session, session.get_one(Agency, 2), owed)
    with two_owe.read() as session:
        plan = active_plans(session)
        counted = compute_headline(session, plan, FRIDAY, CALENDAR)
        assert counted.whole == count_overview(session, plan, FRIDAY, CALENDAR).whole
    assert [(late.agency_code, late.count) for late in counted.latest] == [("stc", 2), ("stp", 1)]


def test_what_a_clock_ahead_noted_is_not_counted_before_its_day(office: Store) -> None:
    done(office, DURING + timedelta(days=30))
    assert moved(office) == (0, 0)
