"""/moi: people are invited, one or many at once; each gets a code of one use, shown only once."""

from collections.abc import Sequence
from typing import Any

from data.enums import Role
from data.errors import BadAnswer
from data.registry.conversations.dialogues import Question
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.people.joining import grants
from data.registry.people.succession.same_person import is_linked
from handlers.base import uploads
from handlers.base.callback_data.people import (
    ListInvitations,
    MakeInvitations,
    MakeOverseers,
    RenewInvitation,
    ShowInvitation,
)
from handlers.base.messages import Reply
from handlers.base.proposal import make_mark
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.office import invitation_codes
from handlers.office.invitees import sort_lines
from handlers.parsing.people_lists import read_document, read_people
from handlers.views.base import refusals
from handlers.views.office import invitations as view
from handlers.views.office import invitees as invitees_view
from handlers.views.office.invitees import Invitee, Rejected

_SEVERAL = 2
MOST = 200
"""The most people of one list: their codes are made in one turn, which is given up after two seconds."""


def ask(turn: Turn, words: str) -> Reply:
    """Ask who is to be invited (/moi); behind it an agency, or the people themselves, may be typed."""
    said = words.strip()
    agency = agencies.find_named(turn.session, said, turn.today) if said else None
    turn.ask(Step.INVITEES, agency=agency.id if agency else None, people=[])
    if said and agency is None:
        return take_people(turn, said)
    return invitees_view.invitees_question(agency, waiting=len(grants.list_waiting(turn.session, turn.now)))


def take_people(turn: Turn, sentence: str) -> Reply:
    """Show the people who were typed, with those typed before, before a code is made. Raises BadAnswer."""
    about = turn.answered_question.about
    default = agencies.get(turn.session, about["agency"]) if about["agency"] else None
    if default is None and not about["people"] and agencies.find_named(turn.session, sentence, turn.today):
        return ask(turn, sentence)
    lines = read_people(sentence)
    people, rejected = sort_lines(turn.session, lines, default, _load(turn, about["people"]), now=turn.now)
    if not people and len(lines) < _SEVERAL and not any(line.others for line in lines):
        raise BadAnswer("invitees", "invitees_unread")
    return _propose(turn, people, rejected, default)


def take_files(turn: Turn, _caption: str) -> Reply:
    """Show the people of the workbooks or Word files that were sent. Raises BadAnswer and DocumentsNeeded."""
    documents = [uploads.get_document(upload) for upload in turn.incoming.files]
    lines = [line for document in documents for line in read_document(document)]
    if not lines:
        raise BadAnswer("invitees", "list_unreadable")
    about = turn.answered_question.about
    default = agencies.get(turn.session, about["agency"]) if about["agency"] else None
    people, rejected = sort_lines(turn.session, lines, default, _load(turn, about["people"]), now=turn.now)
    return _propose(turn, people, rejected, default)


def _propose(
    turn: Turn, people: Sequence[Invitee], rejected: Sequence[Rejected], default: AgencyFact | None
) -> Reply:
    """Show who would be invited, and which lines cannot be used; nothing is saved. Raises BadAnswer for too many."""
    if len(people) > MOST:
        raise BadAnswer("invitees", "invitees_too_many")
    return _show_and_ask(turn, people, rejected, default)


def make(turn: Turn, tapped: MakeInvitations) -> Reply:
    """Make the codes of the people who were shown; roles that see all agencies are asked about once more."""
    question = _find_question(turn, tapped.mark)
    if question is None:
        return refusals.old_button()
    if turn.is_late(question):
        turn.close_question()
        return refusals.expired_question()
    if question.step == Step.INVITED:
        return _renew_made(turn, question)
    outside = [one for one in _load(turn, question.about["people"]) if one.outside]
    if outside:
        turn.ask_again(question)
        return invitees_view.overseers_question(outside, tapped.mark)
    return _make(turn, question, tapped.mark)


def make_overseers(turn: Turn, tapped: MakeOverseers) -> Reply:
    """Make the codes, also those of roles that see all agencies: it was asked twice."""
    question = _find_question(turn, tapped.mark)
    if question is None or turn.is_late(question):
        return refusals.old_button()
    return _renew_made(turn, question) if question.step == Step.INVITED else _make(turn, question, tapped.mark)


def list_waiting(turn: Turn, tapped: ListInvitations) -> Reply:
    """Show a page of the codes that nobody has used yet."""
    return view.waiting_codes(grants.list_waiting(turn.session, turn.now), tapped.page)


def show_waiting(turn: Turn, tapped: ShowInvitation) -> Reply:
    """Show a code that nobody has used yet, without the code itself."""
    found = grants.get_waiting(turn.session, tapped.invitation_id, turn.now)
    if found is None:
        return view.gone()
    mine = is_linked(turn.session, found.created_by_id, turn.me.officer_id)
    return view.waiting_code(found, turn.today, may_approve=not mine)


def renew(turn: Turn, tapped: RenewInvitation) -> Reply:
    """Give an invitation that waits another code."""
    found = grants.get_waiting(turn.session, tapped.invitation_id, turn.now)
    if found is None:
        return view.gone()
    return view.codes_made([invitation_codes.renew_code(invitation_codes.issuer_of(turn), found.id)], renewed=True)


def _make(turn: Turn, question: Question, mark: str) -> Reply:
    """Make the codes; the question stays as one that was answered.

    An answer with files cannot be kept: when it is lost with the process, the tap is taken anew, and the same
    invitations get other codes.
    """
    people = _load(turn, question.about["people"])
    issuer = invitation_codes.issuer_of(turn)
    made = [invitation_codes.make_code(issuer, one.name, one.role, one.agency) for one in people]
    turn.ask(Step.INVITED, mark=mark, made=[one.invited.id for one in made])
    return view.codes_made(made, renewed=False)


def _renew_made(turn: Turn, question: Question) -> Reply:
    waiting = [one for one in question.about["made"] if grants.get_waiting(turn.session, one, turn.now)]
    if not waiting:
        return view.gone()
    turn.ask_again(question)
    return view.codes_made(
        [invitation_codes.renew_code(invitation_codes.issuer_of(turn), one) for one in waiting], renewed=True
    )


def _show_and_ask(
    turn: Turn, people: Sequence[Invitee], rejected: Sequence[Rejected], default: AgencyFact | None
) -> Reply:
    chat = turn.incoming
    mark = make_mark(chat.channel, chat.chat_id, chat.update_id)
    kept = [[one.name, one.agency.id, one.role.value] for one in people]
    turn.ask(Step.INVITEES, agency=default.id if default else None, people=kept, mark=mark)
    return invitees_view.invitees_preview(people, rejected, mark)


def _find_question(turn: Turn, mark: str) -> Question | None:
    question = turn.get_question()
    known = question is not None and question.step in (Step.INVITEES, Step.INVITED)
    return question if question and known and question.about.get("mark") == mark else None


def _load(turn: Turn, kept: Sequence[Sequence[Any]]) -> list[Invitee]:
    found: dict[int, AgencyFact] = {}
    people = []
    for name, agency_id, role in kept:
        agency = found.get(agency_id) or agencies.get(turn.session, agency_id)
        found[agency_id] = agency
        outside = grants.is_outside(turn.session, agency_id, Role(role))
        people.append(Invitee(name, agency, Role(role), outside))
    return people
