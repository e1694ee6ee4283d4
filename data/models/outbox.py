"""Reminders owed to officers, and the messages that carry them."""

from datetime import date, datetime

from sqlmodel import Field, Index, UniqueConstraint

from data.enums import Cause, DeliveryKind, DeliveryState, ReminderState
from data.models.base import Table, one_of


class Delivery(Table, table=True):
    """One message to one officer in one slot on one chat, or to a group chat: a row of the outbox.

    `slot` is the date (Viet Nam) it belongs to, `due_at` the office's instant from which it may go out: the
    officer's own hour of that date. `lease_until` and `next_attempt_at` are instants of the outside world, not of
    a rehearsal: they pace real calls; `next_attempt_at` of one whose try had no answer is when that began. `holder`
    is the process that is sending it, None where nobody is or one process is alone on the registry.
    `number` tells apart messages of a kind of which a slot can hold several.
    `in_doubt`: a try was not answered, so the message may be there: it does not go another way. One of them is set:
    `chat_link_id`, or `group_chat_id` for a group; then `officer_id` is who asked for it, in office or not.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("officer_id", "kind", "slot", "channel", "number"),
        Index("ix_delivery_state_next_attempt_at", "state", "next_attempt_at"),
        Index("ix_delivery_slot_kind", "slot", "kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    chat_link_id: int | None = Field(default=None, foreign_key="chat_link.id", index=True)
    group_chat_id: int | None = Field(default=None, foreign_key="group_chat.id", index=True)
    channel: str = Field(max_length=32)
    kind: DeliveryKind = Field(sa_type=one_of(DeliveryKind, "kind"))
    slot: date
    number: int = 0
    state: DeliveryState = Field(default=DeliveryState.PENDING, sa_type=one_of(DeliveryState, "state"))
    planned_at: datetime
    due_at: datetime
    next_attempt_at: datetime
    attempts: int = 0
    lease_until: datetime | None = None
    holder: str | None = Field(default=None, max_length=32)
    message_id: str | None = Field(default=None, max_length=128)
    sent_at: datetime | None = None
    error: str | None = None
    in_doubt: bool = False


class Reminder(Table, table=True):
    """A stage of a duty that is owed to an officer.

    `falls_on` is the stage's own day before days off move it; it tells one Monday of `weekly` from the next and
    a moved deadline's stages from those of the first. `cause` is that of an escalation, stored when it is planned, so
    that an officer's later role changes nothing; None for the stages that an agency's own officers are reminded of.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("duty_id", "stage", "falls_on", "officer_id"),)

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id")
    officer_id: int = Field(foreign_key="officer.id", index=True)
    stage: str = Field(max_length=16)
    cause: Cause | None = Field(default=None, sa_type=one_of(Cause, "cause"))
    falls_on: date
    send_on: date
    state: ReminderState = Field(default=ReminderState.PLANNED, sa_type=one_of(ReminderState, "state"))
    skipped_because: str | None = None
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
