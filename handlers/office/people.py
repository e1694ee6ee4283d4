"""/canbo: who is linked where, and what an administrator can change of it."""

from data.enums import NAME_LETTERS, OVERSEEING, Role
from data.errors import BadAnswer, NotFound
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.people import officers, offices
from data.registry.people.joining import join_requests, joinings
from data.registry.people.officers import OfficerFacts
from data.registry.people.succession import absences, transfers
from data.text import fold
from handlers.base.callback_data.people import (
    AskAgency,
    AskName,
    AskRole,
    ListOfficers,
    ProposeTransfer,
    ShowOfficer,
    TransferOfficer,
)
from handlers.base.messages import Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.views.base import refusals
from handlers.views.base.names import unknown_name
from handlers.views.office import officer_changes, own_agency
from handlers.views.office import people as view


def show(turn: Turn, words: str) -> Reply:
    """Show the officers (/canbo); behind it an agency or words of a name may be typed."""
    said = words.strip()
    if not said:
        return show_page(turn, ListOfficers())
    agency = agencies.find_named(turn.session, said, turn.today)
    if agency:
        return show_page(turn, ListOfficers(0, agency.id))
    wanted = f" {fold(said)} "
    called = [one for one in officers.list_officers(turn.session) if wanted in f" {fold(one.name)} "]
    if not called:
        return view.nobody_called(said)
    if len(called) == 1:
        return show_card(turn, ShowOfficer(called[0].id))
    return view.officers_called(said, called)


def show_page(turn: Turn, tapped: ListOfficers) -> Reply:
    """Show a page of the officers, of all agencies or of one."""
    agency = agencies.get(turn.session, tapped.agency_id) if tapped.agency_id else None
    asking = len(join_requests.list_waiting(turn.session, turn.now))
    return view.officer_page(officers.list_officers(turn.session, tapped.agency_id), tapped, agency, asking)


def show_card(turn: Turn, tapped: ShowOfficer) -> Reply:
    """Show an officer in office: their chats, since when, and what can be changed."""
    found = _find(turn, tapped.officer_id)
    return _card(turn, found) if found else refusals.old_button()


def ask_name(turn: Turn, tapped: AskName) -> Reply:
    """Ask for another name of an officer."""
    found = _find(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    turn.ask(Step.OFFICER_NAME, officer=found.id)
    return officer_changes.name_question(found)


def take_name(turn: Turn, sentence: str) -> Reply:
    """Save the name that was typed. Raises BadAnswer."""
    name = " ".join(sentence.split())
    if len(name) > NAME_LETTERS or sum(map(str.isalpha, name)) < 2 or any(map(str.isdigit, name)):
        raise BadAnswer("name", "not_a_name")
    found = _find(turn, int(turn.answered_question.about["officer"]))
    turn.close_question()
    if found is None:
        return refusals.old_button()
    officers.rename(turn.session, found.id, name, now=turn.now, actor=f"officer:{turn.me.officer_id}")
    if found.name == unknown_name() and found.id == turn.me.officer_id:
        return own_agency.named_first(name)
    return officer_changes.renamed(found.name, officers.get_facts(turn.session, found.id))


def ask_role(turn: Turn, tapped: AskRole) -> Reply:
    """Offer the other roles of an officer."""
    found = find_other(turn, tapped.officer_id)
    return officer_changes.role_question(found) if found else refusals.old_button()


def ask_agency(turn: Turn, tapped: AskAgency) -> Reply:
    """Ask to which agency an officer goes."""
    found = find_other(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    turn.ask(Step.OFFICER_AGENCY, officer=found.id)
    return officer_changes.agency_question(found)


def take_agency(turn: Turn, sentence: str) -> Reply:
    """Show what follows when the officer goes to the agency that was typed. Raises BadAnswer."""
    officer_id = int(turn.answered_question.about["officer"])
    agency = agencies.find_named(turn.session, sentence, turn.today)
    if agency is None:
        return _ask_agency_again(turn, sentence)
    turn.close_question()
    found = find_other(turn, officer_id)
    return _propose(turn, found, found.role, agency) if found else refusals.old_button()


def propose_transfer(turn: Turn, tapped: ProposeTransfer) -> Reply:
    """Show what follows when an officer goes to a role and an agency."""
    found = find_other(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    return _propose(turn, found, tapped.role, agencies.get(turn.session, tapped.agency_id))


def transfer(turn: Turn, tapped: TransferOfficer) -> Reply:
    """Let an officer go to a role and an agency. Raises NotAllowed."""
    found = find_other(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    if tapped.shown_on != turn.today:
        return propose_transfer(turn, ProposeTransfer(found.id, tapped.role, tapped.agency_id))
    officer_id = transfers.transfer(
        turn.session,
        found.id,
        agency_id=tapped.agency_id,
        role=tapped.role,
        now=turn.now,
        by_id=turn.me.officer_id,
    )
    return officer_changes.transferred(found, officers.get_facts(turn.session, officer_id))


def find_other(turn: Turn, officer_id: int) -> OfficerFacts | None:
    """Return an officer in office who is not the administrator themselves, in whichever agency; else None."""
    found = _find(turn, officer_id)
    return found if found and found.id not in offices.list_ids(turn.session, turn.me.officer_id) else None


def list_beside(turn: Turn, officer_id: int) -> list[offices.Office]:
    """Return who else the person of an officer is, in other agencies."""
    return [one for one in offices.list_of_person(turn.session, officer_id) if one.officer_id != officer_id]


def _propose(turn: Turn, officer: OfficerFacts, role: Role, agency: AgencyFact) -> Reply:
    if role is officer.role and agency.id == officer.agency_id:
        return officer_changes.unchanged(officer)
    if role in OVERSEEING:
        return officer_changes.replacement_question(officer, role, list_beside(turn, officer.id))
    return officer_changes.transfer_question(officer, role, agency, turn.today)


def _ask_agency_again(turn: Turn, sentence: str) -> Reply:
    """Show the nearest names. Raises BadAnswer where there are none, so that a question may be answered."""
    try:
        agencies.find(turn.session, sentence, turn.today)
    except NotFound as error:
        if not error.nearest:
            raise BadAnswer("agency", "no_such_agency") from error
        turn.ask_again(turn.answered_question)
        return officer_changes.nearest_agencies(error.nearest)
    raise BadAnswer("agency", "no_such_agency")


def _card(turn: Turn, officer: OfficerFacts) -> Reply:
    invitation_id = joinings.find_invitation_of(turn.session, officer.id)
    joining = joinings.find_joining(turn.session, invitation_id) if invitation_id else None
    links = officers.list_links(turn.session, officer.id)
    absence = absences.find_open(turn.session, officer.id)
    beside = list_beside(turn, officer.id)
    is_me = officer.id in offices.list_ids(turn.session, turn.me.officer_id)
    return view.officer_card(officer, links, joining, absence, beside, is_me=is_me)


def _find(turn: Turn, officer_id: int) -> OfficerFacts | None:
    try:
        return officers.get_active(turn.session, officer_id)
    except NotFound:
        return None
