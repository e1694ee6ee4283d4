"""Look-ahead to the next message of an officer, for the demo."""

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
    """Return the instant (UTC) of the next message to an officer of this role in the slots from `first` to `last`.

    Both are included; nothing is done or chosen meanwhile. None if there is no message.
    """
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        seen = take_snapshot(session, [day], planning, agency_id=recipient.agency_id)
        if _has_stages(seen, recipient, role) or _has_escalations(session, seen, recipient, role):
            return due_at(day, seen.choices_for(recipient.officer_id).preferences, planning.hours)
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
    escalations = escalations_on(session, seen.days[-1], seen.planning)
    return any(one.told.agency_id == recipient.agency_id and role in one.told.roles for one in escalations)
