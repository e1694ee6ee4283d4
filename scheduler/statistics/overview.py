"""Parts of a plan counted: by agency, section, quarter, field lead and task."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from data.registry.plans import plans
from data.registry.plans.leads import Lead, list_leads
from data.registry.plans.plans import PlanFact
from data.registry.statistics.tallies import Tally, count_by_task
from data.rules.agency_levels import Level, level_of
from data.rules.calendar import WorkingCalendar
from data.store import Session
from scheduler.statistics.figures import NONE, Figures, Judged, add_up, judge
from scheduler.statistics.task_figures import count_tasks

BODY = "TC"
"""Stands for the section of what the body of a plan asks, as in the codes of its tasks."""

_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one agency, level of agencies, section, quarter, field lead or task, known by its `key`.

    `sections` are those that a field lead leads.
    """

    key: str
    name: str
    agency_id: int | None = None
    sections: tuple[str, ...] = ()
    figures: Figures = NONE


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan counted on a day: as a whole, and in ways that each add up to the whole.

    `periods` are the quarters of the deadlines ("2024-Q1"; "" for what has none), `leads` the agencies that lead
    the sections. `by_task` counts the tasks instead of their duties.
    """

    plan: PlanFact
    today: date
    whole: Figures
    by_task: Figures
    agencies: tuple[Part, ...]
    levels: tuple[Part, ...]
    sections: tuple[Part, ...]
    periods: tuple[Part, ...]
    leads: tuple[Part, ...]
    tasks: tuple[Part, ...]


def count_overview(
    session: Session,
    plan: PlanFact,
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
    counted = count_by_task(session, plan.id, agency_id, until=until)
    tallies = [tally for tally in counted if only is None or only(tally)]
    judged = judge(tallies, today, calendar)
    titles = plans.get_section_titles(session, plan.id)
    tasks = _parts(sorted(judged, key=_in_the_plan), lambda of: Part(of.task, of.title))
    return Overview(
        plan=plan,
        today=today,
        whole=add_up(judged),
        by_task=count_tasks(part.figures for part in tasks),
        agencies=_parts(judged, lambda of: Part(of.agency_code, of.agency_short_name, of.agency_id)),
        levels=_by_level(judged),
        sections=_by_section(judged, titles),
        periods=tuple(sorted(_parts(judged, lambda of: Part(period_of(of.due_on), "")), key=_undated_last)),
        leads=_by_lead(judged, titles, list_leads(session, plan.id)),
        tasks=tasks,
    )


def period_of(due_on: date | None) -> str:
    """Return the quarter of a deadline, "2024-Q1"; empty without one."""
    return f"{due_on.year}-Q{(due_on.month - 1) // _A_QUARTER + 1}" if due_on else ""


def section_of(tally: Tally) -> str:
    """Return the section of the duties that a tally counts."""
    return tally.section or BODY


def _parts(judged: Sequence[Judged[Tally]], part_of: Callable[[Tally], Part]) -> tuple[Part, ...]:
    """Return a part for each key, in the order in which they come."""
    parts: dict[str, Part] = {}
    groups: dict[str, list[Judged[Tally]]] = {}
    for one in judged:
        part = part_of(one.duty)
        parts.setdefault(part.key, part)
        groups.setdefault(part.key, []).append(one)
    return tuple(replace(part, figures=add_up(groups[key])) for key, part in parts.items())


def _by_level(judged: Sequence[Judged[Tally]]) -> tuple[Part, ...]:
    parts = {part.key: part for part in _parts(judged, lambda of: Part(level_of(of.agency_kind), ""))}
    return tuple(parts[level] for level in Level if level in parts)


def _by_section(judged: Sequence[Judged[Tally]], titles: Mapping[str, str]) -> tuple[Part, ...]:
    order = [*titles, BODY]
    parts = _parts(judged, lambda of: Part(section_of(of), titles.get(section_of(of), "")))
    return tuple(sorted(parts, key=lambda part: order.index(part.key)))


def _by_lead(judged: Sequence[Judged[Tally]], order: Iterable[str], leads_of: Mapping[str, Lead]) -> tuple[Part, ...]:
    """Return the parts by field lead, in the order of sections; unled sections count as the body of the plan."""
    led_by = {section: leads_of[section] for section in order if section in leads_of}

    def part_of(tally: Tally) -> Part:
        lead = led_by.get(section_of(tally))
        if lead is None:
            return Part(BODY, "")
        led = tuple(section for section, other in led_by.items() if other == lead)
        return Part(lead.agency_code, lead.agency_short_name, lead.agency_id, led)

    places = list(led_by)
    parts = _parts(judged, part_of)
    return tuple(sorted(parts, key=lambda part: places.index(part.sections[0]) if part.sections else len(places)))


def _in_the_plan(judged: Judged[Tally]) -> int:
    return judged.duty.position


def _undated_last(part: Part) -> tuple[bool, str]:
    return not part.key, part.key
