"""A deadline that moves: what was sent stays sent, what was not follows the new date."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from data.enums import ReminderState
from data.models import Agency, Deadline, Duty, Reminder
from data.rules.stages import Policy, occurrences
from data.store import Store
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.databases.registries import Databases, empty
from tests.scheduler.office import Office, morning, seat

FIRST, LAST = date(2024, 3, 8), date(2024, 4, 12)
DEADLINES = 40


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline that is moved in the evening of a day."""

    deadline_id: int
    on: date
    was: date
    becomes: date

    def owed(self) -> set[tuple[str, date]]:
        """What is to be sent from the first day to the last: of the old date up to the move, of the new one since."""
        before = {one for one in _occurrences(self.was) if FIRST <= one[1] <= self.on}
        return before | {one for one in _occurrences(self.becomes) if one[1] > self.on}

    def allowed(self) -> set[tuple[str, date]]:
        """The new date's stage of the last slot before the move as well: the next morning makes up for it."""
        slot = CALENDAR.on_or_before(self.on)
        return self.owed() | {one for one in _occurrences(self.becomes) if one[1] == slot}


def drawn_moves() -> st.SearchStrategy[tuple[int, int, int]]:
    """Anywhere around these weeks, on days off as well, earlier and later: due, moved, by so many days."""
    return st.tuples(st.integers(0, 34), st.integers(0, 29), st.integers(-15, 24))


@contextmanager
def opened(databases: Databases) -> Iterator[Office]:
    """An office on a fresh registry for each example."""
    url = databases.copy_of(empty)
    store = Store(url)
    yield Office(store)
    store.close()
    databases.drop(url)


@settings(
    max_examples=2,
    phases=[Phase.generate],  # an example is five weeks: too long to look for the smallest that fails
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.lists(drawn_moves(), min_size=10, max_size=DEADLINES))
async def test_unsent_stages_follow_the_new_date_and_sent_ones_stay(
    databases: Databases, drawn: list[tuple[int, int, int]]
) -> None:
    with opened(databases) as office:
        office.plan(morning("2024-03-07", 23))  # the day before is over
        moves = _deadlines_that_move(office, drawn)
        day = FIRST
        while day <= LAST:
            await office.tick(morning(day.isoformat()))
            _move(office, [move for move in moves if move.on == day])
            day += timedelta(days=1)
        for move in moves:
            assert move.owed() <= _sent(office, move.deadline_id) <= move.allowed(), move


async def test_a_stage_planned_for_the_old_date_is_kept_as_moved(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08", 6))
    with office.store.write() as session:
        session.exec(select(Deadline)).one().due_on = date(2024, 3, 29)
    await office.deliver(morning("2024-03-08"))
    assert office.reminders() == [("T-7", "2024-03-08", "moved")]


def _occurrences(due_on: date) -> list[tuple[str, date]]:
    return [(one.stage.value, one.send_on) for one in occurrences(due_on, CALENDAR, Policy(), until=LAST)]


def _deadlines_that_move(office: Office, drawn: list[tuple[int, int, int]]) -> list[Move]:
    """What one agency with one officer owes."""
    with office.store.write() as session:
        agency, plan = make.agency(session), make.plan(session)
        make.officer(session, agency)
        moves = []
        for due, on, by in drawn:
            was = FIRST + timedelta(days=due)
            owed = make.deadline(session, plan, was)
            make.duty(session, agency, owed)
            moves.append(Move(make.known(owed.id), FIRST + timedelta(days=on), was, was + timedelta(days=by)))
    return moves


def _move(office: Office, moves: list[Move]) -> None:
    with office.store.write() as session:
        for move in moves:
            session.get_one(Deadline, move.deadline_id).due_on = move.becomes


def _sent(office: Office, deadline_id: int) -> set[tuple[str, date]]:
    query = select(Reminder).join(Duty, col(Reminder.duty_id) == col(Duty.id)).where(Duty.deadline_id == deadline_id)
    with office.store.read() as session:
        rows = session.exec(query.where(Reminder.state == ReminderState.SENT)).all()
    return {(row.stage, row.send_on) for row in rows}
