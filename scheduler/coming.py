"""When an officer will hear from the office next."""

from datetime import date, datetime, timedelta

from data.registry.recipients import Recipient
from data.store import Session
from scheduler.calendar import WorkingCalendar
from scheduler.outlook import outlook
from scheduler.shares import shares
from scheduler.slots import digest_at
from scheduler.stages import Policy


def next_digest(
    session: Session, recipient: Recipient, first: date, last: date, calendar: WorkingCalendar, policy: Policy
) -> datetime | None:
    """The instant (UTC) of the first digest in the slots from `first` to `last`, both included, that would hold a
    stage of what the officer's agency owes, if nothing were done or chosen meanwhile.
    """
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        seen = outlook(session, [day], calendar, policy, agency_id=recipient.agency_id)
        if any(share.due for share in shares([recipient], seen, known=())):
            return digest_at(day, seen.wishes_of(recipient.officer_id).preferences.hour)
    return None
