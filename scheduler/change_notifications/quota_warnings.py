"""Messages that tell administrators how much of its month a channel has used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.enums import DeliveryKind, Role
from data.registry.office import channel_months
from data.registry.office.channel_months import QuotaFacts
from data.registry.outbox import deliveries, digests, recipients
from data.registry.outbox.claims import Claimed
from data.rules.notification_times import earliest_notice
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class QuotaWarningFacts:
    """A level that a channel's month has reached."""

    reached: QuotaFacts


def plan_quota_warnings(session: Session, now: datetime, planning: Planning, *, wall: datetime) -> None:
    """Create a message to each administrator for each level that none was told of; while none can be reached, they
    wait."""
    waiting = channel_months.list_unannounced(session)
    administrators = recipients.list_all_reachable(session, planning.channels, {Role.ADMIN}) if waiting else []
    if not administrators:
        return
    due_at = earliest_notice(now, planning.calendar, planning.hours)
    for one in waiting:
        deliveries.create_messages(
            session,
            DeliveryKind.QUOTA,
            dict.fromkeys(administrators, due_at),
            viet_nam_date(due_at),
            now=now,
            wall=wall,
            number=one,
        )
        channel_months.mark_announced(session, one, now)


def recheck_quota_warnings(
    session: Session, batch: Sequence[Claimed]
) -> Iterator[tuple[Claimed, QuotaWarningFacts | None]]:
    """Return what each message says; None for one whose reader is no administrator any more."""
    to = digests.get_addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        facts, reader = channel_months.get_facts(session, claimed.number), to[claimed.id]
        told = facts and reader.reachable and reader.role is Role.ADMIN
        yield claimed, QuotaWarningFacts(facts) if facts and told else None
