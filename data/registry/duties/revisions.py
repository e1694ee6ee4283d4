"""Revisions of duties, for those who keep copies of them (calendars): how often what is said of one may have changed.

Three sources change it, and each only ever adds: the duty's own history, the readings and corrections of its plan,
the office's days off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlmodel import Session

from data.models import AuditEntry, Correction, ProgressEntry
from data.registry.duties.duty_query import DUTY, OWED, select_duties
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import table_of

_AUDIT, _CORRECTION, _ENTRY = (table_of(model).c for model in (AuditEntry, Correction, ProgressEntry))


@dataclass(frozen=True, slots=True)
class Revision:
    """The number of changes of a duty and of what it stands on, and the instant of the last (UTC); None for none."""

    number: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Duty:
    id: int
    version: int
    task_id: int
    plan_number: str
    code: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Act:
    action: str
    subject: str
    at: datetime


_DUTIES = (
    select_duties(_Duty, changed_at=_ENTRY.at)
    .join(table_of(ProgressEntry), and_(_ENTRY.duty_id == DUTY.id, _ENTRY.version == DUTY.version), outer=True)
    .where(DUTY.agency_id == bindparam("agency_id"), OWED)
)
_READINGS, _DAYS, _DATES = (
    ("plan.apply",),
    ("days.enter",),
    ("deadline.add", "deadline.date", "deadline.move", "deadline.withdraw"),
)
_ACTS = select_lines(_Act, _AUDIT).where(_AUDIT.action.in_((*_READINGS, *_DAYS, *_DATES)))
_CORRECTIONS = select(_CORRECTION.task_id, _CORRECTION.at, _CORRECTION.undone_at)


def list_by_agency(session: Session, agency_id: int) -> Mapping[int, Revision]:
    """Return the revisions of an agency's duties by their ids."""
    acts = fetch(session, _ACTS)
    corrected: dict[int, list[datetime]] = {}
    for task_id, at, undone_at in session.execute(_CORRECTIONS):
        corrected.setdefault(task_id, []).extend(filter(None, (at, undone_at)))
    return {
        duty.id: _revision(duty, acts, corrected.get(duty.task_id, []))
        for duty in fetch(session, _DUTIES, agency_id=agency_id)
    }


def _revision(duty: _Duty, acts: Iterable[_Act], corrected: Iterable[datetime]) -> Revision:
    beside = [*corrected, *(act.at for act in acts if _concerns(act, duty))]
    own = [duty.changed_at] if duty.changed_at else []
    return Revision(duty.version + len(beside), max((*beside, *own), default=None))


def _concerns(act: _Act, duty: _Duty) -> bool:
    """Tell if an act may have changed what is said of a duty: of the office, of its plan, of its task."""
    if act.action in _DAYS:
        return True
    if act.action in _READINGS:
        return act.subject == duty.plan_number
    return act.subject.startswith(f"{duty.plan_number} {duty.code} ")
