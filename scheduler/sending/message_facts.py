"""Contents of the messages of a batch, of any kind, as they are at this moment."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain

from data.enums import DeliveryKind, DeliveryState
from data.registry.outbox import claims
from data.registry.outbox.claims import Claimed
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.change_notices.quota_warnings import QuotaWarningFacts, recheck_quota_warnings
from scheduler.change_notices.recheck import ChangeFacts, ReviewFacts, recheck_changes
from scheduler.change_notices.relinked_chats import RelinkedFacts, recheck_relinked
from scheduler.context import Planning
from scheduler.identities.facts import PeopleFacts
from scheduler.identities.recheck import recheck_people
from scheduler.planning.digest import DigestFacts
from scheduler.planning.digest_recheck import recheck_digests
from scheduler.planning.group_digests import GroupDigestFacts, recheck_group_digests
from scheduler.planning.unreachable_notices import NoticeFacts, recheck_notices
from scheduler.planning.weekly_summaries import SummaryFacts, recheck_summaries
from scheduler.requested_reminders.recheck import RequestedFacts, recheck_requested
from scheduler.sending.retry_policy import LEFT_OUT_WHEN_SCARCE

Facts = (
    DigestFacts
    | SummaryFacts
    | NoticeFacts
    | ChangeFacts
    | ReviewFacts
    | RelinkedFacts
    | RequestedFacts
    | QuotaWarningFacts
    | PeopleFacts
    | GroupDigestFacts
)
"""Contents of a message, for a view to render."""

NOTHING_LEFT = "nothing left to say"
TOO_FEW_LEFT = "too few messages left this month"


def recheck_messages(
    session: Session, batch: Sequence[Claimed], now: datetime, planning: Planning
) -> list[tuple[Claimed, Facts]]:
    """Return the messages as they are at the office's `now`; close as skipped those that have nothing left to say."""
    kept = []
    left_out = [one for one in batch if one.channel in planning.scarce and one.kind in LEFT_OUT_WHEN_SCARCE]
    for claimed in left_out:
        claims.close(session, claimed, DeliveryState.SKIPPED, TOO_FEW_LEFT)
    batch = [one for one in batch if one not in left_out]
    for claimed, facts in _recheck_by_kind(session, batch, now, planning):
        if facts:
            kept.append((claimed, facts))
        else:
            claims.close(session, claimed, DeliveryState.SKIPPED, NOTHING_LEFT)
    return kept


def _recheck_by_kind(
    session: Session, batch: Sequence[Claimed], now: datetime, planning: Planning
) -> Iterable[tuple[Claimed, Facts | None]]:
    """Return the messages of each kind that is there: a look at a kind takes statements even for no message."""
    today, calendar = viet_nam_date(now), planning.calendar
    looks: dict[DeliveryKind, Callable[[Sequence[Claimed]], Iterable[tuple[Claimed, Facts | None]]]] = {
        DeliveryKind.DIGEST: lambda some: recheck_digests(session, some, now, planning),
        DeliveryKind.SUMMARY: lambda some: recheck_summaries(session, some, today, calendar),
        DeliveryKind.NOTICE: lambda some: recheck_notices(session, some),
        DeliveryKind.CHANGE: lambda some: recheck_changes(session, some, today, calendar),
        DeliveryKind.RELINKED: lambda some: recheck_relinked(session, some, today),
        DeliveryKind.QUOTA: lambda some: recheck_quota_warnings(session, some),
        DeliveryKind.REQUESTED: lambda some: recheck_requested(session, some, today, calendar),
        DeliveryKind.PEOPLE: lambda some: recheck_people(session, some, now),
        DeliveryKind.GROUP: lambda some: recheck_group_digests(session, some, now, planning),
    }
    of = {kind: [claimed for claimed in batch if claimed.kind is kind] for kind in looks}
    return chain.from_iterable(looks[kind](some) for kind, some in of.items() if some)
