"""Writing of progress entries, one for each change of a duty.

A change that decides something (`require_current`) is made on the version its author saw, or is refused. One that
only adds (`lock_progress`: a note, a file) is made on the latest version.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session, col

from data.enums import ADDITIONS, Change, State
from data.errors import NotAllowed, NotFound, Stale
from data.models import Duty, DutySuccession, ProgressEntry, UntoldChange
from data.registry.duties import duty_lines, history
from data.registry.sql.rows import execute_count


@dataclass(frozen=True, slots=True)
class Actor:
    """The officer who makes a change, and the channel on which."""

    officer_id: int
    channel: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The fields of a duty that a change can set; an entry repeats them all, so that it can be restored.

    Up to `completed_on` it is how far the duty is, then on which terms it is owed: see `data.models.Duty`.
    """

    state: State = State.NOT_STARTED
    percent: int = 0
    document_number: str | None = None
    document_date: date | None = None
    no_document_reason: str | None = None
    received_on: date | None = None
    completed_on: date | None = None
    extended_to: date | None = None
    asked_until: date | None = None
    extensions: int = 0
    exemption_asked: str | None = None
    responsible_id: int | None = None


_PROGRESS = tuple(field.name for field in fields(Progress))


def require_current(session: Session, duty_id: int, version: int, refused: Collection[State] = ()) -> Progress:
    """Return the progress of the duty. Raises Stale if its version is not this one or its state is `refused`."""
    row = session.get(Duty, duty_id, populate_existing=True)  # written by statements, behind the session's back
    if row is None or row.version != version or row.state in refused:
        raise stale_error(session, duty_id)
    return _progress_of(row)


def latest_acceptable(session: Session, duty_id: int, seen: int) -> int:
    """Return the version to base a change on, for an author who saw the duty as `seen`.

    That is the latest one if only notes, files and the like were added since, else `seen` itself.
    """
    query = select(col(ProgressEntry.version), col(ProgressEntry.change)).where(
        col(ProgressEntry.duty_id) == duty_id, col(ProgressEntry.version) > seen
    )
    since = session.execute(query).all()
    if all(change in ADDITIONS for _version, change in since):
        return max((version for version, _change in since), default=seen)
    return seen


def lock_progress(session: Session, duty_id: int) -> tuple[int, Progress]:
    """Return version and progress of the duty, locked until this unit of work ends. Raises NotFound."""
    columns = [getattr(Duty, name) for name in ("version", *_PROGRESS)]
    row = session.execute(select(*columns).where(col(Duty.id) == duty_id).with_for_update()).first()
    if row is None:
        raise NotFound("duty", str(duty_id))
    return row.version, _progress_of(row)


def write_entry(
    session: Session,
    duty_id: int,
    version: int,
    change: Change,
    became: Progress,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    *,
    report_period: str | None = None,
) -> int:
    """Update the duty to `became`, add the entry and queue it for announcement.

    Returns the entry's id. Raises Stale, also where the duty has passed to another agency meanwhile.
    """
    values = {name: getattr(became, name) for name in _PROGRESS}
    based_on = update(Duty).where(col(Duty.id) == duty_id, col(Duty.version) == version)
    if change is not Change.CORRECTED:  # which is said of the plan, and to whoever ever had the duty
        passed = select(col(DutySuccession.duty_id)).where(col(DutySuccession.duty_id) == duty_id)
        based_on = based_on.where(~passed.exists())
    if execute_count(session, based_on.values(version=version + 1, **values)) != 1:
        raise stale_error(session, duty_id)
    entry = ProgressEntry(
        duty_id=duty_id,
        version=version + 1,
        at=now,
        officer_id=actor.officer_id,
        channel=actor.channel,
        change=change,
        reason=reason,
        report_period=report_period,
        **values,
    )
    session.add(entry)
    session.flush()
    assert entry.id is not None  # noqa: S101 - a flushed row has its key
    session.add(UntoldChange(entry_id=entry.id))
    return entry.id


def get_progress_at_version(session: Session, duty_id: int, version: int) -> Progress:
    """Return the progress of the duty after its change number `version`."""
    query = select(ProgressEntry).where(col(ProgressEntry.duty_id) == duty_id, col(ProgressEntry.version) == version)
    return _progress_of(session.execute(query).scalar_one())


def _progress_of(row: Duty | ProgressEntry | Row[*tuple[Any, ...]]) -> Progress:
    return Progress(**{name: getattr(row, name) for name in _PROGRESS})


def stale_error(session: Session, duty_id: int) -> Stale:
    """Return a Stale error that names the last change. Raises NotAllowed for a duty that nobody has changed."""
    line = duty_lines.get_line(session, duty_id)
    last = next(iter(history.list_entries(session, duty_id)), None)
    if last is None:
        raise NotAllowed("progress.change")
    return Stale(
        duty_id, line.code, last.officer_id, last.officer_name, last.at, line.state, last.change, last.reason
    )
