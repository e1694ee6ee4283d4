"""Changing how far a duty is.

not_started → in_progress → reported → done; `returned` goes on as in_progress would. Where the plan asks for no
confirmation, a report is done at once. Notes and files can be added in any state and change none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from data.errors import NotAllowed
from data.files import Kept
from data.instants import within
from data.registry import duties, history, proofs
from data.registry.entries import Actor, Progress, as_it_is, current, latest, progress_at, write
from data.registry.history import EntryFacts
from data.words import FINISHED, Change, State

UNDO_WITHIN = timedelta(minutes=15)

_NOT_REPORTED = frozenset(State) - {State.REPORTED}


@dataclass(frozen=True, slots=True)
class Document:
    """The proof of a finished duty: the number and date of what was issued, or why there is none."""

    number: str | None = None
    issued_on: date | None = None
    none_because: str | None = None


def advance(
    session: Session, duty_id: int, version: int, percent: int, actor: Actor, now: datetime, note: str | None = None
) -> None:
    """Work has begun and goes on, `percent` of it done (0-99; finishing is `report`). Raises Stale."""
    version = latest(session, duty_id, version)
    before = current(session, duty_id, version, FINISHED)
    became = replace(before, state=State.IN_PROGRESS, percent=percent)
    write(session, duty_id, version, Change.PROGRESS, became, actor, now, note)


def report(
    session: Session,
    duty_id: int,
    version: int,
    document: Document,
    actor: Actor,
    now: datetime,
    today: date,
    files: Sequence[Kept] = (),
) -> State:
    """The work is done. The document's date counts for "on time"; without one, `today` (Viet Nam).

    Returns the state it has now. Raises Stale: somebody changed it, or reported it already.
    """
    version = latest(session, duty_id, version)
    before = current(session, duty_id, version, FINISHED)
    facts = duties.task(session, duties.line(session, duty_id).deadline_id)
    state = State.REPORTED if facts.confirmation else State.DONE
    became = replace(
        before,
        state=state,
        percent=100,
        document_number=document.number,
        document_date=document.issued_on,
        no_document_reason=document.none_because,
        completed_on=document.issued_on or today,
        asked_until=None,
    )
    entry_id = write(session, duty_id, version, Change.REPORTED, became, actor, now)
    proofs.add(session, entry_id, proofs.new_to(session, duty_id, files))
    return state


def note(session: Session, duty_id: int, text: str, actor: Actor, now: datetime) -> None:
    """Something worth knowing is written down."""
    version, stays = as_it_is(session, duty_id)
    write(session, duty_id, version, Change.NOTED, stays, actor, now, text)


def attach(
    session: Session, duty_id: int, files: Sequence[Kept], actor: Actor, now: datetime, caption: str | None = None
) -> Sequence[Kept]:
    """Those of `files` that the duty does not have yet are added to it; returns them. None of them: no change."""
    version, stays = as_it_is(session, duty_id)
    added = proofs.new_to(session, duty_id, files)
    if added:
        proofs.add(session, write(session, duty_id, version, Change.ATTACHED, stays, actor, now, caption), added)
    return added


def confirm(session: Session, duty_id: int, version: int, actor: Actor, now: datetime) -> None:
    """What was reported is accepted. Raises Stale, and NotAllowed to the one who reported it."""
    before = current(session, duty_id, version, _NOT_REPORTED)
    if history.reporter(history.of_duty(session, duty_id)) == actor.officer_id:
        raise NotAllowed("progress.confirm_own")
    write(session, duty_id, version, Change.CONFIRMED, replace(before, state=State.DONE), actor, now)


def send_back(session: Session, duty_id: int, version: int, reason: str, actor: Actor, now: datetime) -> None:
    """What was reported is not accepted, for `reason`; the agency owes it again, as far as it was before the report.

    Raises Stale.
    """
    before = current(session, duty_id, version, _NOT_REPORTED)
    became = replace(
        before,
        state=State.RETURNED,
        percent=_percent_before_report(session, duty_id),
        document_number=None,
        document_date=None,
        no_document_reason=None,
        completed_on=None,
    )
    write(session, duty_id, version, Change.RETURNED, became, actor, now, reason)


def undo(session: Session, duty_id: int, version: int, actor: Actor, now: datetime) -> None:
    """Takes back one's own last change within 15 minutes, as one more entry; then the one before that can be.

    Raises Stale if the duty changed since, NotAllowed if it is another's change, or too old.
    """
    counting = history.standing(history.of_duty(session, duty_id))
    current(session, duty_id, version)
    if not counting or counting[0].officer_id != actor.officer_id:
        raise NotAllowed("progress.undo")
    if _too_old(counting[0], now):
        raise NotAllowed("progress.undo_late")
    became = progress_at(session, duty_id, counting[1].version) if len(counting) > 1 else Progress()
    write(session, duty_id, version, Change.UNDONE, became, actor, now)


def undoable(session: Session, duty_id: int, actor: Actor, now: datetime) -> EntryFacts | None:
    """The change that `undo` would take back; None if it would not."""
    last = next(iter(history.standing(history.of_duty(session, duty_id))), None)
    return last if last and last.officer_id == actor.officer_id and not _too_old(last, now) else None


def _too_old(entry: EntryFacts, now: datetime) -> bool:
    return not within(entry.at, now, UNDO_WITHIN)


def _percent_before_report(session: Session, duty_id: int) -> int:
    """How far a reported duty was when it was reported."""
    before = history.before(history.of_duty(session, duty_id), Change.REPORTED)
    return before[0].percent if before else 0
