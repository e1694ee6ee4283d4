"""What the messages of a batch say at this moment, whatever their kind."""

from collections.abc import Sequence
from datetime import datetime

from data.registry.deliveries import Claimed
from data.store import Session
from data.words import DeliveryKind
from scheduler.calendar import WorkingCalendar
from scheduler.changed import ChangeFacts, ReviewFacts, changed
from scheduler.clock import viet_nam_date
from scheduler.digest import DigestFacts
from scheduler.recheck import recheck
from scheduler.stages import Policy
from scheduler.unheard import NoticeFacts, notices
from scheduler.weekly import SummaryFacts, summaries

Facts = DigestFacts | SummaryFacts | NoticeFacts | ChangeFacts | ReviewFacts
"""What a view makes a message of."""


def contents(
    session: Session, batch: Sequence[Claimed], now: datetime, calendar: WorkingCalendar, policy: Policy
) -> list[tuple[Claimed, Facts]]:
    """The messages as they are at the office's `now`; one that has nothing left to say is skipped and left out."""
    of = {kind: [claimed for claimed in batch if claimed.kind is kind] for kind in DeliveryKind}
    return [
        *recheck(session, of[DeliveryKind.DIGEST], now, calendar, policy),
        *summaries(session, of[DeliveryKind.SUMMARY], viet_nam_date(now), calendar),
        *notices(session, of[DeliveryKind.NOTICE]),
        *changed(session, of[DeliveryKind.CHANGE], viet_nam_date(now)),
    ]
