"""Parts of a plan that /tonghop counts: an agency, a section, a quarter, the sections that an agency leads.

A part is a `Selection`. Its letters stand in buttons of messages sent long ago, so they never change.
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from data.errors import NotFound
from data.registry.plans import plans
from data.registry.plans.leads import list_leads
from data.text import fold
from handlers.base.list_filters import read_filter, selected_quarter
from handlers.base.permissions import check_visible_agency
from handlers.base.query import Period
from handlers.base.selection import NOBODY, Selection
from handlers.base.turn import Turn
from scheduler.statistics.overview import BODY, period_of

PATTERN = r"all|a\d{1,9}|s(?:[IVXLC]+|TC)|q(?:[1-9]\d{3}-Q[1-4])?|f(?:\d{1,9}|TC)"
"""A pattern for the letters that `encode_breakdown` writes."""

WHOLE_PLAN = Selection()

_MONTHS_OF_A_QUARTER = 3


def encode_breakdown(selection: Selection) -> str:
    """Return the letters that a button carries for a part of a plan; at most 10 letters of ASCII."""
    if selection.agency_id is not None:
        return f"a{selection.agency_id}"
    if selection.field_lead is not None:
        return f"f{selection.field_lead or BODY}"
    if selection.sections:
        return f"s{selection.sections[0]}"
    if selection.undated or selection.period:
        return f"q{selected_quarter_key(selection)}"
    return "all"


def decode_breakdown(text: str) -> Selection:
    """Return the part of a plan that a button carries as `text`."""
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
    return select_quarter(value)


def select_quarter(key: str) -> Selection:
    """Return the selection of a quarter by its key, "2024-Q2"; for "" that of duties without a date."""
    if not key:
        return Selection(undated=True)
    year, quarter = map(int, key.split("-Q"))
    month = quarter * _MONTHS_OF_A_QUARTER
    first = date(year, month - _MONTHS_OF_A_QUARTER + 1, 1)
    return Selection(period=Period(first, date(year, month, monthrange(year, month)[1])))


def selected_quarter_key(selection: Selection) -> str:
    """Return the key of the selected quarter, "2024-Q2"; "" for duties without a date."""
    return period_of(selection.period.first if selection.period else None)


def check_breakdown(turn: Turn, selection: Selection) -> Selection:
    """Return a part of the latest plan as the officer may see it, with the sections of a field lead looked up.

    Raises NotFound for a section that the plan does not have, NotAllowed for another's agency.
    """
    plan = plans.find(turn.session)
    titles = plans.get_section_titles(turn.session, plan.id)
    for section in selection.sections or ():
        if section not in (*titles, BODY):
            raise NotFound("section", section, tuple(titles))
    if selection.agency_id is not None:
        check_visible_agency(turn, selection.agency_id)
    if selection.field_lead is None:
        return selection
    led_by = {section: lead.agency_id for section, lead in list_leads(turn.session, plan.id).items()}
    of_lead = (section for section in (*titles, BODY) if led_by.get(section, NOBODY) == selection.field_lead)
    return replace(selection, sections=tuple(of_lead))


def read_breakdown(words: str, year: int) -> Selection | None:
    """Return the section or the quarter (of the plan's `year`) typed after /tonghop; None for other words."""
    typed = read_filter(words)
    if quarter := selected_quarter(typed):
        return select_quarter(f"{year}-Q{quarter}")
    if typed.undated or typed.sections:
        return typed
    if section := re.fullmatch(r"[ivxlc]+", fold(words)):
        return Selection(sections=(section[0].upper(),))
    return None
