"""Officers who are away: until when, who stands in for them, and when they are back."""

from datetime import date

from data.enums import Role
from data.errors import BadAnswer, NotFound
from data.registry.office import agencies
from data.registry.people import officers
from data.registry.people.officers import OfficerFacts
from data.registry.people.succession import absences as registry
from handlers.base.callback_data.people import AskAbsence, AskDeputyName, Deputise, EndAbsence
from handlers.base.messages import Reply
from handlers.base.selection import NOBODY
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.office import invitation_codes
from handlers.office.invitees import find_name_fault
from handlers.parsing.dates import check_coming, read_coming_day
from handlers.views.base import refusals
from handlers.views.office import absences as view
from handlers.views.office import invitations as invitations_view


def ask_end(turn: Turn, tapped: AskAbsence) -> Reply:
    """Ask until when an officer is away."""
    found = _find_reminded(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    turn.ask(Step.ABSENCE_END, officer=found.id)
    return view.end_question(found)


def take_end(turn: Turn, sentence: str) -> Reply:
    """Offer who may stand in until the day that was typed. Raises BadAnswer."""
    until = read_coming_day(sentence, turn.today)
    found = _find_reminded(turn, int(turn.answered_question.about["officer"]))
    turn.close_question()
    if found is None:
        return refusals.old_button()
    colleagues = [
        one
        for one in officers.list_officers(turn.session, found.agency_id)
        if one.id != found.id and one.role is Role.OFFICER
    ]
    return view.deputy_question(found, colleagues, until)


def deputise(turn: Turn, tapped: Deputise) -> Reply:
    """Let an officer be away, with a deputy or without. Raises BadAnswer for a day that has come."""
    until, found = check_coming(tapped.until, turn.today), _find_reminded(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    deputy_id = None if tapped.deputy_id == NOBODY else tapped.deputy_id
    try:
        absence = registry.begin(turn.session, found.id, deputy_id, until, by=turn.actor, now=turn.now)
    except NotFound:
        return refusals.old_button()
    return view.away(absence)


def ask_deputy_name(turn: Turn, tapped: AskDeputyName) -> Reply:
    """Ask who is invited to stand in. Raises BadAnswer for a day that has come."""
    until, found = check_coming(tapped.until, turn.today), _find_reminded(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    turn.ask(Step.DEPUTY_NAME, officer=found.id, until=until.isoformat())
    return view.deputy_name_question(found, until)


def take_deputy_name(turn: Turn, sentence: str) -> Reply:
    """Let the officer be away and make a code, good for an office that ends with the absence. Raises BadAnswer."""
    name, about = " ".join(sentence.split()), turn.answered_question.about
    if find_name_fault(name):
        raise BadAnswer("name", "not_a_name")
    until = date.fromisoformat(about["until"])
    found = _find_reminded(turn, int(about["officer"]))
    turn.close_question()
    if found is None or until <= turn.today:
        return refusals.old_button()
    registry.begin(turn.session, found.id, None, until, by=turn.actor, now=turn.now)
    agency = agencies.get(turn.session, found.agency_id)
    made = invitation_codes.make_code(invitation_codes.issuer_of(turn), name, Role.OFFICER, agency, last_day=until)
    return view.deputy_invited(invitations_view.codes_made([made], renewed=False), found, until)


def end(turn: Turn, tapped: EndAbsence) -> Reply:
    """Save that an officer who was away is there again."""
    absence = registry.find_open(turn.session, tapped.officer_id)
    if absence is None:
        return refusals.old_button()
    actor = f"officer:{turn.me.officer_id}"
    returned = registry.end(turn.session, absence, now=turn.now, actor=actor, by=turn.actor)
    return view.back(absence, returned)


def _find_reminded(turn: Turn, officer_id: int) -> OfficerFacts | None:
    """Return an officer in office who is reminded; else None."""
    try:
        found = officers.get_active(turn.session, officer_id)
    except NotFound:
        return None
    return found if found.role is Role.OFFICER else None
