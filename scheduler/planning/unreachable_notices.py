"""Notices to administrators of agencies at which nobody can be reached: once, until somebody is reachable again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import DeliveryKind, Role
from data.registry.office import unreachable_agencies
from data.registry.office.agencies import AgencyFact
from data.registry.outbox import deliveries, digests, recipients
from data.registry.outbox.claims import Claimed
from data.registry.people import preferences
from data.registry.people.preferences import NO_CHOICE
from data.store import Session
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Agencies that owe something and at which nobody can be reached now."""

    agencies: tuple[AgencyFact, ...]


def plan_notices(
    session: Session,
    slot: date,
    planning: Planning,
    *,
    now: datetime,
    wall: datetime,
) -> None:
    """Create a notice for each administrator if there are agencies that none was told of.

    While no administrator can be reached, the agencies wait.
    """
    silent = unreachable_agencies.refresh_unannounced(session)
    chosen, told = (
        preferences.get_all(session),
        deliveries.list_addressed_officers(session, DeliveryKind.NOTICE, slot),
    )
    missing = {
        one: planning.hours.nearest(slot, chosen.get(one.officer_id, NO_CHOICE).hour)
        for one in recipients.list_all_reachable(session, planning.channels, {Role.ADMIN})
        if one.officer_id not in told
    }
    if silent and missing:
        unreachable_agencies.mark_announced(session, silent, slot)
        deliveries.create_messages(session, DeliveryKind.NOTICE, missing, slot, now=now, wall=wall)


def recheck_notices(session: Session, batch: Sequence[Claimed]) -> Iterator[tuple[Claimed, NoticeFacts | None]]:
    """Return the notices as they are now, None for one that has nothing to say or nobody to say it to."""
    to = digests.get_addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        addressee = to[claimed.id]
        silent = tuple(unreachable_agencies.list_announced(session, claimed.slot))
        told = silent and addressee.reachable and addressee.role is Role.ADMIN
        yield claimed, NoticeFacts(silent) if told else None
