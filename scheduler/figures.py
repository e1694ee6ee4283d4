"""The four figures of the Government's task force, and beside them what has no date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from data.registry import plans, summary
from data.registry.plans import PlanFact
from data.registry.summary import Tally
from data.store import Session
from scheduler.calendar import WorkingCalendar
from scheduler.standing import Standing, standing


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
        """All duties counted."""
        return self.done_on_time + self.done_late + self.open_in_time + self.open_overdue + self.no_date


def figures(tallies: Iterable[Tally], today: date, calendar: WorkingCalendar) -> Figures:
    """Judges each tally by its written deadline as of `today` (Viet Nam) and adds up."""
    counts = dict.fromkeys(Standing, 0)
    for tally in tallies:
        counts[standing(tally.due_on, tally.completed_on, today, calendar)] += tally.count
    return Figures(**{standing.value: count for standing, count in counts.items()})


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one agency or one section."""

    key: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan counted on a day: as a whole, by agency, by section."""

    plan: PlanFact
    today: date
    whole: Figures
    agencies: tuple[Part, ...]
    sections: tuple[Part, ...]


def overview(
    session: Session, plan: PlanFact, today: date, calendar: WorkingCalendar, agency_id: int | None = None
) -> Overview:
    """Counts the duties of all agencies or of one; each of the three ways adds up to the same total."""
    tallies = summary.tallies(session, plan.id, agency_id)
    titles = plans.section_titles(session, plan.id)

    def parts(key: Callable[[Tally], str], name: Callable[[Tally], str]) -> tuple[Part, ...]:
        groups: dict[str, list[Tally]] = {}
        for tally in tallies:
            groups.setdefault(key(tally), []).append(tally)
        return tuple(Part(k, name(of[0]), figures(of, today, calendar)) for k, of in groups.items())

    by_section = parts(lambda tally: tally.section or "TC", lambda tally: titles.get(tally.section or "", ""))
    return Overview(
        plan=plan,
        today=today,
        whole=figures(tallies, today, calendar),
        agencies=parts(lambda tally: tally.agency_code, lambda tally: tally.agency_short_name),
        sections=_in_order(by_section, [*titles, "TC"]),
    )


def _in_order(parts: Iterable[Part], codes: list[str]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: codes.index(part.key)))
