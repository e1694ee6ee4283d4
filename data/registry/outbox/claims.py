"""Claims on deliveries: only the claiming process sends a message, until its lease ends, or it is gone (`waiting`).

An update names the state that the row must still be in and returns whether it was, so that two processes on one
registry never both get it. Instants named `wall` are real ones; everything else is the office's time.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Update, and_, bindparam, func, or_, select, update
from sqlmodel import Session, col

from data.enums import DeliveryKind, DeliveryState
from data.models import ChatLink, Delivery, GroupChat
from data.registry.outbox.rerouting import choose_chats
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DELIVERY, _LINK, _GROUP = table_of(Delivery).c, table_of(ChatLink).c, table_of(GroupChat).c
_MARK_SENT = (
    update(table_of(Delivery))
    .where(col(Delivery.id) == bindparam("delivery_id"))
    .values(
        state=DeliveryState.SENT,
        message_id=bindparam("message"),
        sent_at=bindparam("now"),
        lease_until=None,
        holder=None,
        error=None,
    )
)
_IDS = list_parameter("ids")
_CHANNELS = list_parameter("channels")
_BUT = list_parameter("but")
_KINDS = list_parameter("kinds")
_WAITS = and_(_DELIVERY.state == DeliveryState.PENDING, _DELIVERY.next_attempt_at <= bindparam("wall"))
_ABANDONED = and_(_DELIVERY.state == DeliveryState.SENDING, _DELIVERY.lease_until <= bindparam("wall"))
_READY = and_(
    _DELIVERY.channel.in_(_CHANNELS),
    _DELIVERY.id.not_in(_BUT),
    _DELIVERY.due_at <= bindparam("now"),
    _DELIVERY.due_at >= bindparam("due_from"),
    _DELIVERY.kind.in_(_KINDS),
    or_(_WAITS, _ABANDONED),
)
_WANTED = (
    select(_DELIVERY.id)
    .where(_READY)
    .order_by(_DELIVERY.next_attempt_at, _DELIVERY.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(table_of(Delivery))
    .where(_DELIVERY.id.in_(_IDS), _READY)
    .values(
        state=DeliveryState.SENDING,
        lease_until=bindparam("until"),
        holder=bindparam("holder"),
        attempts=_DELIVERY.attempts + 1,
        in_doubt=or_(_DELIVERY.in_doubt, _DELIVERY.state == DeliveryState.SENDING),
    )
    .returning(_DELIVERY.id)
)
_LEASE_END = select(_DELIVERY.lease_until).where(
    _DELIVERY.id == bindparam("delivery_id"),
    _DELIVERY.state == DeliveryState.SENDING,
    _DELIVERY.attempts == bindparam("attempts"),
)
_ON_ITS_WAY = (
    select(_DELIVERY.id)
    .where(
        _DELIVERY.channel == bindparam("channel"),
        _DELIVERY.state == DeliveryState.SENDING,
        _DELIVERY.lease_until > bindparam("wall"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery claimed by this process until its lease ends.

    `due_at` is the office's instant from which it could go out. `attempts` counts claims, this one included;
    `error` is what became of the one before. `number` tells it from others of its kind and slot.
    """

    id: int
    officer_id: int
    channel: str
    chat_id: str
    kind: DeliveryKind
    slot: date
    due_at: datetime
    attempts: int
    error: str | None
    number: int = 0


_CLAIMED = (
    select_lines(Claimed, _DELIVERY, chat_id=func.coalesce(_LINK.chat_id, _GROUP.chat_id))
    .join(table_of(ChatLink), _DELIVERY.chat_link_id == _LINK.id, outer=True)
    .join(table_of(GroupChat), _DELIVERY.group_chat_id == _GROUP.id, outer=True)
    .where(_DELIVERY.id.in_(_IDS))
    .order_by(_DELIVERY.next_attempt_at, _DELIVERY.id)
)


def claim(
    session: Session,
    channels: Collection[str],
    *,
    but: Collection[int],
    kinds: Collection[DeliveryKind],
    due_from: datetime,
    now: datetime,
    wall: datetime,
    lease_until: datetime,
    limit: int,
    holder: str | None = None,
) -> list[Claimed]:
    """Claim up to `limit` deliveries on `channels` that may be tried now, those waiting longest first.

    May be tried: what is of one of `kinds` and due between the office's `due_from` and `now`, and is pending and its
    time has come, or was claimed without an outcome until the lease ended; none whose id is in `but`. They go to the
    chats of their officers on `channels` that these want to be told on first (`rerouting.choose_chats`). `holder` is
    the name of the claiming process where others may be on the registry.
    """
    ready = {
        "channels": list(channels),
        "but": list(but),
        "kinds": list(kinds),
        "due_from": due_from,
        "now": now,
        "wall": wall,
    }
    ids = fetch_rows(session, _WANTED, limit=limit, **ready).scalars().all()
    claimed = fetch_rows(session, _TAKE, ids=ids, until=lease_until, holder=holder, **ready).scalars().all()
    choose_chats(session, claimed, channels)
    return fetch(session, _CLAIMED, ids=claimed)


def mark_sent(session: Session, message_ids: Mapping[int, str], now: datetime) -> None:
    """Mark deliveries as sent with the provider's message ids, whoever holds the claim by now."""
    sent = [{"delivery_id": one, "message": message, "now": now} for one, message in message_ids.items()]
    session.connection().execute(_MARK_SENT, sent)


def reschedule(session: Session, claimed: Claimed, *, again_at: datetime, error: str) -> bool:
    """Return the delivery to pending, to be tried again at `again_at` (real). False if the claim was lost."""
    row = _update_claimed(claimed).values(
        state=DeliveryState.PENDING, next_attempt_at=again_at, lease_until=None, holder=None, error=error
    )
    return execute_count(session, row) == 1


def mark_in_doubt(session: Session, claimed: Claimed) -> None:
    """Record that a try had no answer: the message may be there, so it goes no other way."""
    execute_count(session, _update_claimed(claimed).values(in_doubt=True))


def get_lease_end(session: Session, claimed: Claimed) -> datetime | None:
    """Return when the claim ends (real); None if it is another's by now."""
    return fetch_rows(session, _LEASE_END, delivery_id=claimed.id, attempts=claimed.attempts).scalar()


def record_unanswered(
    session: Session, claimed: Claimed, error: str, *, began_at: datetime, lease_until: datetime
) -> None:
    """Extend the claim to `lease_until` (real) and record the outcome of the try begun at `began_at`.

    It is a wait from now on, and no process is sending it.
    Deliveries that were tried longer ago are claimed before it then.
    """
    waiting = _update_claimed(claimed).values(
        error=error, next_attempt_at=began_at, lease_until=lease_until, holder=None
    )
    execute_count(session, waiting)


def has_running_claim(session: Session, channel: str, wall: datetime) -> bool:
    """Return whether a claim on the channel is still running at `wall` (real), whoever made it."""
    return fetch_rows(session, _ON_ITS_WAY, channel=channel, wall=wall).first() is not None


def close(session: Session, claimed: Claimed, state: DeliveryState, error: str) -> bool:
    """End the delivery as skipped or failed. False if the claim was lost."""
    row = _update_claimed(claimed).values(state=state, lease_until=None, holder=None, error=error)
    return execute_count(session, row) == 1


def _update_claimed(claimed: Claimed) -> Update:
    """Return an update of the claimed row, if this claim still holds it (`attempts` identifies it)."""
    return update(Delivery).where(
        col(Delivery.id) == claimed.id,
        col(Delivery.state) == DeliveryState.SENDING,
        col(Delivery.attempts) == claimed.attempts,
    )
