"""Results of continuous duties, one for each report period: a later one takes its place in the report.

A continuous duty is never closed for the year: a result leaves its state as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from data.enums import Change, ReportKind
from data.files import StoredFile
from data.models import Deadline, Duty, Plan, ProgressEntry, Task
from data.registry.duties import history, proofs
from data.registry.duties.duty_query import DUTY, OWED, TASK, select_duties
from data.registry.duties.history import EntryFacts
from data.registry.duties.progress_entries import Actor, lock_progress, write_entry
from data.registry.plans import plans
from data.registry.sql.lines import fetch
from data.registry.sql.rows import table_of
from data.rules.report_periods import ReportPeriod, current, period


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """The result of a continuous duty for a period, as the report tells it. `at` is when it was given (UTC)."""

    duty_id: int
    code: str
    title: str
    agency_id: int
    agency_name: str
    agency_short_name: str
    text: str
    files: tuple[str, ...]
    officer_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _ContinuousDuty:
    """A continuous duty that has a result for a period."""

    id: int
    code: str
    title: str
    agency_id: int
    agency_name: str
    agency_short_name: str


_ENTRY = table_of(ProgressEntry).c
_WITH_RESULT = select(_ENTRY.duty_id).where(
    _ENTRY.change == Change.RESULT, _ENTRY.report_period == bindparam("period")
)
_CONTINUOUS = (
    select_duties(_ContinuousDuty)
    .where(OWED, TASK.plan_id == bindparam("plan_id"), DUTY.id.in_(_WITH_RESULT))
    .order_by(TASK.position, DUTY.agency_id)
)


def period_key(year: int, kind: ReportKind) -> str:
    """Return a period as entries store it: "2024-q1"."""
    return f"{year}-{kind.value}"


def read_period_key(key: str) -> tuple[ReportKind, int]:
    """Return the kind and the year of a stored period."""
    year, _dash, kind = key.partition("-")
    return ReportKind(kind), int(year)


def get_period(session: Session, duty_id: int, today: date, kind: ReportKind | None = None) -> ReportPeriod:
    """Return the period of a duty's plan that is reported on `today` (Viet Nam), or the one of this kind."""
    query = (
        select(col(Task.plan_id))
        .join(Deadline, col(Deadline.task_id) == col(Task.id))
        .join(Duty, col(Duty.deadline_id) == col(Deadline.id))
        .where(col(Duty.id) == duty_id)
    )
    number = session.get_one(Plan, session.execute(query).scalar_one()).number
    plan = plans.find(session, number)
    return period(plan, kind) if kind else current(plan, today)


def save_result(
    session: Session,
    duty_id: int,
    of: ReportPeriod,
    text: str,
    actor: Actor,
    now: datetime,
    files: Sequence[StoredFile] = (),
) -> None:
    """Add the result of a period; one that was given before stays in the history only."""
    version, stays = lock_progress(session, duty_id)
    key = period_key(of.year, of.kind)
    entry_id = write_entry(session, duty_id, version, Change.RESULT, stays, actor, now, text, report_period=key)
    proofs.save_files(session, entry_id, proofs.select_new(session, duty_id, files))


def results_in_force(entries: Sequence[EntryFacts]) -> dict[str, EntryFacts]:
    """Return the result that counts for each period, by its key; `entries` are the latest first."""
    found: dict[str, EntryFacts] = {}
    for entry in history.entries_in_force(entries):
        if entry.change is Change.RESULT and entry.report_period:
            found.setdefault(entry.report_period, entry)
    return dict(sorted(found.items(), key=lambda pair: _order(pair[0])))


def list_of_period(
    session: Session, plan_id: int, of: ReportPeriod, agency_id: int | None = None
) -> list[PeriodResult]:
    """Return the results of a plan's continuous duties for a period, in the order of the plan; of all agencies or of
    one.
    """
    key = period_key(of.year, of.kind)
    found = []
    for duty in fetch(session, _CONTINUOUS, plan_id=plan_id, period=key):
        given = results_in_force(history.list_entries(session, duty.id)).get(key)
        if given is None or agency_id not in (None, duty.agency_id):
            continue
        files = tuple(proof.name for proof in proofs.list_all(session, duty.id) if proof.version == given.version)
        found.append(
            PeriodResult(
                duty_id=duty.id,
                code=duty.code,
                title=duty.title,
                agency_id=duty.agency_id,
                agency_name=duty.agency_name,
                agency_short_name=duty.agency_short_name,
                text=given.reason or "",
                files=files,
                officer_name=given.officer_name,
                at=given.at,
            )
        )
    return found


def has_result(session: Session, duty_id: int, report_due_on: date) -> bool:
    """Return whether a duty has a result for the periodic report that is due on a day."""
    kind = {3: ReportKind.FIRST_QUARTER, 6: ReportKind.HALF_YEAR, 9: ReportKind.THIRD_QUARTER}.get(
        report_due_on.month, ReportKind.YEAR
    )
    key = period_key(report_due_on.year, kind)
    return key in results_in_force(history.list_entries(session, duty_id))


def _order(key: str) -> tuple[int, int]:
    kind, year = read_period_key(key)
    return year, list(ReportKind).index(kind)
