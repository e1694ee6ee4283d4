"""What was done in the office (/nhatky), for administrators: who, when, on which channel, before and after."""

from datetime import date, time

from data.registry.office import agencies, audit_log
from data.registry.office.audit_log import AuditFilter
from data.rules.viet_nam_time import at_hour, end_of
from data.text import fold
from handlers.base.callback_data.audit import ShowAudit
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.parsing.dates import find_date_at_start, possible_dates
from handlers.views.overview import audit_log as view

PAGE = 8


def show(turn: Turn, words: str) -> Reply:
    """Answer /nhatky with the latest acts; behind it a day, "hôm nay" or an agency may be typed.

    Raises NotFound for other words.
    """
    said = words.strip()
    if not said:
        return show_page(turn, ShowAudit())
    day = _read_day(said, turn.today)
    if day:
        return show_page(turn, ShowAudit(day=day))
    return show_page(turn, ShowAudit(agency_id=agencies.find(turn.session, said, turn.today).id))


def show_page(turn: Turn, tapped: ShowAudit) -> Reply:
    """Show a page of the acts, the latest first."""
    agency = agencies.get(turn.session, tapped.agency_id) if tapped.agency_id else None
    wanted = AuditFilter(
        since=at_hour(tapped.day, time()) if tapped.day else None,
        until=end_of(tapped.day) if tapped.day else None,
        agency_id=agency.id if agency else None,
        kind=tapped.kind,
    )
    lines = audit_log.list_page(turn.session, wanted, tapped.page * PAGE, PAGE + 1)
    return view.audit_page(lines[:PAGE], tapped, agency, turn.today, has_more=len(lines) > PAGE)


def _read_day(said: str, today: date) -> date | None:
    """Return the day that was typed, the last such day where it has no year; None for other words."""
    folded = fold(said)
    if folded == "hom nay":
        return today
    found = find_date_at_start(folded)
    if found is None or folded[found[1] :].strip():
        return None
    try:
        days = possible_dates(found[0], (today.year, today.year - 1))
    except ValueError:
        return None
    return max((day for day in days if day <= today), default=days[0])
