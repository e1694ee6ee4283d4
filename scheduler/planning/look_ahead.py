"""When an officer will hear from the office next."""

from datetime import date, datetime, timedelta

from data.enums import Role
from data.registry.outbox.recipients import Recipient
from data.store import Session
from scheduler.context import Planning
from scheduler.escalation.due_escalations import escalations_on
from scheduler.officer_choices import due_at
from scheduler.planning import weekly_summaries
from scheduler.planning.selection import select_shares
from scheduler.planning.snapshot import Snapshot, take_snapshot


def next_message(
    session: Session,
    recipient: Recipient,
    role: Role,
    first: date,
    last: date,
    planning: Planning,
) -> datetime | None:
    """The instant (UTC) of the first message in the slots from `first` to `last`, both included, that would hold
    anything for an officer of this role, if nothing were done or chosen meanwhile.
    """
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        seen = take_snapshot(session, [day], planning, agency_id=recipient.agency_id)
        if _has_stages(seen, recipient, role) or _has_escalations(session, seen, recipient, role):
            return due_at(day, seen.wishes_of(recipient.officer_id).preferences, planning.hours)
        if (
            role in weekly_summaries.ADDRESSEES
            and planning.calendar.is_working(day)
            and weekly_summaries.week_begins(day, planning.calendar) == day
        ):
            return planning.hours.nearest(day, weekly_summaries.HOUR)
    return None


def _has_stages(seen: Snapshot, recipient: Recipient, role: Role) -> bool:
    return role is Role.OFFICER and any(share.due for share in select_shares([recipient], seen, known=()))


def _has_escalations(session: Session, seen: Snapshot, recipient: Recipient, role: Role) -> bool:
    calls = escalations_on(session, seen.days[-1], seen.planning)
    return any(call.told.agency_id == recipient.agency_id and role in call.told.roles for call in calls)
