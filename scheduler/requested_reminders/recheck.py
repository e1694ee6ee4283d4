"""Last check of requested reminders before they are sent, as the duties are at this moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.enums import FINISHED, Role
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.outbox import digests, requested_reminders
from data.registry.outbox.claims import Claimed
from data.rules.calendar import WorkingCalendar
from data.store import Session


@dataclass(frozen=True, slots=True)
class RequestedFacts:
    """The facts of a requested reminder: the agency's open `duties`. `today` is a date in Viet Nam.

    `asked_by` is the name of the supervisor, `office` that of their agency.
    """

    asked_by: str
    office: str
    duties: tuple[DutyLine, ...]
    today: date
    calendar: WorkingCalendar


def recheck_requested(
    session: Session, batch: Sequence[Claimed], today: date, calendar: WorkingCalendar
) -> Iterator[tuple[Claimed, RequestedFacts | None]]:
    """Yield what each says on `today` (Viet Nam), None for one whose duties are done or whose officer has left."""
    ids = [claimed.id for claimed in batch]
    addressees, carried = digests.get_addressees(session, ids), requested_reminders.list_carried(session, ids)
    duty_ids = sorted({one.duty_id for lines in carried.values() for one in lines})
    known = {line.id: line for line in duty_lines.list_by_ids(session, duty_ids, only_active=True)}
    for claimed in batch:
        to, lines = addressees[claimed.id], carried[claimed.id]
        meant = [known[one.duty_id] for one in lines if one.duty_id in known]
        duties = [duty for duty in meant if duty.agency_id == to.agency_id and duty.state not in FINISHED]
        duties.sort(key=lambda duty: (duty.due_on is None, duty.due_on, duty.id))
        if to.reachable and to.role is Role.OFFICER and duties:
            yield claimed, RequestedFacts(lines[0].officer_name, lines[0].office, tuple(duties), today, calendar)
        else:
            yield claimed, None
