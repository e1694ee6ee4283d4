"""Words behind /tonghop that ask for no figures: requests that wait, duties or agencies in a state."""

from dataclasses import replace

from handlers.base.callback_data.changes import ShowRequests
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.base.query import Intent
from handlers.base.turn import Turn
from handlers.changes import extensions
from handlers.open_questions import side_answers
from handlers.questions.answering.answerer import answer

_ANSWERED = frozenset({Intent.LIST, Intent.COUNT, Intent.AGENCIES, Intent.ACTIVITY})
_OWN_REQUESTS = "việc đang xin gia hạn"


def list_extensions(turn: Turn) -> Reply:
    """Show the requests for more time that wait: all, with the ways to decide, or those of one's own agency."""
    if oversees(turn.me):
        return extensions.list_requests(turn, ShowRequests())
    return side_answers.answer_sentence(turn, _OWN_REQUESTS, None).reply


def answer_question(turn: Turn, words: str) -> Reply | None:
    """Answer words that ask for duties or agencies in a state, “các huyện chưa nộp TC.1”; None for any other."""
    found = answer(turn.session, turn.me, words, turn.today, turn.calendar)
    if found.intent not in _ANSWERED or found.topic is None or found.topic.query.implied:
        return None
    return replace(side_answers.remember(turn, found).reply, replaces=False)
