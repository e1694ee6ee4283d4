"""Health of the office, as printed by `nhacviec status`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from data.enums import DeliveryState
from data.models import ChatLink, Delivery, Officer
from data.registry.office import agencies
from data.registry.office.heartbeats import Beat, get_last_beat, list_by_prefix

ENGINE = "engine"
"""The pulse of the scheduler's ticks."""
CHANNEL = "channel:"
"""What the pulse of a channel is called, before the channel's name."""
ALARM = "alarm:"
"""The same for the instant from which its trouble is an alarm."""

_OF_THE_CHAT = ("Unreachable", "ChatMoved")
"""What the error of a message begins with that was given up because of its chat."""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the scheduler, the outbox and the channels.

    `last_tick` is a real instant (UTC), None before the first; `trouble` is what stopped that tick.
    `oldest_unsent` is the slot (a date in Viet Nam) of the oldest unsent message, `oldest_due` the office's instant
    (UTC) from which the one that waits longest could have gone out. `set_aside` counts messages that were given up;
    `unreachable_officers` are active ones without any open chat, `unheard_agencies` owe something and have no focal
    officer who can be reached.
    `channels` are the last heartbeats of the channels, with their troubles; `alarms` are the real instants (UTC) from
    which these are alarms.
    """

    last_tick: datetime | None
    trouble: str | None
    oldest_unsent: date | None
    oldest_due: datetime | None
    set_aside: int
    unreachable_officers: int
    unheard_agencies: int
    channels: Mapping[str, Beat] = field(default_factory=dict)
    alarms: Mapping[str, Beat] = field(default_factory=dict)


def read_health(session: Session) -> Health:
    """Return the present health."""
    tick = get_last_beat(session, ENGINE)
    waiting = col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING])
    given_up = col(Delivery.state) == DeliveryState.FAILED
    slot, due = session.execute(
        select(func.min(col(Delivery.slot)), func.min(col(Delivery.due_at))).where(waiting)
    ).one()
    return Health(
        last_tick=tick.at if tick else None,
        trouble=tick.trouble if tick else None,
        oldest_unsent=slot,
        oldest_due=due,
        set_aside=session.execute(select(func.count(col(Delivery.id))).where(given_up)).scalar_one(),
        unreachable_officers=_unreachable(session),
        channels=list_by_prefix(session, CHANNEL),
        alarms=list_by_prefix(session, ALARM),
        unheard_agencies=len(agencies.list_without_officer(session)),
    )


def count_set_aside(session: Session, since: date) -> int:
    """Return how many messages of the slots from `since` (Viet Nam) on were refused or broke the program.

    Those whose officer cannot be reached are counted as such, not here.
    """
    lost = select(func.count(col(Delivery.id))).where(
        col(Delivery.state) == DeliveryState.FAILED,
        col(Delivery.slot) >= since,
        ~or_(*(col(Delivery.error).startswith(fault) for fault in _OF_THE_CHAT)),
    )
    count: int = session.execute(lost).scalar_one()
    return count


def _unreachable(session: Session) -> int:
    open_chat = select(col(ChatLink.id)).where(
        col(ChatLink.officer_id) == col(Officer.id), col(ChatLink.unreachable_since).is_(None)
    )
    without = select(func.count(col(Officer.id))).where(col(Officer.active), ~open_chat.exists())
    count: int = session.execute(without).scalar_one()
    return count
