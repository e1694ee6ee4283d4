"""The four figures of the Government's task force, and duties without a date beside them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, time
from functools import cache
from typing import TypeVar

from data.registry.duties.duty_lines import DutyLine
from data.registry.plans import plans
from data.registry.plans.leads import Lead, list_leads
from data.registry.plans.plans import PlanFact
from data.registry.statistics.past_tallies import count_by_task_at
from data.registry.statistics.tallies import DayTally, Tally, count_by_task
from data.rules.calendar import ONE_DAY, WorkingCalendar
from data.rules.standing import Standing, standing
from data.rules.viet_nam_time import at_hour
from data.store import Session

BODY = "TC"
"""Stands for the section of what the body of a plan asks, as in the codes of its tasks."""

_A_QUARTER = 3

T = TypeVar("T", bound=Tally | DayTally | DutyLine)


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of duties; they add up to `total`."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_date: int = 0

    @property
    def total(self) -> int:
        """Return the number of all duties."""
        return self.done_on_time + self.done_late + self.open_in_time + self.open_overdue + self.no_date

    @property
    def done(self) -> int:
        """Return the number of duties done, on time or late; those without a date are not judged."""
        return self.done_on_time + self.done_late

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(ours + theirs for ours, theirs in zip(astuple(self), astuple(other), strict=True)))


def count_figures(tallies: Iterable[Tally | DayTally], today: date, calendar: WorkingCalendar) -> Figures:
    """Judge each tally by its deadline as of `today` (Viet Nam) and add up."""
    return _figures(_judged(tallies, today, calendar))


def count_duties(rows: Iterable[DutyLine], today: date, calendar: WorkingCalendar) -> Figures:
    """Judge single duties as of `today` (Viet Nam) and count them."""
    return Figures(**Counter(found.value for _row, found in _judged(rows, today, calendar)))


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one agency, section, quarter, field lead or task, known by its `key`.

    `sections` are those that a field lead leads.
    """

    key: str
    name: str
    agency_id: int | None = None
    sections: tuple[str, ...] = ()
    figures: Figures = Figures()


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan counted on a day: as a whole, and in ways that each add up to the whole.

    `periods` are the quarters of the deadlines ("2024-Q1"; "" for what has none), `leads` the agencies that lead
    the sections.
    """

    plan: PlanFact
    today: date
    whole: Figures
    agencies: tuple[Part, ...]
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
) -> Overview:
    """Count the duties of all agencies or of one, as of `today` (Viet Nam); `only` chooses among them."""
    return _overview(session, plan, count_by_task(session, plan.id, agency_id), today, calendar, only)


def count_overview_on(
    session: Session,
    plan: PlanFact,
    day: date,
    calendar: WorkingCalendar,
    agency_id: int | None = None,
    only: Callable[[Tally], bool] | None = None,
) -> Overview:
    """Count the duties as they stood at the end of `day` (Viet Nam), by the history; today as `count_overview`."""
    until = at_hour(day + ONE_DAY, time())
    tallies = count_by_task_at(session, plan.id, until, agency_id)
    return _overview(session, plan, tallies, day, calendar, only)


def _overview(
    session: Session,
    plan: PlanFact,
    counted: Iterable[Tally],
    today: date,
    calendar: WorkingCalendar,
    only: Callable[[Tally], bool] | None,
) -> Overview:
    tallies = [tally for tally in counted if only is None or only(tally)]
    judged = _judged(tallies, today, calendar)
    titles = plans.get_section_titles(session, plan.id)
    return Overview(
        plan=plan,
        today=today,
        whole=_figures(judged),
        agencies=_parts(judged, lambda of: Part(of.agency_code, of.agency_short_name, of.agency_id)),
        sections=_by_section(judged, titles),
        periods=tuple(sorted(_parts(judged, lambda of: Part(period_of(of.due_on), "")), key=_undated_last)),
        leads=_by_lead(judged, titles, list_leads(session, plan.id)),
        tasks=_parts(sorted(judged, key=_in_the_plan), lambda of: Part(of.task, of.title)),
    )


def period_of(due_on: date | None) -> str:
    """Return the quarter of a deadline, "2024-Q1"; empty without one."""
    return f"{due_on.year}-Q{(due_on.month - 1) // _A_QUARTER + 1}" if due_on else ""


def section_of(tally: Tally) -> str:
    """Return the section of the duties that a tally counts."""
    return tally.section or BODY


Judged = Sequence[tuple[T, Standing]]


def _judged(tallies: Iterable[T], today: date, calendar: WorkingCalendar) -> list[tuple[T, Standing]]:
    # Many tallies share their dates: each pair of them is judged once.
    judge = cache(lambda due_on, completed_on: standing(due_on, completed_on, today, calendar))
    return [(tally, judge(tally.due_on, tally.completed_on)) for tally in tallies]


def _figures(judged: Judged[Tally | DayTally]) -> Figures:
    counts: Counter[str] = Counter()
    for tally, found in judged:
        counts[found.value] += tally.count
    return Figures(**counts)


def _parts(judged: Judged[Tally], part_of: Callable[[Tally], Part]) -> tuple[Part, ...]:
    """Return a part for each key, in the order in which they come."""
    parts: dict[str, Part] = {}
    groups: dict[str, list[tuple[Tally, Standing]]] = {}
    for tally, found in judged:
        part = part_of(tally)
        parts.setdefault(part.key, part)
        groups.setdefault(part.key, []).append((tally, found))
    return tuple(replace(part, figures=_figures(groups[key])) for key, part in parts.items())


def _by_section(judged: Judged[Tally], titles: Mapping[str, str]) -> tuple[Part, ...]:
    order = [*titles, BODY]
    parts = _parts(judged, lambda of: Part(section_of(of), titles.get(section_of(of), "")))
    return tuple(sorted(parts, key=lambda part: order.index(part.key)))


def _by_lead(judged: Judged[Tally], order: Iterable[str], leads_of: Mapping[str, Lead]) -> tuple[Part, ...]:
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


def _in_the_plan(judged: tuple[Tally, Standing]) -> int:
    return judged[0].position


def _undated_last(part: Part) -> tuple[bool, str]:
    return not part.key, part.key
