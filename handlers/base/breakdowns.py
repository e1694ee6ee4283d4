"""Parts of the plans that /tonghop counts: a plan, an agency, a section, a period, what an agency leads.

A part is a `Selection`. Its letters stand in buttons of messages sent long ago, so they never change.
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

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
SECTION = r"[\w.\-]{1,16}"
"""A pattern for the code of a section: "II", "A.I", "TC", "I-2" (`data.plans.sections`)."""
PATTERN = (
    OF_PLAN
    + rf"(?:all|a\d{{1,9}}|s{SECTION}|q(?:[1-9]\d{{3}}-Q[1-4])?|m[1-9]\d{{3}}-(?:0[1-9]|1[0-2])|f(?:\d{{1,9}}|TC)"
    + r"|n[1-9]\d{3}-(?:0106|0109|0112|0712)|w[1-8]\d{3}-W(?:0[1-9]|[1-4]\d|5[0-3]))"
)
"""A pattern for the letters that `encode_breakdown` writes."""

WHOLE_PLAN = Selection()

_OF_PLAN = re.compile(r"p(\d+)-")
_YEAR = re.compile(r"[1-9]\d{3}$")
_MONTHS_OF_A_QUARTER, _MONTHS_OF_A_YEAR = 3, 12
_A_WEEK = timedelta(weeks=1)
_NEAR = re.compile(r"(?:trong )?(?P<unit>tuan|thang|quy|nam) (?P<which>nay|truoc|ngoai|sau|toi)")
_STEPS = {"nay": 0, "truoc": -1, "ngoai": -1, "sau": 1, "toi": 1}


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
        return f"{_period_letter(key)}{key}"
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
        case "n":
            return _select_months(int(value[:4]), int(value[5:7]), int(value[7:]))
        case "w":
            return select_week(value)
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


def select_week(key: str) -> Selection:
    """Return the selection of a week, Monday to Sunday, by its key, "2024-W09" (ISO 8601)."""
    year, week = map(int, key.split("-W"))
    first = date.fromisocalendar(year, 1, 1) + (week - 1) * _A_WEEK
    return Selection(period=Period(first, first + _A_WEEK - timedelta(1)))


def _select_months(year: int, first: int, last: int) -> Selection:
    return Selection(period=Period(date(year, first, 1), date(year, last, monthrange(year, last)[1])))


def selected_period_key(selection: Selection) -> str:
    """Return the key of the selected quarter, "2024-Q2", month, "2024-03", months, "2024-0106" for January to June,
    or week, "2024-W09"; "" for duties without a date.
    """
    first, last = (selection.period.first, selection.period.last) if selection.period else (None, None)
    if first is None or last is None:
        return period_of(first)
    if last - first < _A_WEEK:
        return "{}-W{:02d}".format(*first.isocalendar()[:2])
    if first.month == last.month:
        return f"{first:%Y-%m}"
    return period_of(first) if period_of(first) == period_of(last) else f"{first:%Y-%m}{last:%m}"


def _period_letter(key: str) -> str:
    if not key or "Q" in key:
        return "q"
    if "W" in key:
        return "w"
    return "m" if len(key) == len("2024-03") else "n"


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


def read_breakdown(words: str, year: int, today: date) -> Selection | None:
    """Return the section or period typed after /tonghop, of the plan's `year` unless one is typed; None for other
    words. "Tuần này" is the week of `today` (Viet Nam).
    """
    typed = read_filter(words)
    year = int(said[0]) if (said := _YEAR.search(words)) else year
    if quarter := selected_quarter(typed):
        return select_quarter(f"{year}-Q{quarter}")
    if len(typed.months) > 1:
        return _select_months(year, typed.months[0], typed.months[-1])
    if typed.months:
        return select_month(f"{year}-{typed.months[0]:02d}")
    if typed.undated or typed.sections:
        return typed
    folded = fold(words)
    if section := re.fullmatch(r"[ivxlc]+", folded):
        return Selection(sections=(section[0].upper(),))
    if near := _NEAR.fullmatch(folded):
        return _select_near(near["unit"], _STEPS[near["which"]], today)
    return None


def _select_near(unit: str, step: int, today: date) -> Selection:
    """Return the week, month, quarter or year that lies `step` from that of `today`."""
    if unit == "tuan":
        return select_week("{}-W{:02d}".format(*(today + step * _A_WEEK).isocalendar()[:2]))
    if unit == "nam":
        return _select_months(today.year + step, 1, _MONTHS_OF_A_YEAR)
    length = 1 if unit == "thang" else _MONTHS_OF_A_QUARTER
    year, before = divmod(
        (today.year * _MONTHS_OF_A_YEAR + today.month - 1) // length * length + step * length, _MONTHS_OF_A_YEAR
    )
    return _select_months(year, before + 1, before + length)
