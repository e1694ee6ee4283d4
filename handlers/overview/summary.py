"""The figures of an agency, or of the whole province, in one message, with the way down to single duties.

Officers who do not oversee see only the duties of their own agency, in every table and list alike.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from data.errors import NotFound
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.plans import plans
from data.registry.plans.scope import PlanScope, active_plans, plans_of_id
from data.rules.standing import last_overdue
from data.text import fold
from handlers.base.breakdowns import (
    WHOLE_PLAN,
    check_breakdown,
    list_plans_with_section,
    meant_year,
    read_breakdown,
)
from handlers.base.callback_data.overview import (
    ListAgencies,
    ListDuties,
    ListLeads,
    ListLevels,
    ListOverdue,
    ListQuarters,
    ListReported,
    ListSections,
    ListTasks,
    ListUnreachable,
    ShowSummary,
)
from handlers.base.list_filters import read_filter
from handlers.base.messages import Reply
from handlers.base.permissions import check_visible_agency, oversees
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.changes import reviews
from handlers.duties import task_agencies
from handlers.overview import past_summary, typed_questions
from handlers.parsing.plan_names import extract_plan, find_missing_plan
from handlers.questions.reading.requests.past_days import find_past_day
from handlers.views.duties import duty_tables
from handlers.views.overview import breakdowns, summary
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.overview import Overview, count_overview


def show(turn: Turn, words: str) -> Reply:
    """Answer /tonghop: all agencies for those who oversee, one's own for a head.

    `words` may name a plan, and a period, a section, a task, a table or an agency, and a day that has passed.
    Raises NotFound with the nearest agencies or all plans, and NoFigures.
    """
    said = fold(words)
    if not said:
        return _show_breakdown(turn, WHOLE_PLAN)
    if table := _TABLES.get(said):
        return table(turn)
    known = plans.list_plans(turn.session)
    plan, rest = extract_plan(words, known, turn.today, of_several=1)
    if plan is None and (missing := find_missing_plan(words, known, turn.today)):
        raise missing.refusal(known)
    part = Selection(plan_id=plan.id if plan else None)
    if asked := find_past_day(rest, turn.today, turn.calendar):
        return past_summary.show(turn, asked, part)
    if not fold(rest):
        return _show_breakdown(turn, part)
    if typed := read_breakdown(rest, meant_year(plans_of_id(turn.session, part.plan_id), turn.today), turn.today):
        return _show_breakdown(turn, replace(typed, plan_id=part.plan_id))
    if codes := read_filter(rest).codes:
        return task_agencies.show_by_code(turn, codes[0])
    return _show_named(turn, rest, part)


def _show_named(turn: Turn, words: str, part: Selection) -> Reply:
    """Show the figures of the agency that words name. Words for a state that name none, “các huyện chưa nộp TC.1”,
    are answered as the question that they are. Raises NotFound.
    """
    try:
        found = agencies.find(turn.session, words, turn.today)
    except NotFound:
        if asked := typed_questions.answer_question(turn, words):
            return asked
        raise
    return _show_breakdown(turn, replace(part, agency_id=found.id))


def show_breakdown(turn: Turn, tapped: ShowSummary) -> Reply:
    """Show the figures of a tapped part of the plan."""
    return _show_breakdown(turn, tapped.at)


def show_by_agency(turn: Turn, tapped: ListAgencies) -> Reply:
    """Show a page of agencies, the most overdue first; each opens its list."""
    return breakdowns.by_agency(_count_overview(turn, _of_plan(tapped.plan_id)), tapped.page)


def show_by_level(turn: Turn, tapped: ListLevels) -> Reply:
    """Show the figures of departments, districts and communes."""
    return breakdowns.by_level(_count_overview(turn, _of_plan(tapped.plan_id)))


def show_by_section(turn: Turn, tapped: ListSections) -> Reply:
    """Show the figures of each section."""
    return breakdowns.by_section(_count_overview(turn, _of_plan(tapped.plan_id)))


def show_by_quarter(turn: Turn, tapped: ListQuarters) -> Reply:
    """Show the figures of each quarter."""
    return breakdowns.by_period(_count_overview(turn, _of_plan(tapped.plan_id)))


def show_by_lead(turn: Turn, tapped: ListLeads) -> Reply:
    """Show the figures of the sections that each agency leads."""
    return breakdowns.by_lead(_count_overview(turn, _of_plan(tapped.plan_id)))


def show_by_task(turn: Turn, tapped: ListTasks) -> Reply:
    """Show a page of the tasks of a part of the plan."""
    selection = check_breakdown(turn, tapped.at)
    return breakdowns.by_task(
        _count_overview(turn, selection), selection, _get_breakdown_name(turn, selection), tapped.page
    )


def show_unreachable(turn: Turn, tapped: ListUnreachable) -> Reply:
    """Show a page of the agencies at which nobody gets reminders."""
    found = agencies.list_without_officer(turn.session)
    return breakdowns.unreachable_agencies(active_plans(turn.session), turn.today, found, tapped.page)


def show_overdue(turn: Turn, tapped: ListOverdue) -> Reply:
    """Show a page of overdue duties, the longest overdue first; of all, or of a part of the plan."""
    selection = check_breakdown(turn, tapped.at or WHOLE_PLAN)
    late = replace(selection, status=Status.OVERDUE)
    rows = _list_duties(turn, late, last=last_overdue(turn.today, turn.calendar))
    return duty_tables.overdue_table(
        plans_of_id(turn.session, selection.plan_id), rows, turn.today, tapped.page, selection
    )


def show_duties(turn: Turn, tapped: ListDuties) -> Reply:
    """Show a page of all duties of a part of the plan, by date."""
    selection = check_breakdown(turn, tapped.at)
    scope, rows = plans_of_id(turn.session, selection.plan_id), _list_duties(turn, selection)
    name = _get_breakdown_name(turn, selection)
    return duty_tables.duty_table(scope, rows, turn.today, turn.calendar, tapped.page, selection, name)


def get_counted_agency_id(turn: Turn) -> int | None:
    """Return the id of the agency whose duties this officer may count; None for all."""
    return None if oversees(turn.me) else turn.me.agency_id


_TABLES: dict[str, Callable[[Turn], Reply]] = {
    "co quan": lambda turn: show_by_agency(turn, ListAgencies()),
    "theo co quan": lambda turn: show_by_agency(turn, ListAgencies()),
    "cap": lambda turn: show_by_level(turn, ListLevels()),
    "theo cap": lambda turn: show_by_level(turn, ListLevels()),
    "linh vuc": lambda turn: show_by_section(turn, ListSections()),
    "theo linh vuc": lambda turn: show_by_section(turn, ListSections()),
    "quy": lambda turn: show_by_quarter(turn, ListQuarters()),
    "theo quy": lambda turn: show_by_quarter(turn, ListQuarters()),
    "chu tri": lambda turn: show_by_lead(turn, ListLeads()),
    "chu tri linh vuc": lambda turn: show_by_lead(turn, ListLeads()),
    "qua han": lambda turn: show_overdue(turn, ListOverdue()),
    "tre han": lambda turn: show_overdue(turn, ListOverdue()),
    "cho xac nhan": lambda turn: reviews.list_reported(turn, ListReported()),
    "gia han": typed_questions.list_extensions,
    "xin gia han": typed_questions.list_extensions,
    "de nghi gia han": typed_questions.list_extensions,
    "cho gia han": typed_questions.list_extensions,
}
"""Words after /tonghop that open a table or a list, without accents."""


def _show_breakdown(turn: Turn, selection: Selection) -> Reply:
    whole = replace(selection, plan_id=None) == WHOLE_PLAN
    agency_id = selection.agency_id or (get_counted_agency_id(turn) if whole else None)
    if agency_id is not None:
        return _show_agency(turn, check_visible_agency(turn, agency_id), selection.plan_id)
    if whole:
        return _show_province(turn, plans_of_id(turn.session, selection.plan_id))
    if several := list_plans_with_section(turn, selection):
        return summary.which_plan_of_section(several, selection, turn.today)
    selection = check_breakdown(turn, selection)
    return summary.breakdown_summary(
        _count_overview(turn, selection), selection, _get_breakdown_name(turn, selection), across=oversees(turn.me)
    )


def _show_province(turn: Turn, scope: PlanScope) -> Reply:
    counted = compute_headline(turn.session, scope, turn.today, turn.calendar)
    unreachable = agencies.count_without_officer(turn.session)
    return summary.province_summary(counted, unreachable)


def _show_agency(turn: Turn, agency_id: int, plan_id: int | None = None) -> Reply:
    scope = plans_of_id(turn.session, plan_id)
    counted = compute_headline(turn.session, scope, turn.today, turn.calendar, agency_id)
    agency = agencies.get(turn.session, agency_id)
    if agency_id == turn.me.agency_id and not oversees(turn.me):
        return summary.agency_summary(counted, agency, own=True)
    return summary.agency_summary(
        counted,
        agency,
        own=False,
        page=breakdowns.find_page_of_agency(_count_overview(turn, _of_plan(plan_id)), agency_id),
    )


def _get_breakdown_name(turn: Turn, selection: Selection) -> str:
    scope = plans_of_id(turn.session, selection.plan_id)
    titles = plans.get_section_titles(turn.session, scope.latest.id)
    lead = agencies.get(turn.session, selection.field_lead).short_name if selection.field_lead else ""
    return summary.breakdown_name(selection, titles, lead)


def _count_overview(turn: Turn, selection: Selection | None = None) -> Overview:
    only = selection.matches_tally if selection else None
    scope = plans_of_id(turn.session, selection.plan_id if selection else None)
    return count_overview(turn.session, scope, turn.today, turn.calendar, get_counted_agency_id(turn), only)


def _list_duties(turn: Turn, selection: Selection, last: date | None = None) -> list[DutyLine]:
    """Return the duties of a part of the plans, due by `last` if that is given."""
    agency_id = get_counted_agency_id(turn)
    rows = duty_lines.list_duties(turn.session, agency_id=agency_id, last=last, plan_id=selection.plan_id)
    return selection.select(rows, turn.today, turn.calendar)


def _of_plan(plan_id: int | None) -> Selection:
    return replace(WHOLE_PLAN, plan_id=plan_id)
