"""Reminders owed to officers: created once, then sent, or skipped for a stored reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Update, select, update
from sqlmodel import Session, col

from data.enums import Cause, ReminderState
from data.models import Reminder
from data.registry.sql.batches import in_batches
from data.registry.sql.rows import execute_count, insert_all

Key = tuple[int, str, date, int]
"""Duty, stage, the stage's own day, officer: unique among reminders."""


class Skipped(StrEnum):
    """Reasons why a reminder was not sent. The values are stored; they never change."""

    OVERTAKEN = "overtaken"  # a later stage of the same duty took its place
    FINISHED = "finished"  # the duty was done in between
    MOVED = "moved"  # the deadline has another date now
    NOT_THEIRS = "not_theirs"  # officer or duty changed agency, the task was withdrawn, its plan closed
    EXPIRED = "expired"  # nobody could be told for longer than the look-back
    LEFT_OUT = "left_out"  # the officer can do without this stage
    PAUSED = "paused"  # the officer is away, and the deadline is not near
    SNOOZED = "snoozed"  # the officer wants to hear of this duty on a later day
    UNREACHABLE = "unreachable"  # the chat cannot be written to any more
    PASSED_ON = "passed_on"  # told before the duty passed to a successor: the officer has heard it
    SET_ASIDE = "set_aside"  # its message was refused, or never confirmed


@dataclass(frozen=True, slots=True)
class NewReminder:
    """A reminder to save: carried by a delivery, or skipped from the start. `cause` is that of an escalation."""

    duty_id: int
    stage: str
    falls_on: date
    officer_id: int
    send_on: date
    delivery_id: int | None = None
    skipped: Skipped | None = None
    cause: Cause | None = None


def list_known(session: Session, duty_ids: Iterable[int], *, since: date) -> set[Key]:
    """Return the keys of reminders of these duties with `send_on` on `since` or later, in any state."""
    query = select(
        col(Reminder.duty_id), col(Reminder.stage), col(Reminder.falls_on), col(Reminder.officer_id)
    ).where(col(Reminder.send_on) >= since)
    found: set[Key] = set()
    for batch in in_batches(duty_ids):
        found.update(tuple(row) for row in session.execute(query.where(col(Reminder.duty_id).in_(batch))))
    return found


def save_new(session: Session, reminders: Sequence[NewReminder]) -> None:
    """Save new reminders; a key that exists already is a mistake of the caller."""
    insert_all(session, Reminder, [_row(new) for new in reminders])


def mark_skipped(session: Session, reminder_id: int, because: Skipped) -> None:
    """Skip one planned reminder for a reason."""
    execute_count(session, _from_planned(ReminderState.SKIPPED, because).where(col(Reminder.id) == reminder_id))


def mark_all_skipped(session: Session, delivery_id: int, because: Skipped) -> None:
    """Skip all planned reminders of a delivery for a reason."""
    execute_count(
        session, _from_planned(ReminderState.SKIPPED, because).where(col(Reminder.delivery_id) == delivery_id)
    )


def mark_sent(session: Session, delivery_ids: Iterable[int]) -> None:
    """Mark the planned reminders of these deliveries as sent."""
    for batch in in_batches(delivery_ids):
        execute_count(session, _from_planned(ReminderState.SENT).where(col(Reminder.delivery_id).in_(batch)))


def _from_planned(state: ReminderState, because: Skipped | None = None) -> Update:
    planned = update(Reminder).where(col(Reminder.state) == ReminderState.PLANNED)
    return planned.values(state=state, skipped_because=because and because.value)


def _row(new: NewReminder) -> dict[str, object]:
    return {
        "duty_id": new.duty_id,
        "officer_id": new.officer_id,
        "stage": new.stage,
        "cause": new.cause,
        "falls_on": new.falls_on,
        "send_on": new.send_on,
        "state": ReminderState.SKIPPED if new.skipped else ReminderState.PLANNED,
        "skipped_because": new.skipped and new.skipped.value,
        "delivery_id": new.delivery_id,
    }
