"""Reading of what was done: progress entries and the audit trail as one list, with before and after."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.enums import AuditKind, AuditSource
from data.models import Agency, AuditEntry, AuditSeal, Deadline, Duty, Officer, Plan, ProgressEntry, Task
from data.registry.board.names import read_names
from data.registry.duties.progress_entries import Progress
from data.registry.sql.batches import in_batches

_PROGRESS = tuple(one.name for one in fields(Progress))
_OFFICER = "officer:"


_PREFIXES = {
    AuditKind.PLANS: ("plan.", "task.", "deadline.", "duty.", "reminder."),
    AuditKind.PEOPLE: ("officer.", "invitation.", "joining.", "chat.", "group.", "link.", "page."),
    AuditKind.AGENCIES: ("agency.", "duty.pass"),
    AuditKind.SETTINGS: (
        *("settings.", "days.", "preferences.", "snooze", "calendar.", "clock.", "mail.", "push."),
        *("webhook.", "channel."),
    ),
    AuditKind.HANDED_OUT: ("export.", "proof.", "backup.", "registry.", "audit.", "files."),
    AuditKind.REFUSED: ("code.wrong", "tap.refused"),
}


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which acts are read: from `since` until before `until` (UTC), of an agency, of one kind."""

    since: datetime | None = None
    until: datetime | None = None
    agency_id: int | None = None
    kind: AuditKind = AuditKind.ALL


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act. `before` and `after` hold what it changed; `position` is its place in the chain, None if not sealed.

    `person` is the officer's name, or who gave a command at the shell; `agency` the short name of the officer's
    agency, or of the one whose duty was changed. `names` are those of officers and agencies in it, and maybe others,
    by "officer:12", "agency:4" and "code:stp".
    """

    source: AuditSource
    id: int
    at: datetime
    actor: str
    person: str
    agency: str
    channel: str
    action: str
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]
    position: int | None
    names: Mapping[str, str] = field(default_factory=dict, compare=False)


Key = tuple[AuditSource, int]
"""A row of one of the two tables."""


def list_page(session: Session, wanted: AuditFilter, first: int, at_most: int) -> list[AuditLine]:
    """Return `at_most` acts, the latest first, leaving out the `first` of them."""
    return _read(session, _list_keys(session, wanted, newest_first=True, first=first, at_most=at_most))


def stream(session: Session, wanted: AuditFilter) -> Iterator[AuditLine]:
    """Yield all acts in the order in which they were done."""
    for keys in in_batches(_list_keys(session, wanted, newest_first=False)):
        yield from _read(session, keys)


def last_facts(session: Session, action: str) -> dict[str, Any]:
    """Return what the last act of this name made of things; nothing if there is none."""
    query = (
        select(col(AuditEntry.after))
        .where(col(AuditEntry.action) == action)
        .order_by(col(AuditEntry.id).desc())
        .limit(1)
    )
    return _facts(session.execute(query).scalar_one_or_none())


def get_last_instant(session: Session, action: str) -> datetime | None:
    """Return the office's instant (UTC) of the last act of this kind; None if there was none."""
    query = select(col(AuditEntry.at)).where(col(AuditEntry.action) == action).order_by(col(AuditEntry.id).desc())
    return session.execute(query.limit(1)).scalar()


def _list_keys(
    session: Session, wanted: AuditFilter, *, newest_first: bool, first: int = 0, at_most: int | None = None
) -> list[Key]:
    parts: list[Select[*tuple[Any, ...]]] = []
    if wanted.kind in (AuditKind.ALL, AuditKind.PROGRESS):
        parts.append(_progress_keys(wanted))
    if wanted.kind is not AuditKind.PROGRESS:
        parts.append(_audit_keys(wanted))
    if at_most is not None:  # of each table no more than could be shown: an index gives them
        parts = [
            part.order_by(part.selected_columns.at.desc(), part.selected_columns.id.desc()).limit(first + at_most)
            for part in parts
        ]
        parts = [select(part.subquery()) for part in parts]
    rows = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    order = (rows.c.at, rows.c.source, rows.c.id)
    query = select(rows.c.source, rows.c.id).order_by(*((one.desc() for one in order) if newest_first else order))
    if at_most is not None:
        query = query.offset(first).limit(at_most)
    return [(AuditSource(source), key) for source, key in session.execute(query)]


def _progress_keys(wanted: AuditFilter) -> Select[*tuple[Any, ...]]:
    entry = ProgressEntry
    query = select(literal(AuditSource.PROGRESS.value).label("source"), col(entry.id), col(entry.at))
    if wanted.agency_id is not None:
        query = query.join(Duty, col(entry.duty_id) == col(Duty.id)).where(col(Duty.agency_id) == wanted.agency_id)
    return query.where(*_within(col(entry.at), wanted))


def _audit_keys(wanted: AuditFilter) -> Select[*tuple[Any, ...]]:
    entry = AuditEntry
    query = select(literal(AuditSource.AUDIT.value).label("source"), col(entry.id), col(entry.at))
    if wanted.kind is not AuditKind.ALL:
        query = query.where(or_(*(col(entry.action).startswith(prefix) for prefix in _PREFIXES[wanted.kind])))
    if wanted.agency_id is not None:
        officers = select(literal(_OFFICER).concat(col(Officer.id))).where(col(Officer.agency_id) == wanted.agency_id)
        invited = col(entry.subject).startswith(f"agency:{wanted.agency_id} ")
        query = query.where(or_(col(entry.actor).in_(officers), col(entry.subject).in_(officers), invited))
    return query.where(*_within(col(entry.at), wanted))


def _within(at: Any, wanted: AuditFilter) -> list[ColumnElement[bool]]:
    since = [at >= wanted.since] if wanted.since else []
    return since + ([at < wanted.until] if wanted.until else [])


def _read(session: Session, keys: Sequence[Key]) -> list[AuditLine]:
    """Return the lines of these rows, in the order of the keys."""
    found = {
        (line.source, line.id): line
        for line in (
            *_read_progress(session, [key for source, key in keys if source is AuditSource.PROGRESS]),
            *_read_audit(session, [key for source, key in keys if source is AuditSource.AUDIT]),
        )
    }
    return [found[key] for key in keys if key in found]


def _read_progress(session: Session, ids: Collection[int]) -> Iterator[AuditLine]:
    if not ids:
        return
    entry, earlier = ProgressEntry, aliased(ProgressEntry)
    before = and_(col(earlier.duty_id) == col(entry.duty_id), col(earlier.version) == col(entry.version) - 1)
    query = (
        select(entry, earlier, Officer.name, Agency.short_name, Task.code, Plan.number, AuditSeal.position)  # type: ignore[call-overload]
        .join(Officer, col(entry.officer_id) == col(Officer.id))
        .join(Duty, col(entry.duty_id) == col(Duty.id))
        .join(Agency, col(Duty.agency_id) == col(Agency.id))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .outerjoin(earlier, before)
        .outerjoin(AuditSeal, _sealed(AuditSource.PROGRESS, col(entry.id)))
        .where(col(entry.id).in_(ids))
    )
    rows = list(session.execute(query))
    handed = [{"responsible_id": one.responsible_id} for row in rows for one in row[:2] if one is not None]
    names = read_names(session, (), handed)
    for row, previous, name, agency, code, number, position in rows:
        became, was = _progress_facts(row), _progress_facts(previous) if previous else _progress_facts(Progress())
        changed = [one for one in _PROGRESS if became[one] != was[one]]
        said = {"reason": row.reason, "report_period": row.report_period}
        yield AuditLine(
            source=AuditSource.PROGRESS,
            id=row.id,
            at=row.at,
            actor=f"{_OFFICER}{row.officer_id}",
            person=name,
            agency=agency,
            channel=row.channel,
            action=f"progress.{row.change}",
            subject=f"{number} {code}",
            before={one: was[one] for one in changed},
            after={one: became[one] for one in changed} | {key: text for key, text in said.items() if text},
            position=position,
            names=names,
        )


def _read_audit(session: Session, ids: Collection[int]) -> Iterator[AuditLine]:
    if not ids:
        return
    query = (
        select(AuditEntry, AuditSeal.position)  # type: ignore[call-overload]
        .outerjoin(AuditSeal, _sealed(AuditSource.AUDIT, col(AuditEntry.id)))
        .where(col(AuditEntry.id).in_(ids))
    )
    rows = list(session.execute(query))
    people = _name_officers(session, {row.actor for row, _position in rows})
    kept = [(_facts(row.before), _facts(row.after)) for row, _position in rows]
    names = read_names(session, [row.subject for row, _position in rows], [one for pair in kept for one in pair])
    for (row, position), (before, after) in zip(rows, kept, strict=True):
        name, agency = people.get(row.actor, ("", ""))
        yield AuditLine(
            source=AuditSource.AUDIT,
            id=row.id,
            at=row.at,
            actor=row.actor,
            person=name or row.person or "",
            agency=agency,
            channel=row.channel or "",
            action=row.action,
            subject=row.subject,
            before=before,
            after=after,
            position=position,
            names=names,
        )


def _name_officers(session: Session, actors: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return name and short name of the agency by actor, of those who are officers."""
    numbers = [actor.removeprefix(_OFFICER) for actor in actors if actor.startswith(_OFFICER)]
    query = (
        select(col(Officer.id), col(Officer.name), col(Agency.short_name))
        .join(Agency, col(Officer.agency_id) == col(Agency.id))
        .where(col(Officer.id).in_([int(number) for number in numbers if number.isdecimal()]))
    )
    return {f"{_OFFICER}{key}": (name, agency) for key, name, agency in session.execute(query)}


def _sealed(source: AuditSource, key: Any) -> ColumnElement[bool]:
    return and_(col(AuditSeal.source) == source, col(AuditSeal.row_id) == key)


def _progress_facts(row: ProgressEntry | Progress) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _PROGRESS}
    return {name: value if value is None or isinstance(value, int) else str(value) for name, value in values.items()}


def _facts(stored: str | None) -> dict[str, Any]:
    return json.loads(stored) if stored else {}
