"""/xinvao: people without a code ask to be let in; an administrator decides by a tap."""

from dataclasses import replace
from datetime import timedelta

from data.enums import OVERSEEING, Role
from data.errors import NotFound
from data.registry.office import agencies
from data.registry.people import invitations
from data.registry.people.invitations import Account
from data.registry.people.joining import join_requests as registry
from handlers.base.callback_data.people import LetIn, ListRequests, TurnAway
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.office.invitees import find_name_fault
from handlers.parsing.people_lists import TypedPerson, read_people
from handlers.views.account import welcome
from handlers.views.base.accounts import account_of, name_of
from handlers.views.office import join_requests as view

_A_MOMENT = timedelta(seconds=2)
"""Those who ask are answered at once: how often they may ask is limited where it is stored."""


def ask(turn: Turn, words: str) -> Reply:
    """Save that somebody without a code asks to be let in; officers are told that they are in."""
    if turn.identity:
        return welcome.who_am_i(turn.me, turn.commands, asked=False)
    if not words.strip():
        return welcome.stranger_greeting()
    lines = read_people(words)
    reply = _ask(turn, lines[0]) if len(lines) == 1 else view.how_to_ask()
    return replace(reply, at_most_every=_A_MOMENT)


def list_waiting(turn: Turn, tapped: ListRequests) -> Reply:
    """Show a page of those who ask to be let in."""
    return view.waiting_requests(registry.list_waiting(turn.session, turn.now), tapped.page, turn.today)


def let_in(turn: Turn, tapped: LetIn) -> Reply:
    """Let somebody in. Raises NotAllowed for an agency that has ended."""
    found = registry.get_waiting(turn.session, tapped.request_id, turn.now)
    joined = registry.approve(turn.session, found, turn.me, turn.now) if found else None
    if found is None or joined is None:
        return view.decided_before(registry.find_decided(turn.session, tapped.request_id))
    return view.approved(found)


def turn_away(turn: Turn, tapped: TurnAway) -> Reply:
    """Do not let somebody in."""
    found = registry.get_waiting(turn.session, tapped.request_id, turn.now)
    if found is None or not registry.refuse(turn.session, found, turn.me, turn.now):
        return view.decided_before(registry.find_decided(turn.session, tapped.request_id))
    return view.refused(found)


def _ask(turn: Turn, line: TypedPerson) -> Reply:
    role = line.role or Role.OFFICER
    if find_name_fault(line.name) or not line.others:
        return view.how_to_ask()
    if role in OVERSEEING:
        return view.only_by_code(role)
    agency = next(filter(None, (agencies.find_named(turn.session, words, turn.today) for words in line.others)), None)
    if agency is None:
        return view.no_such_agency(line.others[0], _nearest(turn, line.others[0]))
    if invitations.has_ended(turn.session, agency.id, turn.now):
        return view.no_such_agency(line.others[0], ())
    chat = turn.incoming
    by = Account(chat.channel, chat.chat_id, name_of(chat), account_of(chat))
    saved = registry.ask(turn.session, by, name=line.name, agency_id=agency.id, role=role, now=turn.now)
    return view.asked(line.name, role, agency, by.shown) if saved else view.too_many()


def _nearest(turn: Turn, words: str) -> tuple[str, ...]:
    try:
        agencies.find(turn.session, words, turn.today)
    except NotFound as error:
        return error.nearest
    return ()
