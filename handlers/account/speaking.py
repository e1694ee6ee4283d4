"""For which of their agencies somebody speaks: switched by a tap, by /toi with a name, or by a sentence."""

from collections.abc import Sequence

from data.registry.office import agencies
from data.registry.people import offices
from data.registry.people.offices import Office
from data.text import fold
from handlers.base.callback_data.account import SpeakFor
from handlers.base.messages import Reply
from handlers.base.permissions import check_may_speak
from handlers.base.turn import Turn
from handlers.views.account import speaking as view
from handlers.views.base import refusals

_SWITCHING = ("chuyen sang ", "doi sang ", "noi thay ", "lam viec cho ", "sang ")
"""Beginnings of sentences, folded, after which only the name of an agency stands."""
_ASKING = frozenset(
    {"toi dang noi thay ai", "dang noi thay ai", "toi dang lam viec cho ai", "dang lam viec cho ai", "toi la ai"}
)


def speak_for(turn: Turn, tapped: SpeakFor) -> Reply:
    """Let the chat speak for another agency of its person."""
    return _speak(turn, tapped.officer_id)


def find_named(turn: Turn, words: str) -> int | None:
    """Return whom the person of the chat is in the agency that `words` name; None for none, or for several."""
    mine, said = list_offices(turn), fold(words).strip(" .!?")
    found = [one for one in mine if said in (fold(one.agency_name), fold(one.agency_short_name))]
    found = found or [one for one in mine if len(said) > 2 and said in fold(one.agency_name)]
    return found[0].officer_id if len(found) == 1 else None


def switch_by_name(turn: Turn, words: str) -> Reply | None:
    """Let the chat speak for the agency that `words` name; None where they name none of its person's."""
    found = find_named(turn, words) if words.strip() else None
    return None if found is None else _speak(turn, found)


def answer_sentence(turn: Turn, sentence: str) -> Reply | None:
    """Answer a sentence about whom the chat speaks for; None for any other sentence."""
    said = fold(sentence).strip(" .!?")
    if said in _ASKING:
        return view.spoken_for(list_offices(turn))
    beginning = next((one for one in _SWITCHING if said.startswith(one)), None)
    if not beginning:
        return None
    wanted = said.removeprefix(beginning)
    return switch_by_name(turn, wanted) or _say_not_served(turn, wanted)


def _say_not_served(turn: Turn, words: str) -> Reply | None:
    """Say that the person does not work for the agency that `words` name; None where they name none."""
    found = agencies.find_named(turn.session, words, turn.today)
    mine = list_offices(turn)
    if found is None or found.id in {one.agency_id for one in mine}:
        return None
    return view.not_served(found, mine)


def list_offices(turn: Turn) -> Sequence[Office]:
    """Return whom the person of the chat is, where that are several; else none."""
    if not turn.me.several:
        return []
    return offices.list_of_chat(turn.session, turn.incoming.channel, turn.incoming.chat_id)


def _speak(turn: Turn, officer_id: int) -> Reply:
    chat = turn.incoming
    wanted = next((one for one in list_offices(turn) if one.officer_id == officer_id), None)
    if wanted is None:
        return refusals.old_button()
    check_may_speak(turn, wanted.role)
    turn.close_question()
    offices.speak_for(turn.session, chat.channel, chat.chat_id, officer_id, turn.now)
    return view.spoken_for(list_offices(turn))
