"""Fates of the reminders of a rehearsal, read from the registry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from data.enums import DeliveryState, ReminderState
from data.models import Agency, ChatLink, Deadline, Delivery, Duty, Officer, Reminder, Task
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from scheduler.clock import SystemClock
from tests.acceptance.rehearsal.seats import Line


@dataclass(frozen=True)
class Fate:
    """The fate of a reminder to the officer with `chat_id`.

    `message_id` and `sent_on` (a date in Viet Nam) are those of the digest that was confirmed.
    """

    line: Line
    duty_id: int
    chat_id: int
    state: ReminderState
    because: str | None
    message_id: int | None
    sent_on: date | None

    @property
    def day(self) -> date:
        """The day on which it was to arrive."""
        return date.fromisoformat(self.line[0])

    @property
    def arrived(self) -> bool:
        return self.state is ReminderState.SENT

    @property
    def on_its_day(self) -> bool:
        return self.arrived and self.sent_on == self.day


def list_fates(store: Store) -> list[Fate]:
    """Return the fates of all reminders, by the day they were to go out."""
    query = (
        select(
            col(Reminder.send_on),
            col(Agency.code),
            col(Task.code),
            col(Deadline.due_on),
            col(Reminder.stage),
            col(Reminder.duty_id),
            col(ChatLink.chat_id),
            col(Reminder.state),
            col(Reminder.skipped_because),
            col(Delivery.message_id),
            col(Delivery.sent_at),
        )
        .join(Duty, col(Reminder.duty_id) == col(Duty.id))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .join(Officer, col(Reminder.officer_id) == col(Officer.id))
        .join(ChatLink, col(ChatLink.officer_id) == col(Officer.id))
        .outerjoin(Delivery, col(Reminder.delivery_id) == col(Delivery.id))
        .order_by(col(Reminder.send_on), col(Reminder.id))
    )
    with store.read() as session:
        return [
            Fate(
                (day.isoformat(), agency, task, due_on and due_on.isoformat(), stage),
                duty_id,
                int(chat_id),
                state,
                because,
                message_id and int(message_id),
                sent_at and viet_nam_date(sent_at),
            )
            for day, agency, task, due_on, stage, duty_id, chat_id, state, because, message_id, sent_at in (
                session.execute(query)
            )
        ]


def list_confirmed(store: Store) -> set[int]:
    """Return the ids of messages recorded as sent, one for each delivery."""
    with store.read() as session:
        sent = select(col(Delivery.message_id)).where(col(Delivery.state) == DeliveryState.SENT)
        found = [int(message_id) for message_id in session.execute(sent).scalars()]
    assert len(found) == len(set(found))
    return set(found)


def has_waiting(store: Store) -> bool:
    """Return whether any message is still to be sent, or on its way."""
    return _any(store, col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING]))


def has_lease(store: Store) -> bool:
    """Return whether a message is under a lease, of a live or a dead process."""
    held = col(Delivery.lease_until) > SystemClock().wall()
    return _any(store, col(Delivery.state) == DeliveryState.SENDING, held)


def _any(store: Store, *which: ColumnElement[bool]) -> bool:
    with store.read() as session:
        return session.execute(select(col(Delivery.id)).where(*which)).first() is not None


def list_told_later(found: Iterable[Fate]) -> set[Fate]:
    """Return the overtaken reminders whose officer was reminded of the same duty at a later stage."""
    by_duty: dict[tuple[int, int], list[Fate]] = {}
    for fate in found:
        by_duty.setdefault((fate.duty_id, fate.chat_id), []).append(fate)
    told: set[Fate] = set()
    for same in by_duty.values():
        for earlier, later in pairwise(reversed([*same, same[-1]])):
            if later.because == "overtaken" and (earlier.arrived or earlier in told):
                told.add(later)
    return told
