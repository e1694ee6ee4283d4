"""When an officer will hear from the office next."""

from datetime import date, datetime, timedelta

from data.registry.recipients import Recipient
from data.store import Session
from data.words import Role
from scheduler import weekly
from scheduler.calendar import WorkingCalendar
from scheduler.calls import calls_on
from scheduler.outlook import Outlook, outlook
from scheduler.shares import shares
from scheduler.stages import Policy
from scheduler.wishes import due_at


def next_message(
    session: Session,
    recipient: Recipient,
    role: Role,
    first: date,
    last: date,
    calendar: WorkingCalendar,
    policy: Policy,
) -> datetime | None:
    """The instant (UTC) of the first message in the slots from `first` to `last`, both included, that would hold
    anything for an officer of this role, if nothing were done or chosen meanwhile.
    """
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        seen = outlook(session, [day], calendar, policy, agency_id=recipient.agency_id)
        if _stages(seen, recipient, role) or _calls(session, seen, recipient, role):
            return due_at(day, seen.wishes_of(recipient.officer_id).preferences, policy.hours)
        if role in weekly.ADDRESSEES and calendar.is_working(day) and weekly.week_begins(day, calendar) == day:
            return policy.hours.nearest(day, weekly.HOUR)
    return None


def _stages(seen: Outlook, recipient: Recipient, role: Role) -> bool:
    return role is Role.OFFICER and any(share.due for share in shares([recipient], seen, known=()))


def _calls(session: Session, seen: Outlook, recipient: Recipient, role: Role) -> bool:
    calls = calls_on(session, seen.days[-1], seen.calendar, seen.policy)
    return any(call.told.agency_id == recipient.agency_id and role in call.told.roles for call in calls)
