"""Who speaks, of all whom the person of a chat is: chosen before a tap or a reply is answered, never by trying.

A tap on a duty is that of the duty's agency; one on a message is that of whom the message was for. What is none of
theirs is answered, and refused, as to anybody else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from data.enums import OVERSEEING
from data.registry.conversations import shown_messages
from data.registry.people import identities, offices, subjects
from data.registry.people.offices import Office
from data.store import Session
from handlers.base.callback_data import account, people
from handlers.base.callback_data.codec import Payload
from handlers.base.permissions import check_may_speak
from handlers.base.turn import Turn
from handlers.dispatch.route import ButtonRoute
from handlers.dispatch.routes import list_commands

_OF_ONESELF = (people.StayInOffice, people.AskLeaving, people.LeaveOffice, people.AskErasure, people.EraseMe)
_OF_JOININGS = (people.ShowJoining, people.VouchFor, people.RevokeJoining)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom a button concerns: an officer, or agencies; `for_overseers`: whoever sees all agencies as well."""

    officer_id: int | None = None
    agencies: Collection[int] | None = None
    for_overseers: bool = False


def of_tap(turn: Turn, payload: Payload, route: ButtonRoute, reader: int | None = None) -> Turn:
    """Return the turn as that of whom a tap is meant for. One that answers an open question is its asker's.

    `reader` is whom the message with the button was for, where that is known of the button itself.
    """
    if turn.identity is None or not turn.identity.several or route.keeps_question:
        return turn
    if isinstance(payload, account.SpeakFor):
        return turn
    candidates = [one for one in _list_mine(turn) if one.role in route.roles]
    chosen = _choose(turn, candidates, _find_subject(turn.session, payload), reader)
    return turn if chosen is None else _speak_as(turn, chosen)


def of_command(turn: Turn, reader: int | None = None) -> Turn:
    """Return the turn as that of whom the message was for below which a command stood as a button."""
    if turn.identity is None or not turn.identity.several:
        return turn
    chosen = _reader(turn, _list_mine(turn), turn.incoming.message_id, reader)
    return turn if chosen is None else _speak_as(turn, chosen)


def of_reply(turn: Turn) -> Turn:
    """Return the turn as that of whom the message was for that is replied to."""
    if turn.identity is None or not turn.identity.several or turn.incoming.reply_to is None:
        return turn
    chosen = _reader(turn, _list_mine(turn), turn.incoming.reply_to)
    return turn if chosen is None else _speak_as(turn, chosen)


def speak(turn: Turn, officer_id: int) -> Turn:
    """Let the chat speak for an officer whom its person is; return the turn as theirs."""
    chat = turn.incoming
    if turn.me.officer_id == officer_id:
        return turn
    if not offices.speak_for(turn.session, chat.channel, chat.chat_id, officer_id, turn.now):
        return turn
    turn.close_question()
    turn.spoken.append(officer_id)
    return as_spoken(turn)


def _speak_as(turn: Turn, chosen: Office) -> Turn:
    """Return the turn as that of whom it was meant for. Raises NotAllowed where they may not be spoken for there."""
    check_may_speak(turn, chosen.role)
    return speak(turn, chosen.officer_id)


def as_spoken(turn: Turn) -> Turn:
    """Return the turn as that of whom the chat speaks for by now; as it is, where that is nobody any more."""
    me = identities.identify(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if me is None:
        return turn
    return replace(turn, identity=me, commands=list_commands(me.role, has_page=turn.has_page))


def _list_mine(turn: Turn) -> list[Office]:
    return offices.list_of_chat(turn.session, turn.incoming.channel, turn.incoming.chat_id)


def _choose(turn: Turn, mine: Sequence[Office], subject: _Subject, shown_to: int | None) -> Office | None:
    """Return whom of `mine`, whose roles may do it, a tap is meant for; None to leave it to who speaks."""
    if subject.officer_id is not None:
        return next((one for one in mine if one.officer_id == subject.officer_id), None)
    candidates = list(mine)
    if subject.agencies is not None:
        overseers = [one for one in mine if one.role in OVERSEEING]
        own = [one for one in mine if one.agency_id in subject.agencies]
        candidates = [*own, *overseers] if subject.for_overseers else own or overseers
    elif reader := _reader(turn, candidates, turn.incoming.message_id, shown_to):
        return reader
    return next((one for one in candidates if one.speaking), candidates[0] if candidates else None)


def _reader(turn: Turn, mine: Sequence[Office], message_id: str | None, shown_to: int | None = None) -> Office | None:
    """Return whom of `mine` a message was shown or sent to; None if it was somebody else, or is not known.

    `shown_to` is the officer, where a button knows it.
    """
    chat, readers = turn.incoming, {shown_to} - {None}
    if not readers and message_id:
        readers |= shown_messages.list_readers(turn.session, chat.channel, chat.chat_id, message_id)
    return next((one for one in mine if one.officer_id in readers), None) if len(readers) == 1 else None


def _find_subject(session: Session, payload: Payload) -> _Subject:
    """Return whom a button concerns, by what it names."""
    named = {field.name: getattr(payload, field.name) for field in payload.written_fields}
    if isinstance(payload, _OF_ONESELF):
        return _Subject(officer_id=named["officer_id"])
    if "delivery_id" in named:
        return _Subject(officer_id=subjects.find_reader_of_delivery(session, named["delivery_id"]))
    if isinstance(payload, _OF_JOININGS):
        agencies = subjects.list_agencies(session, "invitation", named["invitation_id"])
        return _Subject(agencies=agencies, for_overseers=True)
    for kind in ("duty", "proof", "deadline", "group"):
        if (its_id := named.get(f"{kind}_id")) is not None:
            return _Subject(agencies=subjects.list_agencies(session, kind, its_id), for_overseers=kind == "group")
    agency_id = getattr(named.get("at"), "agency_id", None) or named.get("agency_id")
    return _Subject(agencies=[agency_id], for_overseers=True) if agency_id else _Subject()
