"""The agency of the first administrator, who came in before there was any."""

from data.errors import BadAnswer
from data.registry.office import agencies, first_start
from data.registry.office.agencies import AgencyFact
from data.registry.people.joining.first_administrator import NO_AGENCY_YET
from handlers.base.callback_data.directories import AskOwnAgency, ChooseOwnAgency
from handlers.base.messages import Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.views.base import refusals
from handlers.views.base.names import unknown_name
from handlers.views.office import own_agency as view

_OFFERED = 8


def is_open(turn: Turn) -> bool:
    """Tell if the administrator has not said yet of which agency they are."""
    return turn.me.agency_code == NO_AGENCY_YET


def ask(turn: Turn, _tapped: AskOwnAgency) -> Reply:
    """Ask for the agency: to be tapped or typed."""
    if not is_open(turn):
        return refusals.old_button()
    turn.ask(Step.OWN_AGENCY)
    return view.agency_question(list_known(turn)[:_OFFERED])


def list_known(turn: Turn) -> list[AgencyFact]:
    """Return the agencies of today, without the one in which an office is set up."""
    known = (one for one in agencies.list_all(turn.session) if one.last_day is None)
    return [one for one in known if one.code != NO_AGENCY_YET]


def choose(turn: Turn, tapped: ChooseOwnAgency) -> Reply:
    """Take the agency of a button."""
    if not is_open(turn):
        return refusals.old_button()
    return _join(turn, agencies.get(turn.session, tapped.agency_id))


def take(turn: Turn, sentence: str) -> Reply:
    """Take the agency that was typed. Raises BadAnswer."""
    found = agencies.find_named(turn.session, sentence, turn.today)
    if found is None or found.code == NO_AGENCY_YET:
        raise BadAnswer("agency", "no_such_agency")
    return _join(turn, found)


def propose_named(turn: Turn, sentence: str) -> Reply | None:
    """Offer the agency that a sentence is the name of, though nothing was asked just now; None where it is none.

    It may be named for another reason, and who has joined one cannot go back: a tap takes it.
    """
    found = agencies.find_named(turn.session, sentence, turn.today)
    return None if found is None or found.code == NO_AGENCY_YET else view.agency_proposed(found)


def _join(turn: Turn, agency: AgencyFact) -> Reply:
    turn.close_question()
    actor = f"officer:{turn.me.officer_id}"
    first_start.join_agency(turn.session, agency.code, today=turn.today, now=turn.now, actor=actor)
    if turn.me.name != unknown_name():
        return view.agency_chosen(agency)
    turn.ask(Step.OFFICER_NAME, officer=turn.me.officer_id)
    return view.name_asked(agency)
