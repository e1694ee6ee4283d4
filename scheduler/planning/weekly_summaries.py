"""Weekly figures: for supervisors those of the province, for heads those of their agency."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.enums import DeliveryKind, Role
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.outbox import deliveries, digests, recipients
from data.registry.outbox.claims import Claimed
from data.registry.outbox.digests import Addressee
from data.registry.plans import plans
from data.registry.plans.scope import PlanScope, list_active
from data.rules.calendar import WorkingCalendar
from data.rules.digest_hours import digest_at
from data.store import Session
from scheduler.context import Planning
from scheduler.statistics.headline import Headline, compute_headline

HOUR = 8
"""Hour in Viet Nam, on the first working day of the week."""

ADDRESSEES = frozenset({Role.HEAD, Role.SUPERVISOR})

OVERTAKEN = "a later week's figures"


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """Figures as they are now. `agency` is a head's own, None for the whole province.

    `unreachable_agencies` counts agencies that owe something and at which nobody can be reached.
    """

    counted: Headline
    agency: AgencyFact | None
    unreachable_agencies: int


def plan_weekly(
    session: Session,
    slot: date,
    planning: Planning,
    *,
    now: datetime,
    wall: datetime,
) -> None:
    """Create the summaries of the week of `slot` that are missing.

    Only for officers who were linked, and of an active plan that was read in, when the week began. A week that was
    missed does not come later.
    """
    first = week_begins(slot, planning.calendar)
    began = digest_at(first, HOUR)
    if not plans.has_plan_at(session, began):
        return
    told = deliveries.list_addressed_officers(session, DeliveryKind.SUMMARY, first)
    missing = {
        one: planning.hours.nearest(slot, HOUR)
        for one in recipients.list_all_reachable(session, planning.channels, ADDRESSEES)
        if one.officer_id not in told and one.linked_at <= began
    }
    deliveries.expire_earlier(session, DeliveryKind.SUMMARY, first, OVERTAKEN, wall)
    deliveries.create_messages(session, DeliveryKind.SUMMARY, missing, first, now=now, wall=wall)


def recheck_summaries(
    session: Session, batch: Sequence[Claimed], today: date, calendar: WorkingCalendar
) -> Iterator[tuple[Claimed, SummaryFacts | None]]:
    """Return the summaries as of `today` (Viet Nam), None for one that has nothing to say or nobody to say it to."""
    to = digests.get_addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        yield claimed, _facts(session, to[claimed.id], today, calendar)


def week_begins(slot: date, calendar: WorkingCalendar) -> date:
    """Return the first working day of the week of `slot`, itself a working day."""
    return calendar.on_or_after(slot - timedelta(days=slot.weekday()))


def _facts(session: Session, to: Addressee, today: date, calendar: WorkingCalendar) -> SummaryFacts | None:
    active = list_active(session)
    if not to.reachable or not active:
        return None
    scope = PlanScope(tuple(active))
    if to.role is Role.SUPERVISOR:
        counted = compute_headline(session, scope, today, calendar)
        unreachable = agencies.count_without_officer(session)
        return SummaryFacts(counted, None, unreachable)
    counted = compute_headline(session, scope, today, calendar, to.agency_id)
    if to.role is not Role.HEAD or not counted.whole.total:
        return None
    return SummaryFacts(counted, agencies.get(session, to.agency_id), 0)
