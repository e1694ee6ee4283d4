"""Changing how far a duty is: each change is one entry on the version it was based on, or is refused.

not_started → in_progress → reported → done; `returned` goes on as in_progress would. Where the plan asks for no
confirmation, a report is done at once.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.errors import NotAllowed, Stale
from data.models import Duty, ProgressEntry
from data.registry import duties
from data.registry.rows import changed
from data.words import FINISHED, Change, State

UNDO_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes, and where they said it."""

    officer_id: int
    channel: str


@dataclass(frozen=True, slots=True)
class Document:
    """The proof of a finished duty: the number and date of what was issued, or why there is none."""

    number: str | None = None
    issued_on: date | None = None
    none_because: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What a duty is after a change; an entry repeats it, so that undoing is writing the one before again."""

    state: State = State.NOT_STARTED
    percent: int = 0
    document_number: str | None = None
    document_date: date | None = None
    no_document_reason: str | None = None
    completed_on: date | None = None


def advance(session: Session, duty_id: int, version: int, percent: int, actor: Actor, now: datetime) -> None:
    """Work goes on, `percent` of it done (0-99; finishing is `report`). Raises Stale."""
    _refuse_if(session, duty_id, version, FINISHED)
    state = State.IN_PROGRESS if percent else State.NOT_STARTED
    _write(session, duty_id, version, Change.PROGRESS, Progress(state, percent), actor, now)


def report(
    session: Session, duty_id: int, version: int, document: Document, actor: Actor, now: datetime, today: date
) -> State:
    """The work is done. The document's date counts for "on time"; without one, `today` (Viet Nam).

    Returns the state it has now. Raises Stale: somebody changed it, or reported it already.
    """
    _refuse_if(session, duty_id, version, FINISHED)
    facts = duties.task(session, duties.line(session, duty_id).deadline_id)
    state = State.REPORTED if facts.confirmation else State.DONE
    became = Progress(
        state=state,
        percent=100,
        document_number=document.number,
        document_date=document.issued_on,
        no_document_reason=document.none_because,
        completed_on=document.issued_on or today,
    )
    _write(session, duty_id, version, Change.REPORTED, became, actor, now)
    return state


def confirm(session: Session, duty_id: int, version: int, actor: Actor, now: datetime) -> None:
    """What was reported is accepted. Raises Stale, and NotAllowed to the one who reported it."""
    before = _refuse_if(session, duty_id, version, frozenset(State) - {State.REPORTED})
    if _reporter(session, duty_id) == actor.officer_id:
        raise NotAllowed("progress.confirm_own")
    became = replace(before, state=State.DONE)
    _write(session, duty_id, version, Change.CONFIRMED, became, actor, now)


def send_back(session: Session, duty_id: int, version: int, reason: str, actor: Actor, now: datetime) -> None:
    """What was reported is not accepted, for `reason`; the agency owes it again. Raises Stale."""
    _refuse_if(session, duty_id, version, frozenset(State) - {State.REPORTED})
    _write(session, duty_id, version, Change.RETURNED, Progress(State.RETURNED), actor, now, reason)


def undo(session: Session, duty_id: int, version: int, actor: Actor, now: datetime) -> None:
    """Takes back one's own last change within 15 minutes, as one more entry.

    Raises Stale if the duty changed since, NotAllowed if it is another's change, too old, or itself an undoing.
    """
    last = _last_entry(session, duty_id)
    if last.version != version:
        raise _stale(session, duty_id)
    if last.officer_id != actor.officer_id or last.change is Change.UNDONE or now - last.at > UNDO_WITHIN:
        raise NotAllowed("progress.undo")
    before = session.execute(
        select(ProgressEntry).where(col(ProgressEntry.duty_id) == duty_id, col(ProgressEntry.version) == version - 1)
    ).scalar_one_or_none()
    became = _progress_of(before) if before else Progress()
    _write(session, duty_id, version, Change.UNDONE, became, actor, now)


def _write(
    session: Session,
    duty_id: int,
    version: int,
    change: Change,
    became: Progress,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    values = {field.name: getattr(became, field.name) for field in fields(became)}
    based_on = update(Duty).where(col(Duty.id) == duty_id, col(Duty.version) == version)
    if changed(session, based_on.values(version=version + 1, **values)) != 1:
        raise _stale(session, duty_id)
    session.add(
        ProgressEntry(
            duty_id=duty_id,
            version=version + 1,
            at=now,
            officer_id=actor.officer_id,
            channel=actor.channel,
            change=change,
            reason=reason,
            **values,
        )
    )
    session.flush()


def _refuse_if(session: Session, duty_id: int, version: int, states: frozenset[State]) -> Progress:
    """What the duty is now; Stale if that is one of `states` or not what the caller saw."""
    row = session.get(Duty, duty_id)
    if row is None or row.version != version or row.state in states:
        raise _stale(session, duty_id)
    return _progress_of(row)


def _progress_of(row: Duty | ProgressEntry) -> Progress:
    return Progress(**{field.name: getattr(row, field.name) for field in fields(Progress)})


def _reporter(session: Session, duty_id: int) -> int | None:
    """Who reported the duty last, whatever was confirmed, returned and undone since."""
    reports = (entry for entry in duties.history(session, duty_id) if entry.change is Change.REPORTED)
    return next((entry.officer_id for entry in reports), None)


def _last_entry(session: Session, duty_id: int) -> ProgressEntry:
    entry: ProgressEntry | None = session.execute(
        select(ProgressEntry)
        .where(col(ProgressEntry.duty_id) == duty_id)
        .order_by(col(ProgressEntry.version).desc())
        .limit(1)
    ).scalar_one_or_none()
    if entry is None:
        raise NotAllowed("progress.undo")
    return entry


def _stale(session: Session, duty_id: int) -> Stale:
    line = duties.line(session, duty_id)
    last = next(iter(duties.history(session, duty_id)), None)
    if last is None:
        raise NotAllowed("progress.change")
    return Stale(code=line.code, by=last.officer_name, at=last.at, state=line.state)
