"""Who hears of a change of a duty: written into the outbox once, whatever happens in between."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from data.enums import DeliveryKind, Role
from data.registry.outbox import change_notices, deliveries, recipients
from data.registry.outbox.change_notices import UnannouncedChange
from data.registry.outbox.recipients import Recipient
from data.rules.notification_times import asks_for_decision, earliest_notice, next_batched_notice
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning

SUPERVISORS = frozenset({Role.SUPERVISOR})
HEADS = frozenset({Role.HEAD})

Told = Iterator[tuple[int, int, int]]
"""Entry, officer, delivery."""


def plan_changes(
    session: Session,
    now: datetime,
    planning: Planning,
    *,
    wall: datetime,
) -> None:
    """Opens a message for each change and each focal officer of the agency, and its head where they took part in the
    duty; and one to each supervisor for all that waits for a decision. Nobody hears of what they did themselves, nor
    of what was done before they were there.
    """
    untold = change_notices.claim_unannounced(session)
    if untold:
        told = [
            *_to_agencies(
                session,
                untold,
                earliest_notice(now, planning.calendar, planning.hours),
                planning.channels,
                now=now,
                wall=wall,
            )
        ]
        told += _to_supervisors(session, untold, planning, now=now, wall=wall)
        change_notices.add_recipients(session, told)


def _to_agencies(
    session: Session,
    untold: Sequence[UnannouncedChange],
    due_at: datetime,
    channels: Collection[str],
    *,
    now: datetime,
    wall: datetime,
) -> Told:
    agencies = {change.agency_id for change in untold}
    officers = _by_agency(recipients.list_reachable(session, agencies, channels))
    heads = _by_agency(recipients.list_reachable(session, agencies, channels, HEADS))
    took_part = change_notices.list_participants(session, {change.duty_id for change in untold}) if heads else set()
    for change in untold:
        involved = [one for one in heads[change.agency_id] if (change.duty_id, one.officer_id) in took_part]
        hearing = [one for one in (*officers[change.agency_id], *involved) if _hears(one, change)]
        yield from _tell(session, change, hearing, due_at, now=now, wall=wall)


def _to_supervisors(
    session: Session,
    untold: Sequence[UnannouncedChange],
    planning: Planning,
    *,
    now: datetime,
    wall: datetime,
) -> Told:
    """What is planned after its half hour, by a tick that came late, goes out at once."""
    waiting: dict[datetime, list[UnannouncedChange]] = defaultdict(list)
    for change in untold:
        if asks_for_decision(change.change, change.state):
            together_at = next_batched_notice(change.at, planning.calendar, planning.hours)
            waiting[earliest_notice(max(together_at, now), planning.calendar, planning.hours)].append(change)
    supervisors = recipients.list_all_reachable(session, planning.channels, SUPERVISORS) if waiting else []
    for due_at, changes in waiting.items():
        opened = deliveries.find_pending(
            session, DeliveryKind.CHANGE, due_at, {one.officer_id for one in supervisors}
        )
        for change in changes:
            hearing = [one for one in supervisors if _hears(one, change)]
            without = [one for one in hearing if one.officer_id not in opened]
            told = _tell(session, change, without, due_at, now=now, wall=wall)
            opened |= {officer_id: delivery_id for _, officer_id, delivery_id in told}
            yield from ((change.entry_id, one.officer_id, opened[one.officer_id]) for one in hearing)


def _tell(
    session: Session,
    change: UnannouncedChange,
    hearing: Sequence[Recipient],
    due_at: datetime,
    *,
    now: datetime,
    wall: datetime,
) -> Told:
    """A message of its own to each of them."""
    opened = deliveries.create_messages(
        session,
        DeliveryKind.CHANGE,
        dict.fromkeys(hearing, due_at),
        viet_nam_date(due_at),
        now=now,
        wall=wall,
        number=change.entry_id,
    )
    yield from ((change.entry_id, officer_id, delivery_id) for officer_id, delivery_id in opened.items())


def _by_agency(found: Iterable[Recipient]) -> dict[int, list[Recipient]]:
    of: dict[int, list[Recipient]] = defaultdict(list)
    for one in found:
        of[one.agency_id].append(one)
    return of


def _hears(recipient: Recipient, change: UnannouncedChange) -> bool:
    return recipient.officer_id != change.officer_id and recipient.linked_at <= change.at
