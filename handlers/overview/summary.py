"""The state of an agency, or of the whole province, in one message, and the way down to the card.

Whoever does not oversee counts the duties of their own agency only, in every table and list alike.
"""

from collections.abc import Callable
from datetime import date

from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.rules.standing import last_overdue
from data.text import fold
from handlers.base.breakdowns import Choice, Cut, chosen_cut, read_cut
from handlers.base.callback_data.overview import (
    ListAgencies,
    ListDuties,
    ListLeads,
    ListOverdue,
    ListQuarters,
    ListReported,
    ListSections,
    ListTasks,
    ListUnreachable,
    ShowSummary,
)
from handlers.base.list_filters import Filter, chosen, read_filter
from handlers.base.messages import Reply
from handlers.base.permissions import oversees, visible_agency
from handlers.base.turn import Turn
from handlers.changes import reviews
from handlers.duties import task_agencies
from handlers.views.duties import duty_tables
from handlers.views.overview import breakdowns, summary
from scheduler.statistics import figures
from scheduler.statistics.figures import Overview
from scheduler.statistics.headline import compute_headline


def show(turn: Turn, words: str) -> Reply:
    """/tonghop: all agencies for who oversees, one's own for a head; or what `words` name: a quarter, a section, a
    task, a table, an agency. Raises NotFound with the nearest agencies."""
    said = fold(words)
    if not said:
        return _at(turn, Cut())
    if table := _TABLES.get(said):
        return table(turn)
    plan = plans.find(turn.session)
    if cut := read_cut(words, plan.year):
        return _at(turn, cut)
    by = read_filter(words)
    if by.kind == "t":
        return task_agencies.by_code(turn, by.value)
    return _at(turn, Cut("a", str(agencies.find(turn.session, words).id)))


def cut(turn: Turn, tapped: ShowSummary) -> Reply:
    """A button of a cut."""
    return _at(turn, tapped.at)


def by_agency(turn: Turn, tapped: ListAgencies) -> Reply:
    """A page of agencies, the most overdue first; each opens its list."""
    return breakdowns.by_agency(_counted(turn), tapped.page)


def by_section(turn: Turn, _tapped: ListSections) -> Reply:
    """The figures of each section."""
    return breakdowns.by_section(_counted(turn))


def by_period(turn: Turn, _tapped: ListQuarters) -> Reply:
    """The figures of each quarter."""
    return breakdowns.by_period(_counted(turn))


def by_lead(turn: Turn, _tapped: ListLeads) -> Reply:
    """The figures of the fields that each agency leads."""
    return breakdowns.by_lead(_counted(turn))


def by_task(turn: Turn, tapped: ListTasks) -> Reply:
    """A page of the tasks of a cut."""
    choice = chosen_cut(turn, tapped.at)
    return breakdowns.by_task(_counted(turn, choice), choice.cut, _name(turn, choice), tapped.page)


def unheard(turn: Turn, tapped: ListUnreachable) -> Reply:
    """A page of the agencies at which nobody gets reminders."""
    found = agencies.list_without_officer(turn.session)
    return breakdowns.unheard(plans.find(turn.session), turn.today, found, tapped.page)


def overdue(turn: Turn, tapped: ListOverdue) -> Reply:
    """A page of what is overdue, the longest first; of all, or of a cut."""
    choice = chosen_cut(turn, tapped.at or Cut())
    plan = plans.find(turn.session)
    by_then = _rows(turn, plan, choice, last=last_overdue(turn.today, turn.calendar))
    rows = chosen(by_then, Filter("v"), turn.today, turn.calendar)
    return duty_tables.overdue(plan, rows, turn.today, tapped.page, choice.cut)


def listed(turn: Turn, tapped: ListDuties) -> Reply:
    """A page of all duties of a cut, by date."""
    choice = chosen_cut(turn, tapped.at)
    plan = plans.find(turn.session)
    rows = _rows(turn, plan, choice)
    name = _name(turn, choice)
    return duty_tables.listed(plan, rows, turn.today, turn.calendar, tapped.page, choice.cut, name)


def within(turn: Turn) -> int | None:
    """The agency whose duties this officer may count; None for all."""
    return None if oversees(turn.me) else turn.me.agency_id


_TABLES: dict[str, Callable[[Turn], Reply]] = {
    "co quan": lambda turn: by_agency(turn, ListAgencies()),
    "theo co quan": lambda turn: by_agency(turn, ListAgencies()),
    "linh vuc": lambda turn: by_section(turn, ListSections()),
    "theo linh vuc": lambda turn: by_section(turn, ListSections()),
    "quy": lambda turn: by_period(turn, ListQuarters()),
    "theo quy": lambda turn: by_period(turn, ListQuarters()),
    "chu tri": lambda turn: by_lead(turn, ListLeads()),
    "chu tri linh vuc": lambda turn: by_lead(turn, ListLeads()),
    "qua han": lambda turn: overdue(turn, ListOverdue()),
    "tre han": lambda turn: overdue(turn, ListOverdue()),
    "cho xac nhan": lambda turn: reviews.list_reported(turn, ListReported()),
}
"""What may stand after /tonghop for a table or a list."""


def _at(turn: Turn, cut: Cut) -> Reply:
    agency_id = cut.agency_id or (within(turn) if cut == Cut() else None)
    if agency_id is not None:
        return _of_agency(turn, visible_agency(turn, agency_id))
    if cut == Cut():
        return _whole(turn)
    choice = chosen_cut(turn, cut)
    return summary.of_cut(_counted(turn, choice), cut, _name(turn, choice), across=oversees(turn.me))


def _whole(turn: Turn) -> Reply:
    plan = plans.find(turn.session)
    counted = compute_headline(turn.session, plan, turn.today, turn.calendar)
    unheard = agencies.count_without_officer(turn.session)
    return summary.whole(counted, unheard)


def _of_agency(turn: Turn, agency_id: int) -> Reply:
    counted = compute_headline(turn.session, plans.find(turn.session), turn.today, turn.calendar, agency_id)
    agency = agencies.get(turn.session, agency_id)
    if agency_id == turn.me.agency_id and not oversees(turn.me):
        return summary.of_agency(counted, agency, own=True)
    return summary.of_agency(counted, agency, own=False, page=breakdowns.page_of(_counted(turn), agency_id))


def _name(turn: Turn, choice: Choice) -> str:
    plan = plans.find(turn.session)
    titles = plans.get_section_titles(turn.session, plan.id)
    lead = agencies.get(turn.session, int(choice.cut.value)).short_name if choice.led else ""
    return summary.cut_name(choice, titles, lead)


def _counted(turn: Turn, choice: Choice | None = None) -> Overview:
    only = choice.of_tally if choice else None
    plan = plans.find(turn.session)
    return figures.count_overview(turn.session, plan, turn.today, turn.calendar, within(turn), only)


def _rows(turn: Turn, plan: PlanFact, choice: Choice, last: date | None = None) -> list[DutyLine]:
    """The duties of a cut, due by `last` if that is given."""
    rows = duty_lines.list_duties(turn.session, agency_id=within(turn), last=last)
    return [row for row in rows if row.plan_number == plan.number and choice.of_duty(row)]
