"""What became of reminders and messages of a mixed office: by the registry, and where they are read."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage

from sqlalchemy import select
from sqlmodel import col

from bot.channels.zalo.limits import TEXT_LIMIT
from data.enums import DeliveryState, ReminderState
from data.models import Agency, ChatLink, Deadline, Delivery, Duty, PageMessage, Reminder, Task
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from tests.acceptance.rehearsal.seats import Line
from tests.acceptance.ways.seats import MAIL, PAGE
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.server import ZaloApi


@dataclass(frozen=True)
class Fate:
    """The fate of a reminder: the message that carried it, on which way and day, where it arrived."""

    line: Line
    officer_id: int
    state: ReminderState
    because: str | None
    way: str | None
    message_id: str | None
    sent_on: date | None

    @property
    def day(self) -> date:
        return date.fromisoformat(self.line[0])


def list_fates(store: Store) -> list[Fate]:
    """Return the fates of all reminders."""
    query = (
        select(Reminder, Agency.code, Task.code, Deadline.due_on, Delivery)  # type: ignore[call-overload]
        .join(Duty, col(Reminder.duty_id) == col(Duty.id))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .outerjoin(Delivery, col(Reminder.delivery_id) == col(Delivery.id))
    )
    with store.read() as session:
        return [
            Fate(
                (one.send_on.isoformat(), agency, task, due_on and due_on.isoformat(), one.stage),
                one.officer_id,
                one.state,
                one.skipped_because,
                message.channel.partition("-")[0] if message else None,
                message.message_id if message else None,
                viet_nam_date(message.sent_at) if message and message.sent_at else None,
            )
            for one, agency, task, due_on, message in session.execute(query)
        ]


Stood = tuple[str, str, str]
"""Way, chat and id of a message."""


def list_recorded(store: Store) -> list[tuple[Stood, int]]:
    """Return the messages that the registry takes for sent, with their officers."""
    query = (
        select(col(Delivery.channel), col(ChatLink.chat_id), col(Delivery.message_id), col(Delivery.officer_id))
        .join(ChatLink, col(Delivery.chat_link_id) == col(ChatLink.id))
        .where(col(Delivery.state) == DeliveryState.SENT)
    )
    with store.read() as session:
        return [
            ((channel.partition("-")[0], chat_id, message_id), officer_id)
            for channel, chat_id, message_id, officer_id in session.execute(query)
        ]


def read_everywhere(store: Store, zalo: ZaloApi, mail: MailServer, known: Container[Stood]) -> dict[Stood, str]:
    """Return the texts of all messages where officers read them. Fails for two under one id.

    A text too long for one message on Zalo is the whole of its parts: of these the last is `known`.
    """
    found = list(_read_zalo(zalo, known))
    found += [((MAIL, one.recipient, _id_of(one.mail)), one.text) for one in mail.arrived]
    with store.read() as session:
        for entry in session.execute(select(PageMessage)).scalars():
            if entry.content.get("from") == "bot":
                text = f"{entry.content['heading']}\n{entry.content['body']}"
                found.append(((PAGE, entry.chat_id, f"m{entry.place}"), text))
    texts = dict(found)
    assert len(texts) == len(found)
    return texts


def _read_zalo(zalo: ZaloApi, known: Container[Stood]) -> Iterator[tuple[Stood, str]]:
    begun: dict[str, str] = {}
    for one in zalo.world.sent:
        stood = ("zalo", one.chat_id, one.message_id)
        if stood not in known:
            begun[one.chat_id] = f"{begun.get(one.chat_id, '')}{one.text}\n"
            continue
        text = begun.pop(one.chat_id, "") + one.text
        if text != one.text:
            assert len(text) > TEXT_LIMIT, "what would fit is not sent in parts"
            assert sum(line.startswith("⏰") for line in text.split("\n")) == 1, "nor sent twice"
        yield stood, text
    assert begun == {}, "nothing is sent that the registry does not know of"


def _id_of(mail: EmailMessage) -> str:
    return str(mail["Message-ID"])
