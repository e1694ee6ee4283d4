"""The plan of a morning: reminders owed to officers, and the digest that carries them.

A slot is planned once, by whoever moves the planner's pulse to it; the rows are written in the same unit of
work, so a crash leaves all of it or nothing. What was missed since the slot before comes along.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.registry import deliveries, leftovers, pulses, recipients, reminders
from data.registry.reminders import NewReminder, Skipped
from data.store import Session
from scheduler.calendar import WorkingCalendar
from scheduler.clock import viet_nam_date
from scheduler.owing import Owing, owing_on
from scheduler.shares import Share, key, shares
from scheduler.slots import opening, slot_at, slots_to_plan
from scheduler.stages import Policy

PULSE = "planner"
"""The pulse that stands at the opening of the slot planned last."""


@dataclass(frozen=True, slots=True)
class Planned:
    """How many rows were written; reminders that were overtaken at once are not counted."""

    reminders: int = 0
    deliveries: int = 0


def plan_due(
    session: Session,
    now: datetime,
    calendar: WorkingCalendar,
    policy: Policy,
    channels: Collection[str],
    *,
    wall: datetime,
) -> Planned:
    """Writes the digests of the slot that is open at `now`, unless they have been written.

    Each active focal officer with a reachable chat on one of `channels` is reminded of what their agency owes
    and has a stage in the slot, or had one in a slot that was missed: not before the chat was linked or the
    plan was read in. Of several stages of a duty the latest goes out. `wall` is the real instant from which
    the messages may be tried.
    """
    slot = slot_at(now, calendar)
    if slot is None:
        return Planned()
    before = pulses.last(session, PULSE)
    since = before.at if before else None
    if since == opening(slot) or not pulses.move(session, PULSE, since=since, to=opening(slot)):
        return Planned()
    days = slots_to_plan(slot, since and viet_nam_date(since), calendar)
    owing = [found for day in days for found in owing_on(session, day, calendar, policy)]
    parts = _shares(session, owing, channels, slot, since=days[0])
    written = _write(session, parts, slot, now=now, wall=wall)
    leftovers.take_over(session, slot, wall=wall)
    return written


def _shares(
    session: Session, owing: Sequence[Owing], channels: Collection[str], slot: date, *, since: date
) -> list[Share]:
    served = deliveries.served(session, slot)
    reachable = recipients.reachable(session, {found.duty.agency_id for found in owing}, channels)
    known = reminders.known(session, {found.duty.id for found in owing}, since=since)
    return list(shares((one for one in reachable if one.officer_id not in served), owing, known))


def _write(session: Session, parts: Sequence[Share], slot: date, *, now: datetime, wall: datetime) -> Planned:
    addressed = {share.recipient: opening(slot) for share in parts if share.due}
    digests = deliveries.open_digests(session, addressed, slot, now=now, wall=wall)
    reminders.add(session, [row for share in parts for row in _rows(share, digests.get(share.recipient.officer_id))])
    return Planned(sum(len(share.due) for share in parts), len(digests))


def _rows(share: Share, delivery_id: int | None) -> Iterator[NewReminder]:
    officer_id = share.recipient.officer_id
    for found in share.due:
        yield NewReminder(*key(found, officer_id), found.reason.send_on, delivery_id=delivery_id)
    for found in share.overtaken:
        yield NewReminder(*key(found, officer_id), found.reason.send_on, skipped=Skipped.OVERTAKEN)
