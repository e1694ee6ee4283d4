"""The state of an agency, or of the whole province, in one message."""

from data.registry import agencies, duties, plans, summary
from data.registry.agencies import AgencyFact
from data.words import State
from handlers.access import oversees, visible_agency
from handlers.conversation import Reply
from handlers.filters import Filter, chosen
from handlers.turn import Turn
from handlers.views import overview as view
from scheduler.figures import Overview, overview


def show(turn: Turn, words: str) -> Reply:
    """/tonghop: all agencies for who oversees, one's own for a head; or the agency named in `words`."""
    if words.strip():
        return _of_agency(turn, agencies.find(turn.session, words))
    if not oversees(turn.me):
        return _of_agency(turn, agencies.by_id(turn.session, turn.me.agency_id))
    return _whole(turn)


def by_agency(turn: Turn, page: str) -> Reply:
    """A page of agencies, the most overdue first; each opens its list."""
    return view.by_agency(_counted(turn), _ids(turn), int(page))


def by_section(turn: Turn, _value: str) -> Reply:
    """The figures of each section."""
    return view.by_section(_counted(turn))


def overdue(turn: Turn, page: str) -> Reply:
    """A page of what is overdue, the longest first; each opens its card."""
    dated = duties.everything(turn.session, agency_id=_within(turn), last=turn.today)
    rows = chosen(dated, Filter("v"), turn.today, turn.calendar)
    return view.overdue(plans.find(turn.session), rows, turn.today, int(page))


def waiting(turn: Turn, page: str) -> Reply:
    """A page of what was reported done and waits for confirmation; each opens its card."""
    rows = duties.everything(turn.session, agency_id=_within(turn), state=State.REPORTED)
    return view.waiting(plans.find(turn.session), rows, turn.today, int(page))


def again(turn: Turn, _value: str) -> Reply:
    """The button back to the first view."""
    return show(turn, "")


def _whole(turn: Turn) -> Reply:
    counted = _counted(turn)
    unheard = len(agencies.without_officer(turn.session))
    return view.whole(counted, unheard, summary.waiting(turn.session, counted.plan.id))


def _of_agency(turn: Turn, agency: AgencyFact) -> Reply:
    visible_agency(turn, agency.id)
    plan = plans.find(turn.session)
    counted = overview(turn.session, plan, turn.today, turn.calendar, agency.id)
    return view.of_agency(counted, agency, own=agency.id == turn.me.agency_id)


def _counted(turn: Turn) -> Overview:
    return overview(turn.session, plans.find(turn.session), turn.today, turn.calendar, _within(turn))


def _within(turn: Turn) -> int | None:
    """The agency whose duties this officer may count; None for all."""
    return None if oversees(turn.me) else turn.me.agency_id


def _ids(turn: Turn) -> dict[str, int]:
    return {agency.code: agency.id for agency in agencies.listing(turn.session)}
