"""Messages that tell administrators how much of its month a channel has used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.enums import DeliveryKind
from data.registry.office import channel_months
from data.registry.office.channel_months import QuotaFacts
from data.registry.outbox.claims import Claimed
from data.store import Session
from scheduler.change_notices.administrators import recheck_for_administrators, tell_administrators
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class QuotaWarningFacts:
    """A level that a channel's month has reached."""

    reached: QuotaFacts


def plan_quota_warnings(session: Session, now: datetime, planning: Planning, *, wall: datetime) -> None:
    """Create a message to each administrator for each level that none was told of."""
    waiting = channel_months.list_unannounced(session)
    tell_administrators(session, DeliveryKind.QUOTA, waiting, channel_months.mark_announced, now, planning, wall=wall)


def recheck_quota_warnings(
    session: Session, batch: Sequence[Claimed]
) -> Iterator[tuple[Claimed, QuotaWarningFacts | None]]:
    """Return what each message says; None for one whose reader is no administrator any more."""
    for claimed, facts in recheck_for_administrators(session, batch, channel_months.get_facts):
        yield claimed, QuotaWarningFacts(facts) if facts else None
