"""The last answer of each channel, and deliveries tried without an answer since. Instants are real (UTC)."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from data.enums import DeliveryState
from data.models import Delivery, Pulse
from data.registry.office import heartbeats
from data.registry.sql.rows import execute_count, fetch_rows, insert_if_new, list_parameter, table_of

UNANSWERED = "no answer"
"""What stands in a delivery whose last try had no answer, while others had."""
NOR_OTHERS = ", nor to others"
"""With what the fault of a try ends while which the channel answered nobody."""
NOBODY_ANSWERED = f"{UNANSWERED}{NOR_OTHERS}"
"""The same while the channel answered nobody."""

_PULSE = "answered:"
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

_DELIVERY, _BEAT = table_of(Delivery).c, table_of(Pulse).c
_RECORD_ANSWER = (
    update(table_of(Pulse)).where(_BEAT.name == bindparam("pulse")).values(at=bindparam("wall"), trouble=None)
)
_UNANSWERED_TRY = (
    _DELIVERY.channel.in_(list_parameter("channels")),
    _DELIVERY.state == DeliveryState.SENDING,
    _DELIVERY.error.in_([UNANSWERED, NOBODY_ANSWERED]),
)
_UNANSWERED = select(_DELIVERY.id, _DELIVERY.channel, _DELIVERY.next_attempt_at).where(*_UNANSWERED_TRY)
_REPEATED = select(_DELIVERY.id).where(*_UNANSWERED_TRY, _DELIVERY.lease_until > bindparam("wall"))


def record_answer(session: Session, channel: str, wall: datetime) -> None:
    """Record that the channel answered at `wall`, with any result."""
    name = f"{_PULSE}{channel}"
    if not execute_count(session, _RECORD_ANSWER, pulse=name, wall=wall):
        insert_if_new(session, Pulse, name=name, at=wall, trouble=None)


def get_last_answer(session: Session, channel: str, wall: datetime) -> datetime | None:
    """Return when the channel last answered; None if it never did, or only by a clock that was ahead."""
    beat = heartbeats.get_last_beat(session, f"{_PULSE}{channel}")
    return beat.at if beat and beat.at <= wall else None


def list_unanswered(session: Session, channels: Collection[str], wall: datetime) -> dict[str, set[int]]:
    """Return, by channel, the deliveries whose last try had no answer and began after the channel's last answer."""
    found: dict[str, set[int]] = {}
    since: dict[str, datetime] = {}
    for delivery_id, channel, began_at in fetch_rows(session, _UNANSWERED, channels=list(channels)).all():
        if channel not in since:
            since[channel] = get_last_answer(session, channel, wall) or _BEGINNING
        if began_at > since[channel]:
            found.setdefault(channel, set()).add(delivery_id)
    return found


def list_repeated(session: Session, channel: str, wall: datetime) -> set[int]:
    """Return the deliveries that failed without an answer before and are claimed again at `wall` (real)."""
    return set(fetch_rows(session, _REPEATED, channels=[channel], wall=wall).scalars())
