"""Planning of a slot: reminders owed to officers, and the digests that carry them.

A slot is planned for everybody when it opens, so that each digest only waits for its officer's hour. When that hour
has come there is one more run, for officers who joined and for duties that were read in or returned in between. Each
run happens once, in the process that moves the planner's pulse to it; the rows are written in the same unit of work,
so a crash leaves all of it or nothing. Days missed since the slot before are caught up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.registry.office import heartbeats
from data.registry.outbox import carry_over, deliveries, recipients, reminders
from data.registry.outbox.recipients import Recipient
from data.registry.outbox.reminders import NewReminder
from data.registry.people import page_sessions, preferences
from data.registry.people.preferences import NO_CHOICE
from data.rules.digest_hours import digest_at, last_hour_begun, planned_up_to, slot_at, slot_opens_at, slots_to_plan
from data.rules.sending_hours import SendingHours
from data.store import Session
from scheduler.context import Planning
from scheduler.escalation.planner import plan_escalations
from scheduler.officer_choices import due_at
from scheduler.planning.clock_ahead import clear_future_marks
from scheduler.planning.group_digests import plan_group_digests
from scheduler.planning.selection import Share, reminder_key, select_shares
from scheduler.planning.snapshot import Snapshot, take_snapshot
from scheduler.planning.unreachable_notices import plan_notices
from scheduler.planning.weekly_summaries import plan_weekly

PULSE = "planner"
"""The pulse that stands at the hour of the slot that was planned last."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Numbers of rows written; reminders that were skipped at once are not counted."""

    reminders: int = 0
    deliveries: int = 0


@dataclass(frozen=True, slots=True)
class PlanningRun:
    """One planning run: the digests of `days[-1]`, catching up the missed days before it.

    Limited to officers with these digest `hours`, or for all if None.
    """

    days: Sequence[date]
    hours: frozenset[int] | None = None

    @property
    def slot(self) -> date:
        """Return the day whose digests are written."""
        return self.days[-1]

    def includes_hour(self, hour: int) -> bool:
        """Return True if officers with this digest hour are planned for."""
        return self.hours is None or hour in self.hours


def plan_due(
    session: Session,
    now: datetime,
    planning: Planning,
    *,
    wall: datetime,
) -> Planned:
    """Plan the digests of the slot that is open at `now`, as far as they are not planned.

    Each active focal officer with a reachable chat on one of the channels is reminded of what their agency owes
    and has a stage in the slot, or had one in a slot that was missed: not before the chat was linked or the
    plan was read in, and as they chose at /nhac. Of several stages of a duty the latest goes out. `wall` is the
    real instant from which the messages may be tried.
    """
    clear_future_marks(session, PULSE, now, planning)
    slot = slot_at(now, planning.calendar)
    if slot is None:
        return Planned()
    hour = digest_at(slot, last_hour_begun(now))
    before = heartbeats.get_last_beat(session, PULSE)
    since = before.at if before else None
    if since == hour or not heartbeats.advance_mark(session, PULSE, since=since, to=hour):
        return Planned()
    run = _next_run(session, slot, planning, since=since, until=hour)
    page_sessions.close_unopened(session, now=now, wall=wall)
    written = _plan_reminders(session, run, planning, now=now, wall=wall)
    escalations, opened = plan_escalations(session, run.days, planning, now=now, wall=wall)
    plan_weekly(session, slot, planning, now=now, wall=wall)
    carry_over.carry_over(session, slot, wall=wall)
    if run.hours is None:
        plan_notices(session, slot, planning, now=now, wall=wall)
        plan_group_digests(session, run.days, planning, now=now, wall=wall)
        _postpone_unsent(session, slot, planning.hours, wall)
    return Planned(written.reminders + escalations, written.deliveries + opened)


def _next_run(
    session: Session,
    slot: date,
    planning: Planning,
    *,
    since: datetime | None,
    until: datetime,
) -> PlanningRun:
    if since and slot_opens_at(slot) <= since < until:
        hours = preferences.list_digest_hours(session)
        return PlanningRun([slot], frozenset(hour for hour in hours if since < digest_at(slot, hour) <= until))
    return PlanningRun(
        slots_to_plan(slot, since and planned_up_to(since), planning.calendar, planning.policy.look_back)
    )


def _plan_reminders(
    session: Session,
    run: PlanningRun,
    planning: Planning,
    *,
    now: datetime,
    wall: datetime,
) -> Planned:
    if run.hours == frozenset():
        return Planned()
    seen = take_snapshot(session, run.days, planning)
    digests = deliveries.find_digests(session, run.slot)
    asked = _untried_recipients(
        session, seen, run, planning.channels, tried={one for one, waits in digests.items() if waits is None}
    )
    known = reminders.list_known(session, seen.duties, since=run.days[0])
    parts = list(select_shares(asked, seen, known))
    without = [share.recipient for share in parts if share.due and share.recipient.officer_id not in digests]
    due_times = {
        one: due_at(run.slot, seen.choices_for(one.officer_id).preferences, planning.hours) for one in without
    }
    opened, created = deliveries.open_digests(session, due_times, run.slot, now=now, wall=wall)
    digests |= opened
    reminders.save_new(
        session, [row for share in parts for row in _rows(share, digests.get(share.recipient.officer_id))]
    )
    return Planned(sum(len(share.due) for share in parts), created)


def _untried_recipients(
    session: Session, seen: Snapshot, run: PlanningRun, channels: Collection[str], *, tried: Collection[int]
) -> list[Recipient]:
    """Return the recipients of this run whose digest was not tried yet."""
    agencies = {duty.agency_id for duty in seen.duties.values()}
    return [
        one
        for one in recipients.list_reachable(session, agencies, channels)
        if one.officer_id not in tried and run.includes_hour(seen.choices_for(one.officer_id).preferences.hour)
    ]


def _rows(share: Share, delivery_id: int | None) -> Iterator[NewReminder]:
    officer_id = share.recipient.officer_id
    for found in share.due:
        yield NewReminder(*reminder_key(found, officer_id), found.reason.send_on, delivery_id=delivery_id)
    for found, because in share.skipped:
        yield NewReminder(*reminder_key(found, officer_id), found.reason.send_on, skipped=because)


def _postpone_unsent(session: Session, slot: date, hours: SendingHours, wall: datetime) -> None:
    """Let what was not sent in earlier slots wait for its officer's hour: an outage wakes nobody."""
    chosen = preferences.get_all(session)
    due = defaultdict(list)
    for delivery_id, officer_id, kind in carry_over.list_unsent(session, before=slot, wall=wall):
        due[due_at(slot, chosen.get(officer_id, NO_CHOICE), hours, kind)].append(delivery_id)
    for until, ids in due.items():
        carry_over.postpone(session, ids, until)
