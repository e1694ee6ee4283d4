"""What became of every reminder of a rehearsal, from the registry and from the screens of those it was for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select
from sqlmodel import col

from data.models import Agency, ChatLink, Deadline, Delivery, Duty, Officer, Reminder, Task
from data.store import Store
from data.words import DeliveryState, ReminderState
from tests.acceptance.year import Line
from tests.loopback.chats import Message


@dataclass(frozen=True)
class Fate:
    """What became of a reminder to the officer with `chat_id`; `message_id` where its digest was confirmed."""

    line: Line
    duty_id: int
    chat_id: int
    state: ReminderState
    because: str | None
    message_id: int | None


def fates(store: Store) -> list[Fate]:
    """Of every reminder, in the order in which they were to go out."""
    query = (
        select(
            col(Reminder.send_on),
            col(Agency.code),
            col(Task.code),
            col(Reminder.stage),
            col(Reminder.duty_id),
            col(ChatLink.chat_id),
            col(Reminder.state),
            col(Reminder.skipped_because),
            col(Delivery.message_id),
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
            Fate((day.isoformat(), agency, task, stage), duty_id, int(chat_id), state, because, _number(message_id))
            for day, agency, task, stage, duty_id, chat_id, state, because, message_id in session.execute(query)
        ]


def confirmed(store: Store) -> set[int]:
    """The messages whose answer was written down; one a delivery, and so one an officer and slot."""
    with store.read() as session:
        sent = select(col(Delivery.message_id)).where(col(Delivery.state) == DeliveryState.SENT)
        found = [int(message_id) for message_id in session.execute(sent).scalars()]
    assert len(found) == len(set(found))
    return set(found)


def told_instead(found: Collection[Fate]) -> set[Fate]:
    """The overtaken reminders of whose duty the same officer was told at a later stage."""
    by_duty: dict[tuple[int, int], list[Fate]] = {}
    for fate in found:
        by_duty.setdefault((fate.duty_id, fate.chat_id), []).append(fate)
    told: set[Fate] = set()
    for same in by_duty.values():
        for earlier, later in pairwise(same):
            if earlier.because == "overtaken" and (later.state is ReminderState.SENT or later.because == "overtaken"):
                told.add(earlier)
        assert same[-1].because != "overtaken"
    return told


def unconfirmed(sent: Iterable[Message], known: Collection[int]) -> list[Message]:
    """The digests that Telegram took and that were sent again, since nobody could write down the first time."""
    return [message for message in sent if message.message_id not in known]


def _number(message_id: str | None) -> int | None:
    return int(message_id) if message_id else None
