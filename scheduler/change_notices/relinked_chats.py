"""Messages that tell administrators of a chat which went from one officer to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.enums import DeliveryKind
from data.registry.outbox.claims import Claimed
from data.registry.people.joining import joinings, relinkings
from data.registry.people.joining.relinkings import RelinkingFacts
from data.registry.people.succession.same_person import is_linked
from data.store import Session
from scheduler.change_notices.administrators import recheck_for_administrators, tell_administrators
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
    """Create a message to each administrator for each chat that none was told of."""
    waiting = relinkings.list_unannounced(session)
    tell_administrators(session, DeliveryKind.RELINKED, waiting, relinkings.mark_announced, now, planning, wall=wall)


def recheck_relinked(
    session: Session, batch: Sequence[Claimed], today: date
) -> Iterator[tuple[Claimed, RelinkedFacts | None]]:
    """Return what each message says on `today` (Viet Nam); None for one whose reader is no administrator any more."""
    for claimed, facts in recheck_for_administrators(session, batch, relinkings.get_facts):
        if facts is None:
            yield claimed, None
            continue
        code = joinings.find_invitation_of(session, facts.joined_id)
        joining = joinings.find_joining(session, code) if code else None
        open_ = joining and joining.active and not joining.vouched_at
        mine = is_linked(session, facts.joined_id, claimed.officer_id)
        yield claimed, RelinkedFacts(facts, today, code if open_ and not mine else None)
