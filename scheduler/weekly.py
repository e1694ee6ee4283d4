"""The figures of the week: for supervisors those of the province, for heads those of their agency."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.registry import agencies, deliveries, digests, plans, recipients
from data.registry.agencies import AgencyFact
from data.registry.deliveries import Claimed
from data.registry.digests import Addressee
from data.store import Session
from data.words import DeliveryKind, DeliveryState, Role
from scheduler.calendar import WorkingCalendar
from scheduler.headline import Headline, headline
from scheduler.recheck import NOTHING_LEFT
from scheduler.sending_hours import OFFICE_HOURS, SendingHours
from scheduler.slots import digest_at

HOUR = 8
"""In Viet Nam, on the first working day of the week."""

ADDRESSEES = frozenset({Role.HEAD, Role.SUPERVISOR})

OVERTAKEN = "a later week's figures"


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """The figures as they are now. `agency` is a head's own, None for the whole province.

    `unheard` counts agencies that owe something and at which nobody can be reached.
    """

    counted: Headline
    agency: AgencyFact | None
    unheard: int


def plan_weekly(
    session: Session,
    slot: date,
    calendar: WorkingCalendar,
    channels: Collection[str],
    *,
    now: datetime,
    wall: datetime,
    hours: SendingHours = OFFICE_HOURS,
) -> None:
    """Opens the summaries of the week of `slot` that are missing: those of officers who were linked, and of a plan
    that was read in, when the week began. A week that was missed does not come later.
    """
    first = week_begins(slot, calendar)
    began = digest_at(first, HOUR)
    if not plans.any_read_by(session, began):
        return
    told = deliveries.addressed(session, DeliveryKind.SUMMARY, first)
    missing = {
        one: hours.nearest(slot, HOUR)
        for one in recipients.everywhere(session, channels, ADDRESSEES)
        if one.officer_id not in told and one.linked_at <= began
    }
    deliveries.end_earlier(session, DeliveryKind.SUMMARY, first, OVERTAKEN)
    deliveries.open_messages(session, DeliveryKind.SUMMARY, missing, first, now=now, wall=wall)


def summaries(
    session: Session, batch: Sequence[Claimed], today: date, calendar: WorkingCalendar
) -> Iterator[tuple[Claimed, SummaryFacts]]:
    """What each says on `today` (Viet Nam); one that has nothing to say, or nobody to say it to, is skipped."""
    to = digests.addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        if facts := _facts(session, to[claimed.id], today, calendar):
            yield claimed, facts
        else:
            deliveries.close(session, claimed, DeliveryState.SKIPPED, NOTHING_LEFT)


def week_begins(slot: date, calendar: WorkingCalendar) -> date:
    """The first working day of the week of `slot`, itself a working day."""
    return calendar.on_or_after(slot - timedelta(days=slot.weekday()))


def _facts(session: Session, to: Addressee, today: date, calendar: WorkingCalendar) -> SummaryFacts | None:
    known = plans.every(session)
    if not to.reachable or not known:
        return None
    if to.role is Role.SUPERVISOR:
        counted = headline(session, known[0], today, calendar)
        unheard = agencies.count_without_officer(session)
        return SummaryFacts(counted, None, unheard)
    counted = headline(session, known[0], today, calendar, to.agency_id)
    if to.role is not Role.HEAD or not counted.whole.total:
        return None
    return SummaryFacts(counted, agencies.by_id(session, to.agency_id), 0)
