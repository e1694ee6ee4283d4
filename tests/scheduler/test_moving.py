"""A deadline that moves: what was sent stays sent, what was not follows the new date."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlmodel import col, select

from data.models import Agency, Deadline, Duty, Reminder
from data.words import ReminderState
from scheduler.stages import Policy, occurrences
from tests import factories as make
from tests.scheduler.calendars import CALENDAR
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


async def test_unsent_stages_follow_the_new_date_and_sent_ones_stay(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-07", 23))  # the day before is over
    moves = _deadlines_that_move(office, agency, Random(175))
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


def _deadlines_that_move(office: Office, agency: Agency, chance: Random) -> list[Move]:
    """Anywhere around these weeks, on days off as well, earlier and later."""
    moves = []
    with office.store.write() as session:
        plan = make.plan(session, "1/KH-UBND")
        for _ in range(DEADLINES):
            was = FIRST + timedelta(days=chance.randrange(35))
            owed = make.deadline(session, plan, was)
            make.duty(session, agency, owed)
            on = FIRST + timedelta(days=chance.randrange(30))
            becomes = was + timedelta(days=chance.randrange(-15, 25))
            moves.append(Move(make.known(owed.id), on, was, becomes))
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
