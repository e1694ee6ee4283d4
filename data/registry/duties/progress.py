"""Changes of a duty's progress.

not_started → in_progress → reported → done; `returned` goes on as in_progress would. Where the plan asks for no
confirmation, a report is done at once. Notes and files can be added in any state and change none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from data.enums import FINISHED, Change, JudgedBy, State
from data.errors import NotAllowed
from data.files import StoredFile
from data.registry.duties import duty_lines, history, proofs
from data.registry.duties.history import EntryFacts
from data.registry.duties.progress_entries import (
    Actor,
    Progress,
    get_progress_at_version,
    latest_acceptable,
    lock_progress,
    require_current,
    write_entry,
)
from data.registry.people.succession.same_person import is_same_person
from data.registry.plans import task_lines
from data.registry.plans.self_confirmation import OwnReport, find_own_report
from data.rules.instants import within
from data.rules.limits.terms import UNDO_TERM

_NOT_REPORTED = frozenset(State) - {State.REPORTED}


@dataclass(frozen=True, slots=True)
class Document:
    """The document that finishes a duty: its number and date, or why there is none."""

    number: str | None = None
    issued_on: date | None = None
    none_because: str | None = None


def advance(
    session: Session, duty_id: int, version: int, percent: int, actor: Actor, now: datetime, note: str | None = None
) -> None:
    """Set the progress to `percent` (0-99; finishing is `report`). Raises Stale."""
    version = latest_acceptable(session, duty_id, version)
    before = require_current(session, duty_id, version, FINISHED)
    became = replace(before, state=State.IN_PROGRESS, percent=percent)
    write_entry(session, duty_id, version, Change.PROGRESS, became, actor, now, note)


def report(
    session: Session,
    duty_id: int,
    version: int,
    document: Document,
    actor: Actor,
    now: datetime,
    today: date,
    files: Sequence[StoredFile] = (),
    *,
    done_on: date | None = None,
) -> State:
    """Report the duty as done. What counts for "on time" is the document's date, or the day on which it was received,
    `today` (Viet Nam), as the duty is judged; without a document it is `today`. With `done_on`, what was done before
    the agency used the bot is reported: its document's date counts for both, without one `done_on`.

    Returns the state it has now. Raises Stale: somebody changed it, or reported it already.
    """
    version = latest_acceptable(session, duty_id, version)
    before = require_current(session, duty_id, version, FINISHED)
    duty = duty_lines.get_line(session, duty_id)
    facts = task_lines.get_task(session, duty.deadline_id)
    issued_on = document.issued_on if duty.judged_by is JudgedBy.DOCUMENT else None
    received_on = (document.issued_on or done_on) if done_on else today
    state = State.REPORTED if facts.confirmation else State.DONE
    became = replace(
        before,
        state=state,
        percent=100,
        document_number=document.number,
        document_date=document.issued_on,
        no_document_reason=document.none_because,
        received_on=received_on,
        completed_on=issued_on or received_on,
        asked_until=None,
    )
    entry_id = write_entry(session, duty_id, version, Change.REPORTED, became, actor, now)
    proofs.save_files(session, entry_id, proofs.select_new(session, duty_id, files))
    return state


def add_note(session: Session, duty_id: int, text: str, actor: Actor, now: datetime) -> None:
    """Add a note to the duty."""
    version, stays = lock_progress(session, duty_id)
    write_entry(session, duty_id, version, Change.NOTED, stays, actor, now, text)


def attach(
    session: Session,
    duty_id: int,
    files: Sequence[StoredFile],
    actor: Actor,
    now: datetime,
    caption: str | None = None,
) -> Sequence[StoredFile]:
    """Add the `files` that the duty does not have yet; return them. If it has all, nothing changes."""
    version, stays = lock_progress(session, duty_id)
    added = proofs.select_new(session, duty_id, files)
    if added:
        proofs.save_files(
            session, write_entry(session, duty_id, version, Change.ATTACHED, stays, actor, now, caption), added
        )
    return added


def confirm(session: Session, duty_id: int, version: int, actor: Actor, now: datetime) -> None:
    """Accept the report; where the plan lets an agency confirm its own, that is marked.

    Raises Stale, and NotAllowed if the actor reported it, in whatever role then, or if it is of their agency and the
    plan does not say so.
    """
    before = require_current(session, duty_id, version, _NOT_REPORTED)
    own = check_others_report(session, duty_id, actor, "progress.confirm_own")
    change = Change.SELF_CONFIRMED if own.is_own else Change.CONFIRMED
    write_entry(session, duty_id, version, change, replace(before, state=State.DONE), actor, now)


def send_back(session: Session, duty_id: int, version: int, reason: str, actor: Actor, now: datetime) -> None:
    """Reject the report for `reason`; the agency owes the duty again, with the percentage from before the report.

    Raises Stale, and NotAllowed as `confirm`.
    """
    before = require_current(session, duty_id, version, _NOT_REPORTED)
    check_others_report(session, duty_id, actor, "progress.return_own")
    became = replace(
        before,
        state=State.RETURNED,
        percent=_percent_before_report(session, duty_id),
        document_number=None,
        document_date=None,
        no_document_reason=None,
        received_on=None,
        completed_on=None,
    )
    write_entry(session, duty_id, version, Change.RETURNED, became, actor, now, reason)


def undo(session: Session, duty_id: int, version: int, actor: Actor, now: datetime) -> None:
    """Undo the actor's own last change within 15 minutes, as one more entry; then the one before can be undone.

    Raises Stale if the duty changed since, NotAllowed if it is another's change, or too old.
    """
    in_force = history.entries_in_force(history.list_entries(session, duty_id))
    require_current(session, duty_id, version)
    if not in_force or not _is_made_by(in_force[0], actor):
        raise NotAllowed("progress.undo")
    if _is_too_old_to_undo(in_force[0], now):
        raise NotAllowed("progress.undo_late")
    became = get_progress_at_version(session, duty_id, in_force[1].version) if len(in_force) > 1 else Progress()
    write_entry(session, duty_id, version, Change.UNDONE, became, actor, now)


def find_undoable(session: Session, duty_id: int, actor: Actor, now: datetime) -> EntryFacts | None:
    """Return the change that `undo` would undo; None if there is none."""
    last = next(iter(history.entries_in_force(history.list_entries(session, duty_id))), None)
    return last if last and _is_made_by(last, actor) and not _is_too_old_to_undo(last, now) else None


def check_others_report(session: Session, duty_id: int, actor: Actor, action: str) -> OwnReport:
    """Return whether the report is of the actor's agency, if they may decide on it.

    Raises NotAllowed(`action`) if they reported it, in whatever role then, and NotAllowed(`action` + "_agency") if it
    is of their agency and the plan does not let that confirm its own.
    """
    reporter = history.get_reporter(history.list_entries(session, duty_id))
    if is_same_person(session, reporter, actor.officer_id):
        raise NotAllowed(action)
    own = find_own_report(session, duty_id, actor.officer_id)
    if own.is_refused:
        raise NotAllowed(f"{action}_agency")
    return own


def _is_made_by(entry: EntryFacts, actor: Actor) -> bool:
    """Tell if it is the actor's own change: what passed from an agency before is nobody's."""
    return entry.officer_id == actor.officer_id and entry.change is not Change.PASSED


def _is_too_old_to_undo(entry: EntryFacts, now: datetime) -> bool:
    return not within(entry.at, now, UNDO_TERM)


def _percent_before_report(session: Session, duty_id: int) -> int:
    """Return the percentage of a reported duty before its report."""
    before = history.entries_before(history.list_entries(session, duty_id), Change.REPORTED)
    return before[0].percent if before else 0
