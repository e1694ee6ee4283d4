"""Answers to sentences: by themselves, or while another question stays open."""

from dataclasses import replace
from typing import Any

from data.errors import NotFound
from data.registry.conversations import dialogues
from data.registry.conversations.dialogues import Question, RememberedTopic
from data.registry.duties import duty_lines
from data.registry.plans import task_lines
from data.rules.instants import within
from data.rules.limits.terms import CONTEXT_TERM
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Reply
from handlers.base.proposal import PendingProposal
from handlers.base.query import Intent, Query
from handlers.base.steps import NOTHING_ASKED, Step
from handlers.base.turn import Turn
from handlers.open_questions import message_subjects
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.answerer import answer
from handlers.questions.answering.context import Context
from handlers.views.open_questions import pending

_WAITING_FOR_YES = (Step.REPORTS, Step.SWITCH_OFFICE)
"""Steps that a mere "ok" answers: after something else was answered, it may be meant for that (`interrupted`)."""


def answer_sentence(turn: Turn, words: str, topic: Context | None) -> Answer:
    """Answer `words`, said after `topic`; save what it was about for the next sentence."""
    return remember(turn, answer(turn.session, turn.me, words, turn.today, turn.calendar, topic))


def remember(turn: Turn, found: Answer) -> Answer:
    """Save what an answer was about for the next sentence or tap; return it."""
    if found.topic:
        told = RememberedTopic(turn.me.officer_id, turn.now, found.topic.as_json())
        dialogues.save_topic(turn.session, turn.incoming.channel, turn.incoming.chat_id, told)
    return found


def is_asked(turn: Turn) -> bool:
    """Tell whether a question waits for an answer; after an album or codes nothing is asked."""
    question = turn.get_question()
    return question is not None and question.step not in NOTHING_ASKED


def answer_beside(turn: Turn, question: Question, sentence: str) -> Reply:
    """Answer `sentence`, with a line below that the question is still open.

    "Hạn khi nào?" is about the duty of the open question.
    """
    reply = answer_sentence(turn, sentence, _topic_beside(turn, question)).reply
    if held := PendingProposal.from_question(question):
        turn.ask(Step.PROPOSAL, **replace(held, interrupted=True).as_json())
    elif question.step in _WAITING_FOR_YES:
        turn.ask(Step(question.step), **question.about | {"interrupted": True})
    return pending.append_open_question(reply, question, subject_of(turn, question))


def current_context(turn: Turn) -> Context | None:
    """Return what the message is about that this officer replies to, or else what they were told here within the last
    ten minutes. A reply to a message that is not known is about nothing."""
    if turn.incoming.reply_to:
        return message_subjects.replied_context(turn) or message_subjects.NOTHING_KNOWN
    return last_context(turn)


def last_context(turn: Turn) -> Context | None:
    """Return what this officer was told here within the last ten minutes."""
    told = _get_remembered(turn)
    return Context.from_json(told.topic) if told else None


def _get_remembered(turn: Turn) -> RememberedTopic | None:
    remembered = dialogues.get_topic(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if (
        remembered is None
        or remembered.officer_id != turn.me.officer_id
        or not within(remembered.spoken_at, turn.now, CONTEXT_TERM)
    ):
        return None
    return remembered


def _topic_beside(turn: Turn, question: Question) -> Context | None:
    if turn.incoming.reply_to and (replied := message_subjects.replied_context(turn)):
        return replied
    told, code = _get_remembered(turn), subject_of(turn, question)
    if told and told.spoken_at > question.asked_at:
        return Context.from_json(told.topic)
    duty_id = _get_subject(question).get("duty")
    return (
        Context(Query(Intent.CARD, (code,)), (encode(ShowDuty(int(duty_id))),)) if duty_id else current_context(turn)
    )


def subject_of(turn: Turn, question: Question) -> str:
    """Return the code of the duty or task that the question is about; of several, how many; "" for none."""
    about = _get_subject(question)
    seen = about.get("duties") or ([[about["duty"], 0]] if "duty" in about else [])
    try:
        if len(seen) == 1:
            return duty_lines.get_line(turn.session, int(seen[0][0])).code
        if "deadline" in about:
            return task_lines.get_task(turn.session, int(about["deadline"])).code
    except NotFound:
        return ""
    return pending.duty_count(len(seen)) if seen else ""


def _get_subject(question: Question) -> dict[str, Any]:
    held = PendingProposal.from_question(question)
    return held.about if held else question.about
