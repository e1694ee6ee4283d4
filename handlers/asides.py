"""A sentence answered: by itself, or beside a question of ours that stays open."""

from dataclasses import replace
from typing import Any

from data.errors import NotFound
from data.instants import within
from data.registry import dialogues, duties
from data.registry.dialogues import Question, Remembered
from handlers.conversation import Reply
from handlers.proposals import STEP, Held
from handlers.questions.answering import answer
from handlers.questions.query import Intent, Query
from handlers.questions.topics import VALID_FOR, Topic
from handlers.turn import Turn
from handlers.views import pending


def answered(turn: Turn, words: str, topic: Topic | None) -> Reply:
    """The answer to `words`, said after `topic`; what it was about is kept for the next sentence."""
    found = answer(turn.session, turn.me, words, turn.today, turn.calendar, topic)
    if found.topic:
        told = Remembered(turn.me.officer_id, turn.now, found.topic.as_json())
        dialogues.remember(turn.session, turn.incoming.channel, turn.incoming.chat_id, told)
    return found.reply


def beside(turn: Turn, question: Question, sentence: str) -> Reply:
    """The answer to `sentence`; that the question is still open stands below it. "Hạn khi nào?" asks of the duty that
    the question is about."""
    reply = answered(turn, sentence, _topic_beside(turn, question))
    if held := Held.of(question):
        turn.ask(STEP, **replace(held, interrupted=True).as_json())
    return pending.still_open(reply, question, subject_of(turn, question))


def topic_now(turn: Turn) -> Topic | None:
    """What this officer was told here within the last ten minutes."""
    told = _told(turn)
    return Topic.from_json(told.topic) if told else None


def _told(turn: Turn) -> Remembered | None:
    told = dialogues.topic(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if told is None or told.officer_id != turn.me.officer_id or not within(told.spoken_at, turn.now, VALID_FOR):
        return None
    return told


def _topic_beside(turn: Turn, question: Question) -> Topic | None:
    told, code = _told(turn), subject_of(turn, question)
    if told and told.spoken_at > question.asked_at:
        return Topic.from_json(told.topic)
    duty_id = _about(question).get("duty")
    return Topic(Query(Intent.CARD, (code,)), (f"card:{duty_id}",)) if duty_id else topic_now(turn)


def subject_of(turn: Turn, question: Question) -> str:
    """The code of the duty or task that the question is about; of several, how many; "" for none."""
    about = _about(question)
    seen = about.get("duties") or ([[about["duty"], 0]] if "duty" in about else [])
    try:
        if len(seen) == 1:
            return duties.line(turn.session, int(seen[0][0])).code
        if "deadline" in about:
            return duties.task(turn.session, int(about["deadline"])).code
    except NotFound:
        return ""
    return pending.of_several(len(seen)) if seen else ""


def _about(question: Question) -> dict[str, Any]:
    held = Held.of(question)
    return held.about if held else question.about
