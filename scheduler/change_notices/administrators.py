"""Messages to all administrators about something that happened once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from data.enums import DeliveryKind, Role
from data.registry.outbox import deliveries, digests, recipients
from data.registry.outbox.claims import Claimed
from data.rules.notification_times import earliest_notice
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning

T = TypeVar("T")


def tell_administrators(
    session: Session,
    kind: DeliveryKind,
    waiting: Sequence[int],
    mark_announced: Callable[[Session, int, datetime], None],
    now: datetime,
    planning: Planning,
    *,
    wall: datetime,
) -> None:
    """Create a message of `kind` to each administrator for each number that is `waiting`, and mark it as announced.

    While no administrator can be reached, they wait. `now` and `wall` are UTC.
    """
    administrators = recipients.list_all_reachable(session, planning.channels, {Role.ADMIN}) if waiting else []
    if not administrators:
        return
    due_at = earliest_notice(now, planning.calendar, planning.hours)
    for one in waiting:
        deliveries.create_messages(
            session,
            kind,
            dict.fromkeys(administrators, due_at),
            viet_nam_date(due_at),
            now=now,
            wall=wall,
            number=one,
        )
        mark_announced(session, one, now)


def recheck_for_administrators(
    session: Session, batch: Sequence[Claimed], get_facts: Callable[[Session, int], T | None]
) -> Iterator[tuple[Claimed, T | None]]:
    """Return the facts of each message; None for one whose reader is no administrator any more."""
    to = digests.get_addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        facts, reader = get_facts(session, claimed.number), to[claimed.id]
        yield claimed, facts if reader.reachable and reader.role is Role.ADMIN else None
