"""Digests to group chats: the morning's stages of one agency, as they are when the message goes out.

Nobody is reminded by them: who is, gets a digest of their own. So no reminder is stored, and nobody's choices count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import DeliveryKind
from data.registry.duties import duty_lines
from data.registry.outbox import deliveries
from data.registry.outbox.claims import Claimed
from data.registry.people.preferences import NO_CHOICE
from data.registry.reach import group_chats, group_digests
from data.registry.reach.group_chats import GroupLine
from data.rules.calendar import ONE_DAY
from data.rules.digest_hours import slots_to_plan
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning
from scheduler.officer_choices import due_at
from scheduler.planning.digest import DigestFacts, make_line
from scheduler.planning.due_reminders import due_reminders_on

OVERTAKEN = "a later morning's digest"


@dataclass(frozen=True, slots=True)
class GroupDigestFacts:
    """What a group is told of its agency: a digest that nobody can act on."""

    digest: DigestFacts


def plan_group_digests(
    session: Session, days: Sequence[date], planning: Planning, *, now: datetime, wall: datetime
) -> None:
    """Create the digests of the last of `days` to groups whose agency has a stage on one of them."""
    slot = days[-1]
    groups = [one for one in group_chats.list_open(session) if one.channel in planning.channels]
    if not groups:
        return
    told = group_digests.list_addressed(session, slot)
    due = {found.duty.agency_id for day in days for found in due_reminders_on(session, day, planning)}
    deliveries.expire_earlier(session, DeliveryKind.GROUP, slot, OVERTAKEN, wall)
    hour = due_at(slot, NO_CHOICE, planning.hours)
    wanted = {one: hour for one in groups if one.agency_id in due and one.id not in told}
    group_digests.create(session, wanted, slot, now=now, wall=wall)


def recheck_group_digests(
    session: Session, batch: Sequence[Claimed], now: datetime, planning: Planning
) -> Iterator[tuple[Claimed, GroupDigestFacts | None]]:
    """Yield what each says at the office's `now`, None for a group that has ended and where nothing is left."""
    of = group_digests.list_groups(session, [claimed.id for claimed in batch])
    groups = group_chats.list_by_ids(session, set(of.values()))
    last = group_digests.list_last_slots(session, set(of.values()))
    for claimed in batch:
        group = groups.get(of.get(claimed.id, 0))
        found = group and _facts(session, claimed, group, last.get(group.id), now, planning)
        yield claimed, found or None


def _facts(
    session: Session, claimed: Claimed, group: GroupLine, told: date | None, now: datetime, planning: Planning
) -> GroupDigestFacts | None:
    """Return the stages since the last digest, or since the group began; of several of a duty the latest."""
    today = viet_nam_date(now)
    eve = viet_nam_date(group.began_at) - ONE_DAY
    known = max(told, eve) if told else eve
    days = slots_to_plan(today, min(known, today - ONE_DAY), planning.calendar, planning.policy.look_back)
    reasons = {
        found.duty.id: found.reason
        for day in days
        for found in due_reminders_on(session, day, planning, agency_id=group.agency_id)
    }
    lines = duty_lines.list_by_ids(session, sorted(reasons), only_active=True)
    told_of = sorted(
        (
            make_line(one, one.id, reasons[one.id], planning.calendar)
            for one in lines
            if one.agency_id == group.agency_id
        ),
        key=lambda line: (line.due_on, line.duty_id),
    )
    if not told_of:
        return None
    return GroupDigestFacts(
        DigestFacts(
            delivery_id=claimed.id,
            officer_name="",
            agency_id=group.agency_id,
            agency_short_name=group.agency_short_name,
            due_at=claimed.due_at,
            at=now,
            lines=tuple(told_of),
        )
    )
