"""Parts of the plans that /tonghop counts: a plan, an agency, a section, a quarter or month, what an agency leads.

A part is a `Selection`. Its letters stand in buttons of messages sent long ago, so they never change.
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from data.errors import NotFound
from data.registry.plans import plans
from data.registry.plans.leads import list_leads
from data.registry.plans.scope import PlanScope, plans_of_id
from data.text import fold
from handlers.base.list_filters import read_filter, selected_quarter
from handlers.base.permissions import check_visible_agency
from handlers.base.query import Period
from handlers.base.selection import NOBODY, Selection
from handlers.base.turn import Turn
from scheduler.statistics.overview import BODY, period_of

OF_PLAN = r"(?:p\d{1,9}-)?"
"""A pattern for the letters of one plan before those of a part."""
SECTION = r"[\w.]{1,12}"
"""A pattern for the code of a section: "II", "A.I", "TC"."""
PATTERN = (
    OF_PLAN
    + rf"(?:all|a\d{{1,9}}|s{SECTION}|q(?:[1-9]\d{{3}}-Q[1-4])?|m[1-9]\d{{3}}-(?:0[1-9]|1[0-2])|f(?:\d{{1,9}}|TC))"
)
"""A pattern for the letters that `encode_breakdown` writes."""

WHOLE_PLAN = Selection()

_OF_PLAN = re.compile(r"p(\d+)-")
_YEAR = re.compile(r"[1-9]\d{3}$")
_MONTHS_OF_A_QUARTER = 3


def encode_breakdown(selection: Selection) -> str:
    """Return the letters that a button carries for a part of the plans: ASCII, at most 10, after the plan if one is
    meant.
    """
    if selection.plan_id is not None:
        return f"p{selection.plan_id}-{encode_breakdown(replace(selection, plan_id=None))}"
    if selection.agency_id is not None:
        return f"a{selection.agency_id}"
    if selection.field_lead is not None:
        return f"f{selection.field_lead or BODY}"
    if selection.sections:
        return f"s{selection.sections[0]}"
    if selection.undated or selection.period:
        key = selected_period_key(selection)
        return f"q{key}" if not key or "Q" in key else f"m{key}"
    return "all"


def decode_breakdown(text: str) -> Selection:
    """Return the part of the plans that a button carries as `text`."""
    if of_plan := _OF_PLAN.match(text):
        return replace(decode_breakdown(text[of_plan.end() :]), plan_id=int(of_plan[1]))
    kind, value = text[:1], text[1:]
    if text == "all":
        return WHOLE_PLAN
    match kind:
        case "a":
            return Selection(agency_id=int(value))
        case "s":
            return Selection(sections=(value,))
        case "f":
            return Selection(field_lead=NOBODY if value == BODY else int(value))
        case "m":
            return select_month(value)
    return select_quarter(value)


def select_quarter(key: str) -> Selection:
    """Return the selection of a quarter by its key, "2024-Q2"; for "" that of duties without a date."""
    if not key:
        return Selection(undated=True)
    year, quarter = map(int, key.split("-Q"))
    last = quarter * _MONTHS_OF_A_QUARTER
    return _select_months(year, last - _MONTHS_OF_A_QUARTER + 1, last)


def select_month(key: str) -> Selection:
    """Return the selection of a month by its key, "2024-03"."""
    year, month = map(int, key.split("-"))
    return _select_months(year, month, month)


def _select_months(year: int, first: int, last: int) -> Selection:
    return Selection(period=Period(date(year, first, 1), date(year, last, monthrange(year, last)[1])))


def selected_period_key(selection: Selection) -> str:
    """Return the key of the selected quarter, "2024-Q2", or month, "2024-03"; "" for duties without a date."""
    first = selection.period.first if selection.period else None
    if selection.period and first and selection.period.last and first.month == selection.period.last.month:
        return f"{first:%Y-%m}"
    return period_of(first)


def check_breakdown(turn: Turn, selection: Selection) -> Selection:
    """Return a part of the plans as the officer may see it, with the sections of a field lead looked up.

    Raises NotFound for a section that none of the plans has, NotAllowed for another's agency.
    """
    scope = plans_of_id(turn.session, selection.plan_id)
    titles = plans.list_section_titles(turn.session, scope.ids)
    codes = tuple(dict.fromkeys(code for _plan, code in titles))
    for section in selection.sections or ():
        if section not in (*codes, BODY):
            raise NotFound("section", section, codes)
    if selection.agency_id is not None:
        check_visible_agency(turn, selection.agency_id)
    if selection.field_lead is None:
        return selection
    led_by = {key: lead.agency_id for key, lead in list_leads(turn.session, scope.ids).items()}
    every = (*titles, *((plan_id, BODY) for plan_id in scope.ids))
    of_lead = [key for key in every if led_by.get(key, NOBODY) == selection.field_lead]
    names = tuple(code if scope.only else f"{code} ({scope.get(plan_id).number})" for plan_id, code in of_lead)
    return replace(selection, sections=names, led=frozenset(of_lead))


def list_plans_with_section(turn: Turn, selection: Selection) -> PlanScope | None:
    """Return the active plans that have a section of the code of `selection`, where it could be meant of several;
    None where it is of one.
    """
    if selection.plan_id is not None or not selection.sections or selection.field_lead is not None:
        return None
    scope = plans_of_id(turn.session, None)
    if scope.only:
        return None
    titles = plans.list_section_titles(turn.session, scope.ids)
    having = [
        plan for plan in scope.plans if selection.sections[0] == BODY or (plan.id, selection.sections[0]) in titles
    ]
    return PlanScope(tuple(having)) if len(having) > 1 else None


def meant_year(scope: PlanScope, day: date) -> int:
    """Return the year of a quarter or month that is typed without one: that of `day` if a plan is of it, else the
    latest plan's.
    """
    return day.year if day.year in {plan.year for plan in scope.plans} else scope.latest.year


def read_breakdown(words: str, year: int) -> Selection | None:
    """Return the section, quarter or month typed after /tonghop, of the plan's `year` unless one is typed; None for
    other words.
    """
    typed = read_filter(words)
    year = int(said[0]) if (said := _YEAR.search(words)) else year
    if quarter := selected_quarter(typed):
        return select_quarter(f"{year}-Q{quarter}")
    if typed.months:
        return select_month(f"{year}-{typed.months[0]:02d}")
    if typed.undated or typed.sections:
        return typed
    if section := re.fullmatch(r"[ivxlc]+", fold(words)):
        return Selection(sections=(section[0].upper(),))
    return None
