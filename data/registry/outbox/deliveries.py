"""The outbox: a row for each message to an officer, from planned to sent.

Sending is in `data.registry.outbox.claims`. Instants named `wall` are real ones; all others are the office's time.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlmodel import Session, col

from data.enums import DeliveryKind, DeliveryState
from data.models import ChatLink, Delivery
from data.registry.outbox.recipients import Recipient
from data.registry.outbox.waiting import WAITING
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DELIVERY, _LINK = table_of(Delivery).c, table_of(ChatLink).c
_OF_SLOT = (
    select(_DELIVERY.officer_id, _DELIVERY.id, _DELIVERY.state, _DELIVERY.number)
    .where(_DELIVERY.slot == bindparam("slot"), _DELIVERY.kind == bindparam("kind"))
    .with_for_update()
)
_COUNT_SENT = select(func.count()).where(
    _DELIVERY.officer_id == bindparam("officer_id"),
    _DELIVERY.kind.in_(list_parameter("kinds")),
    _DELIVERY.state == DeliveryState.SENT,
)
_WAITING_IN_CHATS = (
    select(_LINK.channel, _LINK.chat_id, _DELIVERY.due_at, _DELIVERY.id)
    .join(table_of(ChatLink), _DELIVERY.chat_link_id == _LINK.id)
    .where(
        _DELIVERY.slot == bindparam("slot"),
        _DELIVERY.kind == DeliveryKind.DIGEST,
        _DELIVERY.state == DeliveryState.PENDING,
        _DELIVERY.number == 0,
    )
    .with_for_update()
)
_EXPIRE_EARLIER = (
    update(table_of(Delivery))
    .where(_DELIVERY.kind == bindparam("of_kind"), _DELIVERY.slot < bindparam("before"), WAITING)
    .values(state=DeliveryState.SKIPPED, lease_until=None, error=bindparam("because"))
)


def find_digests(session: Session, slot: date) -> dict[int, int | None]:
    """Return the digests of this slot by officer: the id of a pending one, None for one that was tried.

    Those that wait are held until the unit of work ends, so that nobody sends them before they are complete.
    """
    rows = session.execute(_OF_SLOT, {"slot": slot, "kind": DeliveryKind.DIGEST}).all()
    waiting = {row.officer_id: row.id for row in rows if row.state is DeliveryState.PENDING and not row.number}
    return {officer_id: waiting.get(officer_id) for officer_id in _officers_with_message(rows)}


def list_addressed_officers(session: Session, kind: DeliveryKind, slot: date) -> set[int]:
    """Return the officers with a message of this kind for this slot, in any state."""
    return _officers_with_message(session.execute(_OF_SLOT, {"slot": slot, "kind": kind}).all())


def count_sent(session: Session, officer_id: int, kinds: Collection[DeliveryKind]) -> int:
    """Return how many messages of these kinds an officer was sent."""
    counted: int = fetch_rows(session, _COUNT_SENT, officer_id=officer_id, kinds=list(kinds)).scalar_one()
    return counted


def find_pending(
    session: Session, kind: DeliveryKind, due_at: datetime, officer_ids: Collection[int]
) -> dict[int, int]:
    """Return the pending messages of this kind due at `due_at`, by officer, locked like digests."""
    query = (
        select(col(Delivery.officer_id), col(Delivery.id))
        .where(
            col(Delivery.kind) == kind,
            col(Delivery.due_at) == due_at,
            col(Delivery.state) == DeliveryState.PENDING,
            col(Delivery.officer_id).in_(officer_ids),
        )
        .with_for_update()
    )
    return {officer_id: delivery_id for officer_id, delivery_id in session.execute(query) if delivery_id}


def create_messages(
    session: Session,
    kind: DeliveryKind,
    due_at: Mapping[Recipient, datetime],
    slot: date,
    *,
    now: datetime,
    wall: datetime,
    number: int = 0,
) -> dict[int, int]:
    """Create a pending message for each recipient, due at its instant; return the ids by officer.

    `number` tells it from other messages of its kind and slot.
    """
    rows = [
        {
            "officer_id": one.officer_id,
            "chat_link_id": one.chat_link_id,
            "channel": one.channel,
            "kind": kind,
            "slot": slot,
            "number": number,
            "state": DeliveryState.PENDING,
            "planned_at": now,
            "due_at": due,
            "next_attempt_at": wall,
            "attempts": 0,
        }
        for one, due in due_at.items()
    ]
    if not rows:
        return {}
    written = session.execute(insert(Delivery).returning(col(Delivery.officer_id), col(Delivery.id)), rows)
    return {row.officer_id: row.id for row in written}


def open_digests(
    session: Session, due_at: Mapping[Recipient, datetime], slot: date, *, now: datetime, wall: datetime
) -> tuple[dict[int, int], int]:
    """Open a digest for each recipient, one for all that are told in the same chat at the same instant.

    These are one person who serves several agencies: one message tells of all of them. One that waits there already
    is used. Return the ids by officer, and how many were created.
    """
    waiting = {
        (channel, chat_id, due): delivery_id
        for channel, chat_id, due, delivery_id in session.execute(_WAITING_IN_CHATS, {"slot": slot})
    }
    leads: dict[tuple[str, str, datetime], Recipient] = {}
    for one in sorted(due_at, key=lambda recipient: recipient.officer_id):
        place = (one.channel, one.chat_id, due_at[one])
        if place not in waiting:
            leads.setdefault(place, one)
    created = create_messages(
        session, DeliveryKind.DIGEST, {one: due_at[one] for one in leads.values()}, slot, now=now, wall=wall
    )
    waiting |= {place: created[one.officer_id] for place, one in leads.items()}
    return {one.officer_id: waiting[one.channel, one.chat_id, due] for one, due in due_at.items()}, len(created)


def expire_earlier(session: Session, kind: DeliveryKind, slot: date, because: str, wall: datetime) -> None:
    """Skip the messages of this kind for slots before this one that are not on their way at `wall`."""
    execute_count(session, _EXPIRE_EARLIER, of_kind=kind, before=slot, because=because, wall=wall)


def reschedule_digest(session: Session, officer_id: int, slot: date, due_at: datetime) -> None:
    """Set the office's instant from which a digest of an officer goes out, if it did not yet."""
    digest = update(Delivery).where(
        col(Delivery.officer_id) == officer_id,
        col(Delivery.kind) == DeliveryKind.DIGEST,
        col(Delivery.slot) == slot,
        col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING]),
    )
    execute_count(session, digest.values(due_at=due_at))


def _officers_with_message(rows: Sequence[Row[*tuple[Any, ...]]]) -> set[int]:
    """Return the officers who get no further message in a slot.

    One that a clock which was ahead sent too early is sent again on its day, but no more often: two processes whose
    clocks differ must not take turns at it.
    """
    too_early = Counter(row.officer_id for row in rows if row.number and row.state is DeliveryState.SENT)
    return {row.officer_id for row in rows if not row.number or too_early[row.officer_id] > 1}
