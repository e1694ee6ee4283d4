"""/toi, /trogiup and /huy: who am I here, what can I ask, and leaving a question unanswered."""

from data.registry.people import reaffirmations
from handlers.account import speaking
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.base.turn import Turn
from handlers.views.account import welcome


def who_am_i(turn: Turn, words: str) -> Reply:
    """Show whom the chat is linked to (/toi), and the question whether they are still in office if it waits.

    Of whoever serves several agencies, `words` may name the one for which the chat speaks from now on.
    """
    if switched := speaking.switch_by_name(turn, words):
        return switched
    asked = reaffirmations.find_open(turn.session, turn.me.officer_id) is not None
    return welcome.who_am_i(turn.me, turn.commands, asked=asked, offices=speaking.list_offices(turn))


def show(turn: Turn, _words: str) -> Reply:
    """Show the commands of this role and examples of questions (/trogiup)."""
    return welcome.command_help(turn.commands, overseeing=oversees(turn.me))


def leave_question(turn: Turn, _tapped: str | LeaveQuestion) -> Reply:
    """Leave the open question (/huy); nothing that was saved before is lost."""
    return welcome.question_left(was_open=turn.close_question())
