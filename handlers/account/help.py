"""/toi, /trogiup and /huy: who am I here, what can I ask, and leaving a question unanswered."""

from collections.abc import Sequence

from data.registry.people import offices, reaffirmations
from data.registry.people.offices import OfficeLine
from data.text import fold
from handlers.base.callback_data.account import SpeakFor
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.base.turn import Turn
from handlers.views.account import welcome
from handlers.views.base import refusals


def who_am_i(turn: Turn, words: str) -> Reply:
    """Show whom the chat is linked to (/toi), and the question whether they are still in office if it waits.

    Of whoever serves several agencies, `words` may name the one that is spoken for from now on.
    """
    mine = _list_offices(turn)
    if found := _find_named(mine, words):
        return _speak(turn, found.officer_id)
    asked = reaffirmations.find_open(turn.session, turn.me.officer_id) is not None
    return welcome.who_am_i(turn.me, turn.commands, asked=asked, offices=mine)


def speak_for(turn: Turn, tapped: SpeakFor) -> Reply:
    """Let the chat speak for another agency of its officer."""
    return _speak(turn, tapped.officer_id)


def _speak(turn: Turn, officer_id: int) -> Reply:
    chat = turn.incoming
    mine = {one.officer_id for one in _list_offices(turn)}
    if officer_id not in mine:
        return refusals.old_button()
    turn.close_question()
    offices.speak_for(turn.session, chat.channel, chat.chat_id, officer_id, turn.now)
    return welcome.speaking(_list_offices(turn))


def _list_offices(turn: Turn) -> list[OfficeLine]:
    if not turn.me.several:
        return []
    return offices.list_offices(turn.session, turn.incoming.channel, turn.incoming.chat_id)


def _find_named(mine: Sequence[OfficeLine], words: str) -> OfficeLine | None:
    """Return the one office that words name; None for none, or for several."""
    said = fold(words)
    found = [one for one in mine if said and said in (fold(one.agency_name), fold(one.agency_short_name))]
    found = found or [one for one in mine if said and said in fold(one.agency_name)]
    return found[0] if len(found) == 1 else None


def show(turn: Turn, _words: str) -> Reply:
    """Show the commands of this role and examples of questions (/trogiup)."""
    return welcome.command_help(turn.commands, overseeing=oversees(turn.me))


def leave_question(turn: Turn, _tapped: str | LeaveQuestion) -> Reply:
    """Leave the open question (/huy); nothing that was saved before is lost."""
    return welcome.question_left(was_open=turn.close_question())
