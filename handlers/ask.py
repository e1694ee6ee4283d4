"""A sentence instead of a command, and the tap that confirms a report made in one."""

from data.errors import BadAnswer
from data.instants import within
from data.registry import dialogues
from data.registry.dialogues import Remembered
from handlers import progress
from handlers.access import own_duty
from handlers.conversation import Reply
from handlers.documents import read_document
from handlers.questions.answering import answer
from handlers.questions.topics import VALID_FOR, Topic
from handlers.turn import Turn


def sentence(turn: Turn, words: str) -> Reply:
    """The answer to whatever an officer typed that is no command and answers no question. Changes no duty: "II.3 xong
    rồi" is answered by the button that makes the report. What it was about is kept for the next sentence."""
    found = answer(turn.session, turn.me, words, turn.today, turn.calendar, _topic(turn))
    if found.topic:
        told = Remembered(turn.me.officer_id, turn.now, found.topic.as_json())
        dialogues.remember(turn.session, turn.incoming.channel, turn.incoming.chat_id, told)
    return found.reply


def report(turn: Turn, value: str) -> Reply:
    """✅ under a report whose document was typed with it: "17:3". Raises Stale if a colleague was first.

    Asks for the document where the chat has gone on to something else since.
    """
    said = _topic(turn)
    duty = own_duty(turn, progress.duty_id(value))
    if said is None or said.items != (f"card:{duty.id}",) or not said.document:
        return progress.ask_document(turn, value)
    try:
        document = read_document(said.document, turn.today, duty.plan_year)
    except BadAnswer:
        return progress.ask_document(turn, value)
    return progress.reported(turn, duty, progress.version(value), document)


def _topic(turn: Turn) -> Topic | None:
    """What this officer was told here within the last ten minutes."""
    told = dialogues.topic(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if told is None or told.officer_id != turn.me.officer_id or not within(told.spoken_at, turn.now, VALID_FOR):
        return None
    return Topic.from_json(told.topic)
