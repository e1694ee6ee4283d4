"""What the messages of a batch say at this moment, whatever their kind."""

from collections.abc import Sequence
from datetime import datetime

from data.enums import DeliveryKind
from data.registry.outbox.claims import Claimed
from data.rules.calendar import WorkingCalendar
from data.rules.stages import Policy
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.change_notifications.recheck import ChangeFacts, ReviewFacts, recheck_changes
from scheduler.planning.digest import DigestFacts
from scheduler.planning.digest_recheck import recheck
from scheduler.planning.unreachable_notices import NoticeFacts, recheck_notices
from scheduler.planning.weekly_summaries import SummaryFacts, recheck_summaries
from scheduler.requested_reminders.recheck import RequestedFacts, recheck_requested

Facts = DigestFacts | SummaryFacts | NoticeFacts | ChangeFacts | ReviewFacts | RequestedFacts
"""What a view makes a message of."""


def recheck_messages(
    session: Session, batch: Sequence[Claimed], now: datetime, calendar: WorkingCalendar, policy: Policy
) -> list[tuple[Claimed, Facts]]:
    """The messages as they are at the office's `now`; one that has nothing left to say is skipped and left out."""
    of = {kind: [claimed for claimed in batch if claimed.kind is kind] for kind in DeliveryKind}
    return [
        *recheck(session, of[DeliveryKind.DIGEST], now, calendar, policy),
        *recheck_summaries(session, of[DeliveryKind.SUMMARY], viet_nam_date(now), calendar),
        *recheck_notices(session, of[DeliveryKind.NOTICE]),
        *recheck_changes(session, of[DeliveryKind.CHANGE], viet_nam_date(now)),
        *recheck_requested(session, of[DeliveryKind.REQUESTED], viet_nam_date(now), calendar),
    ]
