"""Messages that tell administrators of a chat which went from one officer to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import DeliveryKind, Role
from data.registry.outbox import deliveries, digests, recipients
from data.registry.outbox.claims import Claimed
from data.registry.people.joining import joinings, relinkings
from data.registry.people.joining.relinkings import RelinkingFacts
from data.rules.notification_times import earliest_notice
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class RelinkedFacts:
    """A chat that went from one officer to another. `today` is a date in Viet Nam.

    `invitation_id` is the code by which it did, if the reader may still say whether that is right; else None.
    """

    relinking: RelinkingFacts
    today: date
    invitation_id: int | None = None


def plan_relinked(session: Session, now: datetime, planning: Planning, *, wall: datetime) -> None:
    """Create a message to each administrator for each chat that none was told of; while no administrator can be
    reached, they wait."""
    waiting = relinkings.list_unannounced(session)
    administrators = recipients.list_all_reachable(session, planning.channels, {Role.ADMIN}) if waiting else []
    if not administrators:
        return
    due_at = earliest_notice(now, planning.calendar, planning.hours)
    for one in waiting:
        deliveries.create_messages(
            session,
            DeliveryKind.RELINKED,
            dict.fromkeys(administrators, due_at),
            viet_nam_date(due_at),
            now=now,
            wall=wall,
            number=one,
        )
        relinkings.mark_announced(session, one, now)


def recheck_relinked(
    session: Session, batch: Sequence[Claimed], today: date
) -> Iterator[tuple[Claimed, RelinkedFacts | None]]:
    """Return what each message says on `today` (Viet Nam); None for one whose reader is no administrator any more."""
    to = digests.get_addressees(session, [claimed.id for claimed in batch])
    for claimed in batch:
        facts, reader = relinkings.get_facts(session, claimed.number), to[claimed.id]
        told = facts and reader.reachable and reader.role is Role.ADMIN
        if not (facts and told):
            yield claimed, None
            continue
        code = joinings.find_invitation_of(session, facts.joined_id)
        joining = joinings.find_joining(session, code) if code else None
        open_ = joining and joining.active and not joining.vouched_at and joining.officer_id != claimed.officer_id
        yield claimed, RelinkedFacts(facts, today, code if open_ else None)
