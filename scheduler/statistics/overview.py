"""Count the duties of plans by part: agency, section, quarter, field lead and task."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeVar

from data.registry.plans import plans
from data.registry.plans.leads import Lead, list_leads
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from data.registry.statistics.tallies import Tally, count_by_task
from data.rules.agency_levels import Level, level_of
from data.rules.calendar import WorkingCalendar
from data.store import Session
from scheduler.statistics.figures import NONE, Countable, Figures, Judged, add_up, judge
from scheduler.statistics.task_figures import count_tasks

BODY = "TC"
"""The section under which tasks from a plan's body are counted, as in their codes (TC.1)."""

_A_QUARTER = 3


class OfTask(Countable, Protocol):
    """Duties of one task in the same state and due on the same dates; `section` is None for the body of a plan."""

    @property
    def plan_id(self) -> int: ...
    @property
    def section(self) -> str | None: ...
    @property
    def position(self) -> int: ...
    @property
    def task(self) -> str: ...
    @property
    def title(self) -> str: ...


Duties = TypeVar("Duties", bound=OfTask)
Counted = TypeVar("Counted", bound=Countable)


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one agency, level of agencies, section, quarter, field lead or task, known by its `key`.

    `sections` are those that a field lead leads. `plan` is set for sections and tasks where several plans are
    counted, since their codes may be the same; `sections` then end with the plan's number. `section` is the code of
    the section of a task.
    """

    key: str
    name: str
    agency_id: int | None = None
    sections: tuple[str, ...] = ()
    figures: Figures = NONE
    plan: PlanFact | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of plans on a day: of the whole, and by parts of each sort, which add up to the whole.

    `periods` are the quarters of the deadlines ("2024-Q1"; "" for what has none), `leads` the agencies that lead
    the sections. `by_task` counts the tasks instead of their duties; `of_plans` has a part for each plan,
    named by its number.
    """

    plans: PlanScope
    today: date
    whole: Figures
    of_plans: tuple[Part, ...]
    by_task: Figures
    agencies: tuple[Part, ...]
    levels: tuple[Part, ...]
    sections: tuple[Part, ...]
    periods: tuple[Part, ...]
    leads: tuple[Part, ...]
    tasks: tuple[Part, ...]


class ByAgency(NamedTuple):
    """Figures by agency, in the order of the directory, and by level of agencies."""

    agencies: tuple[Part, ...]
    levels: tuple[Part, ...]


def count_overview(
    session: Session,
    scope: PlanScope,
    today: date,
    calendar: WorkingCalendar,
    agency_id: int | None = None,
    only: Callable[[Tally], bool] | None = None,
    *,
    until: datetime | None = None,
) -> Overview:
    """Count the duties of all agencies or of one, as of `today` (Viet Nam); `only` chooses among them.

    For a day that has passed, `until` is the instant at which it ended: the duties are counted as they stood then.
    """
    counted = count_by_task(session, scope.ids, agency_id, until=until)
    tallies = [tally for tally in counted if only is None or only(tally)]
    judged = judge(tallies, today, calendar)
    return add_up_overview(session, scope, today, judged, ByAgency(_by_agency(judged), _by_level(judged)))


def add_up_overview(
    session: Session, scope: PlanScope, today: date, judged: Sequence[Judged[Duties]], by_agency: ByAgency
) -> Overview:
    """Return the overview of counts of duties that are judged; `by_agency` are the same duties by who owes them."""
    titles = plans.list_section_titles(session, scope.ids)
    tasks = _by_task(judged, scope)
    return Overview(
        plans=scope,
        today=today,
        whole=add_up(judged),
        of_plans=tuple(
            Part(plan.number, plan.title, figures=add_up([one for one in judged if one.duty.plan_id == plan.id]))
            for plan in scope.plans
        ),
        by_task=count_tasks(part.figures for part in tasks),
        agencies=by_agency.agencies,
        levels=by_agency.levels,
        sections=_by_section(judged, titles, scope),
        periods=_by_period(judged),
        leads=_by_lead(judged, titles, list_leads(session, scope.ids), scope),
        tasks=tasks,
    )


def period_of(due_on: date | None) -> str:
    """Return the quarter of a deadline, "2024-Q1"; empty without one."""
    return f"{due_on.year}-Q{(due_on.month - 1) // _A_QUARTER + 1}" if due_on else ""


def section_of(tally: OfTask) -> str:
    """Return the section of the duties that a tally counts."""
    return tally.section or BODY


def _parts(
    judged: Iterable[Judged[Counted]], key_of: Callable[[Counted], Hashable], part_of: Callable[[Counted], Part]
) -> tuple[Part, ...]:
    """Return a part for each key, made of the first that has it, in the order in which they come."""
    groups: dict[Hashable, list[Judged[Counted]]] = {}
    for one in judged:
        groups.setdefault(key_of(one.duty), []).append(one)
    return tuple(replace(part_of(of[0].duty), figures=add_up(of)) for of in groups.values())


def _by_agency(judged: Sequence[Judged[Tally]]) -> tuple[Part, ...]:
    return _parts(
        judged, lambda of: of.agency_id, lambda of: Part(of.agency_code, of.agency_short_name, of.agency_id)
    )


def _by_level(judged: Sequence[Judged[Tally]]) -> tuple[Part, ...]:
    found = _parts(judged, lambda of: level_of(of.agency_kind), lambda of: Part(level_of(of.agency_kind), ""))
    parts = {part.key: part for part in found}
    return tuple(parts[level] for level in Level if level in parts)


def _by_section(
    judged: Sequence[Judged[Duties]], titles: Mapping[tuple[int, str], str], scope: PlanScope
) -> tuple[Part, ...]:
    """Return the sections of each plan in its order, the plans as in `scope`."""
    positions = _section_positions(titles, scope)

    def part_of(tally: Duties) -> Part:
        plan_id, section = _section_key(tally)
        return Part(section, titles.get((plan_id, section), ""), plan=_plan_to_name(tally, scope))

    ordered = sorted(judged, key=lambda one: positions[_section_key(one.duty)])
    return _parts(ordered, _section_key, part_of)


def _by_period(judged: Sequence[Judged[Duties]]) -> tuple[Part, ...]:
    parts = _parts(judged, lambda of: period_of(of.due_on), lambda of: Part(period_of(of.due_on), ""))
    return tuple(sorted(parts, key=_undated_last))


def _by_lead(
    judged: Sequence[Judged[Duties]],
    titles: Mapping[tuple[int, str], str],
    leads_of: Mapping[tuple[int, str], Lead],
    scope: PlanScope,
) -> tuple[Part, ...]:
    """Return the parts by field lead, in the order of sections; those without a lead count with the plans' bodies."""
    positions = _section_positions(titles, scope)
    led: dict[Lead, list[tuple[int, str]]] = {}
    for key in sorted(leads_of, key=positions.__getitem__):
        led.setdefault(leads_of[key], []).append(key)

    def key_of(tally: Duties) -> str:
        lead = leads_of.get(_section_key(tally))
        return BODY if lead is None else lead.agency_code

    def part_of(tally: Duties) -> Part:
        lead = leads_of.get(_section_key(tally))
        if lead is None:
            return Part(BODY, "")
        names = tuple(_section_name(key, scope) for key in led[lead])
        return Part(lead.agency_code, lead.agency_short_name, lead.agency_id, names)

    order = [lead.agency_code for lead in led]
    parts = _parts(judged, key_of, part_of)
    return tuple(sorted(parts, key=lambda part: order.index(part.key) if part.sections else len(order)))


def _by_task(judged: Sequence[Judged[Duties]], scope: PlanScope) -> tuple[Part, ...]:
    """Return the tasks of each plan in its order, the plans as in `scope`."""
    plan_positions = {plan_id: position for position, plan_id in enumerate(scope.ids)}
    ordered = sorted(judged, key=lambda one: (plan_positions[one.duty.plan_id], one.duty.position))

    def part_of(tally: Duties) -> Part:
        plan = _plan_to_name(tally, scope)
        return Part(tally.task, tally.title, plan=plan, section=section_of(tally))

    return _parts(ordered, lambda of: (of.plan_id, of.task), part_of)


def _section_key(tally: OfTask) -> tuple[int, str]:
    return tally.plan_id, section_of(tally)


def _section_positions(titles: Mapping[tuple[int, str], str], scope: PlanScope) -> dict[tuple[int, str], int]:
    """Return the position of each section of the plans; what the body of a plan asks comes after its sections."""
    ordered = [key for plan_id in scope.ids for key in (*(k for k in titles if k[0] == plan_id), (plan_id, BODY))]
    return {key: position for position, key in enumerate(ordered)}


def _plan_to_name(tally: OfTask, scope: PlanScope) -> PlanFact | None:
    return None if scope.only else scope.get(tally.plan_id)


def _section_name(key: tuple[int, str], scope: PlanScope) -> str:
    return key[1] if scope.only else f"{key[1]} ({scope.get(key[0]).number})"


def _undated_last(part: Part) -> tuple[bool, str]:
    return not part.key, part.key
