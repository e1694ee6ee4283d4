"""Linking a chat to an officer; a stranger is told only how to get an invitation."""

from data.enums import Role
from data.errors import BadAnswer, InvitationRefused, NotAllowed
from data.registry.office import agencies
from data.registry.people import invitations, offices
from data.registry.people.identities import Identity
from data.registry.people.invitations import Account, OpenInvitation
from data.registry.people.joining import attempts, invitation_codes, relinkings
from data.registry.people.joining.first_administrator import NO_AGENCY_YET
from data.registry.people.succession import closing
from data.text import fold
from handlers.account import help  # noqa: A004 - the glossary's name
from handlers.base.callback_data.account import AddOffice, SwitchOffice
from handlers.base.messages import Reply
from handlers.base.permissions import check_may_speak
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions.ambiguity import is_agreement
from handlers.views.account import welcome
from handlers.views.base import refusals
from handlers.views.base.accounts import account_of, name_of
from handlers.views.base.names import unknown_name

_WANTED = {
    **dict.fromkeys(("them", "kiem nhiem", "kiem nhiem them"), AddOffice),
    **dict.fromkeys(("chuyen", "chuyen sang", "doi", "doi vai tro"), SwitchOffice),
}
"""What may be typed to the question whether to serve another agency as well or to move there, folded."""


def start(turn: Turn, words: str) -> Reply:
    """Link the chat (/start MÃ, /thamgia MÃ). Without a code, show who is linked already, or how to get a code.

    A chat that is linked asks first; the code that linked it, typed again, only shows who is linked. Raises
    InvitationRefused: unknown, used, expired, revoked, unapproved, agency_gone, too_many_tries.
    """
    code, incoming = words.strip(), turn.incoming
    if not code:
        return help.who_am_i(turn, "") if turn.identity else welcome.stranger_greeting()
    if not attempts.is_attempt_allowed(turn.session, incoming.channel, incoming.chat_id, turn.now):
        raise InvitationRefused("too_many_tries")
    if turn.identity:
        if invitations.find_used_by(turn.session, code) in offices.list_ids(turn.session, turn.me.officer_id):
            return help.who_am_i(turn, "")
        return _ask_to_switch(turn, invitations.find_open(turn.session, code, turn.now))
    me = _accept(turn, code=code)
    turn.close_question()
    if me.several:
        turn.spoken.append(me.officer_id)
    return _greet(turn, me)


def switch_office(turn: Turn, tapped: SwitchOffice) -> Reply:
    """Link the chat anew, once its officer has said so. Raises InvitationRefused: used, expired."""
    return _refuse_old_button(turn, tapped.invitation_id) or _switch(turn, tapped.invitation_id)


def add_office(turn: Turn, tapped: AddOffice) -> Reply:
    """Let the officer serve the agency of the code as well. Raises InvitationRefused as `switch_office`."""
    return _refuse_old_button(turn, tapped.invitation_id) or _add(turn, tapped.invitation_id)


def take_switch_answer(turn: Turn, sentence: str) -> Reply:
    """Take what is typed to `start` in a linked chat: to add, to move, or a yes.

    Raises BadAnswer for any other word, and as `switch_office`. A yes where both are offered, and whatever is said
    after the answer to something else, may be meant otherwise: the question is asked again; so it is where who may
    not leave wants to move.
    """
    about = turn.answered_question.about
    invitation_id = int(about["invitation"])
    wanted = _WANTED.get(fold(sentence).strip(" .!"))
    if wanted is None and not is_agreement(sentence):
        raise BadAnswer("switch", "switch_unanswered")
    offered = invitations.get_open(turn.session, invitation_id, turn.now)
    check_may_speak(turn, offered.role)
    only_adds = about.get("may_move") is False
    unclear = wanted is SwitchOffice if only_adds else wanted is None and _may_add(turn, offered)
    if about.get("interrupted") or unclear:
        return _ask_to_switch(turn, offered)
    return _add(turn, invitation_id) if only_adds or wanted is AddOffice else _switch(turn, invitation_id)


def greet_stranger(turn: Turn, words: str) -> Reply:
    """Answer anything from a chat that is linked to nobody. An invitation code alone links it, as `start` does."""
    if invitation_codes.looks_like_code(words):
        return start(turn, words)
    return welcome.stranger_greeting()


def is_invitation(turn: Turn, words: str) -> bool:
    """Return whether words are nothing but the code of an invitation, whatever became of it.

    Ten letters can be a sentence as well ("nhac sua qua"): in a linked chat only a code that was given out is one.
    """
    return invitation_codes.looks_like_code(words) and invitations.find_id(turn.session, words) is not None


def _greet(turn: Turn, me: Identity) -> Reply:
    """Greet who came in. The first administrator is asked for their agency; where there is none, for the level."""
    if agencies.get(turn.session, me.agency_id).code != NO_AGENCY_YET:
        return welcome.chat_linked(me)
    others = (one for one in agencies.list_all(turn.session) if one.code != NO_AGENCY_YET and one.last_day is None)
    return welcome.first_start(me, has_agencies=any(others))


def _refuse_old_button(turn: Turn, invitation_id: int) -> Reply | None:
    """Return the answer to a button whose question is not open any more, or too old; None if it is.

    Raises InvitationRefused for a code that is good no more, and NotAllowed for one of a role that may not be spoken
    for there.
    """
    question = turn.get_question()
    asked = question and question.step == Step.SWITCH_OFFICE and question.about["invitation"]
    if question is None or asked != invitation_id:
        return refusals.old_button()
    if turn.is_late(question):
        turn.close_question()
        return refusals.expired_question()
    check_may_speak(turn, invitations.get_open(turn.session, invitation_id, turn.now).role)
    return None


def _ask_to_switch(turn: Turn, offered: OpenInvitation) -> Reply:
    """Ask whether the officer moves, or serves both agencies.

    Who only goes to another bot is the same as before; so is who comes in anew in one of several agencies, where the
    others stay as they are. An agency that they serve beside this one is neither added nor moved to; in this one
    only their role is changed.
    """
    check_may_speak(turn, offered.role)
    mine = offices.list_ids(turn.session, turn.me.officer_id)
    beside = turn.me.several or offered.replaces_id != turn.me.officer_id
    if offered.moves_officer_id in mine or (beside and offered.replaces_id in mine):
        me = _accept(turn, invitation_id=offered.id)
        turn.close_question()
        turn.spoken.append(me.officer_id)
        return welcome.chat_linked(me)
    is_here = offered.agency_id == turn.me.agency_id
    if offered.is_new and (offered.role is turn.me.role if is_here else offered.agency_id in _list_served(turn)):
        return welcome.served_already(offered)
    may_add = _may_add(turn, offered)
    may_move = True
    if offered.role is not Role.ADMIN:
        try:
            closing.check_not_last_administrator(turn.session, turn.me.officer_id)
        except NotAllowed:
            if not may_add:
                raise
            may_move = False
    turn.ask(Step.SWITCH_OFFICE, invitation=offered.id, may_move=may_move)
    return welcome.switch_question(turn.me, offered, may_add=may_add, may_move=may_move)


def _may_add(turn: Turn, offered: OpenInvitation) -> bool:
    """Return whether the code is for somebody new in an agency that the person does not serve yet."""
    return offered.is_new and offered.agency_id not in _list_served(turn)


def _list_served(turn: Turn) -> set[int]:
    return {one.agency_id for one in offices.list_of_person(turn.session, turn.me.officer_id)}


def _add(turn: Turn, invitation_id: int) -> Reply:
    before = turn.me
    if not _may_add(turn, invitations.get_open(turn.session, invitation_id, turn.now)):
        return refusals.old_button()
    me = _accept(turn, invitation_id=invitation_id, beside_id=before.officer_id)
    turn.close_question()
    turn.spoken.append(me.officer_id)
    return welcome.added(before, me)


def _switch(turn: Turn, invitation_id: int) -> Reply:
    left = turn.me
    me = _accept(turn, invitation_id=invitation_id)
    relinkings.record_relinking(
        turn.session,
        channel=turn.incoming.channel,
        left_id=left.officer_id,
        joined_id=me.officer_id,
        now=turn.now,
    )
    turn.close_question()
    return welcome.switched(left, me)


def _accept(
    turn: Turn, *, code: str = "", invitation_id: int | None = None, beside_id: int | None = None
) -> Identity:
    incoming = turn.incoming
    name = name_of(incoming) or unknown_name()
    by = Account(incoming.channel, incoming.chat_id, name, account_of(incoming))
    return invitations.accept(
        turn.session, code=code, invitation_id=invitation_id, by=by, now=turn.now, beside_id=beside_id
    )
