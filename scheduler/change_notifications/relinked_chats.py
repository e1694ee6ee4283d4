"""Messages that tell administrators of a chat which went from one officer to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import DeliveryKind
from data.registry.outbox.claims import Claimed
from data.registry.people import relinkings
from data.registry.people.relinkings import RelinkingFacts
from data.store import Session
from scheduler.change_notifications.administrators import recheck_for_administrators, tell_administrators
from scheduler.context import Planning


@dataclass(frozen=True, slots=True)
class RelinkedFacts:
    """A chat that went from one officer to another. `today` is a date in Viet Nam."""

    relinking: RelinkingFacts
    today: date


def plan_relinked(session: Session, now: datetime, planning: Planning, *, wall: datetime) -> None:
    """Create a message to each administrator for each chat that none was told of."""
    waiting = relinkings.list_unannounced(session)
    tell_administrators(session, DeliveryKind.RELINKED, waiting, relinkings.mark_announced, now, planning, wall=wall)


def recheck_relinked(
    session: Session, batch: Sequence[Claimed], today: date
) -> Iterator[tuple[Claimed, RelinkedFacts | None]]:
    """Return what each message says on `today` (Viet Nam); None for one whose reader is no administrator any more."""
    for claimed, facts in recheck_for_administrators(session, batch, relinkings.get_facts):
        yield claimed, RelinkedFacts(facts, today) if facts else None
