"""Administrators are told of agencies at which nobody can be reached: once, until there was somebody in between."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.registry import deliveries, digests, preferences, recipients, unheard
from data.registry.agencies import AgencyFact
from data.registry.deliveries import Claimed
from data.registry.preferences import NO_CHOICE
from data.store import Session
from data.words import DeliveryKind, DeliveryState, Role
from scheduler.recheck import NOTHING_LEFT
from scheduler.sending_hours import OFFICE_HOURS, SendingHours


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Agencies that owe something and at which nobody can be reached now."""

    agencies: tuple[AgencyFact, ...]


def plan_notices(
    session: Session,
    slot: date,
    channels: Collection[str],
    *,
    now: datetime,
    wall: datetime,
    hours: SendingHours = OFFICE_HOURS,
) -> None:
    """Opens a notice to each administrator if there are agencies that none was told of; while no administrator can
    be reached, they wait.
    """
    silent = unheard.untold(session)
    chosen, told = preferences.everybodys(session), deliveries.addressed(session, DeliveryKind.NOTICE, slot)
    missing = {
        one: hours.nearest(slot, chosen.get(one.officer_id, NO_CHOICE).hour)
        for one in recipients.everywhere(session, channels, {Role.ADMIN})
        if one.officer_id not in told
    }
    if silent and missing:
        unheard.note(session, silent, slot)
        deliveries.open_messages(session, DeliveryKind.NOTICE, missing, slot, now=now, wall=wall)


def notices(session: Session, batch: Sequence[Claimed]) -> Iterator[tuple[Claimed, NoticeFacts]]:
    """What each says now; one that has nothing to say, or nobody to say it to, is skipped."""
    to = digests.addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        addressee = to[claimed.id]
        silent = tuple(unheard.told_in(session, claimed.slot))
        if silent and addressee.reachable and addressee.role is Role.ADMIN:
            yield claimed, NoticeFacts(silent)
        else:
            deliveries.close(session, claimed, DeliveryState.SKIPPED, NOTHING_LEFT)
