"""Words of the registry for understanding sentences: names of agencies, sections, tasks and deliverables."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from data.models import Agency, AgencyAlias, AuditEntry, Deliverable, Plan, Section, Task
from data.registry.office.agencies import AgencyFact, list_all
from data.registry.plans.plans import PlanFact, list_plans
from data.registry.sql.rows import fetch_rows, table_of


@dataclass(frozen=True, slots=True)
class TaskWords:
    """The title and deliverables of a task. `section` is None for a duty of the plan's body."""

    plan_number: str
    code: str
    section: str | None
    title: str
    deliverables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by which sentences are read.

    `names` has each agency with every spelling; `sections` (plan, code, title) and `tasks` are those of all `plans`,
    closed ones too.
    """

    names: tuple[tuple[AgencyFact, tuple[str, ...]], ...]
    sections: tuple[tuple[str, str, str], ...]
    tasks: tuple[TaskWords, ...]
    plans: tuple[PlanFact, ...] = ()


Edition = tuple[int | None, ...]


_APPLIED = select(func.max(table_of(AuditEntry).c.id)).where(
    table_of(AuditEntry).c.action.in_(
        (
            "plan.apply",
            "plan.correct",
            "plan.close",
            "plan.reopen",
            "agency.change",
            "agency.directory",
            "agency.merge",
        )
    )
)
_NEWEST = (select(func.max(table_of(model).c.id)) for model in (Agency, AgencyAlias, Task))
_EDITION = select(*(query.scalar_subquery() for query in (_APPLIED, *_NEWEST)))


def get_edition(session: Session) -> Edition:
    """Return a value that changes when agencies or tasks are entered or read again, or plans closed: one query."""
    return tuple(fetch_rows(session, _EDITION).one())


def read_lexicon(session: Session) -> Lexicon:
    """Return all words: some thousand for a province."""
    return Lexicon(_names(session), _sections(session), _tasks(session), tuple(list_plans(session)))


def _names(session: Session) -> tuple[tuple[AgencyFact, tuple[str, ...]], ...]:
    aliases: dict[int, list[str]] = {}
    for agency_id, alias in session.execute(select(col(AgencyAlias.agency_id), col(AgencyAlias.alias))):
        aliases.setdefault(agency_id, []).append(alias)
    return tuple(
        (agency, (agency.name, agency.short_name, *aliases.get(agency.id, ()))) for agency in list_all(session)
    )


def _sections(session: Session) -> tuple[tuple[str, str, str], ...]:
    query = (
        select(col(Plan.number), col(Section.code), col(Section.title))
        .join(Plan, col(Section.plan_id) == col(Plan.id))
        .order_by(col(Section.plan_id), col(Section.position))
    )
    return tuple((number, code, title) for number, code, title in session.execute(query))


def _tasks(session: Session) -> tuple[TaskWords, ...]:
    made: dict[int, list[str]] = {}
    words = select(col(Deliverable.task_id), col(Deliverable.words)).order_by(col(Deliverable.position))
    for task_id, deliverable in session.execute(words):
        made.setdefault(task_id, []).append(deliverable)
    query = (
        select(col(Task.id), col(Plan.number), col(Task.code), col(Section.code), col(Task.title))
        .join(Plan, col(Task.plan_id) == col(Plan.id))
        .outerjoin(Section, col(Task.section_id) == col(Section.id))
        .where(col(Task.withdrawn).is_(False))
        .order_by(col(Task.plan_id), col(Task.position))
    )
    return tuple(
        TaskWords(number, code, section, title, tuple(made.get(task_id or 0, ())))
        for task_id, number, code, section, title in session.execute(query)
    )
