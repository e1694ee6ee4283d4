"""The duties that a message of ours was about: what is said in reply to it, or below the card shown last, is of them.

Only ids are kept; what they name is looked up when it is asked for, under the permissions of that day.
"""

from collections.abc import Iterator

from data.errors import NotFound
from data.registry.conversations import dialogues, shown_messages
from data.registry.conversations.dialogues import Question, RememberedTopic
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.people.identities import Identity
from data.registry.plans import task_lines
from data.store import Session
from data.text import fold
from handlers.base.callback_data.codec import decode, encode
from handlers.base.callback_data.duties import ShowDuty, ShowTask
from handlers.base.messages import Reply
from handlers.base.proposal import PendingProposal
from handlers.base.query import Intent, Query, Status
from handlers.base.turn import Turn
from handlers.parsing.task_codes import TASK_CODE
from handlers.questions.answering.context import Context
from handlers.questions.lexicon.words import tokenize
from handlers.questions.reading.codes import extract_ordinal
from handlers.questions.reading.sentence import Sentence

NOTHING_KNOWN = Context(Query(Intent.LIST), replied=True)
"""The context of a reply to a message that is not known, or was somebody else's."""


def items_of(reply: Reply) -> tuple[str, ...]:
    """Return the buttons that open what a reply is about, in its order; each duty and task once."""
    return tuple(
        dict.fromkeys(encode(item) for row in reply.buttons for one in row for item in _opened_by(one.value))
    )


def save_last_shown(turn: Turn, reply: Reply) -> None:
    """Save what was just shown as what the next sentence may be about: one duty as its card, several as a list."""
    items = items_of(reply)
    if not items or turn.identity is None:
        return
    query = Query(Intent.LIST, status=Status.OPEN, implied=True)
    if len(items) == 1:
        code = _get_code(turn.session, items[0])
        query = Query(Intent.CARD, (code,)) if code else query
    told = RememberedTopic(turn.identity.officer_id, turn.now, Context(query, items).as_json())
    dialogues.save_topic(turn.session, turn.incoming.channel, turn.incoming.chat_id, told)


def replied_context(turn: Turn) -> Context | None:
    """Return what the message that is replied to is about: nothing for one shown to somebody else; None for an
    unknown one."""
    message_id, chat, me = turn.incoming.reply_to, turn.incoming, turn.me
    if message_id is None:
        return None
    place = (turn.session, chat.channel, chat.chat_id, message_id, me.officer_id)
    items = shown_messages.get_items(*place)
    items = items or [encode(ShowDuty(one)) for one in shown_messages.list_sent_duties(*place)]
    if not items:
        return NOTHING_KNOWN if shown_messages.was_shown_to_another(*place) else None
    named = _named_in(turn.session, items, chat.quoted)
    return Context(Query(Intent.LIST, status=Status.OPEN), tuple(named or items), replied=True)


def replies_elsewhere(turn: Turn, question: Question) -> bool:
    """Tell whether a reply is to a message about other duties than the open `question`, or is about a line of a list,
    which it names by its place: “cái thứ hai”."""
    context = replied_context(turn)
    if context and len(context.items) > 1 and extract_ordinal(Sentence(tokenize(turn.incoming.text))):
        return True
    held = PendingProposal.from_question(question)
    duty_id = (held.about if held else question.about).get("duty")
    return context is not None and (duty_id is None or encode(ShowDuty(int(duty_id))) not in context.items)


def duty_meant(turn: Turn, last: Context | None) -> DutyLine | None:
    """Return the one duty of the officer's agency that is replied to, or that was shown `last`; None for none and for
    several."""
    context = replied_context(turn) if turn.incoming.reply_to else last
    if context is None or not context.is_of_one:
        return None
    return _get_own(turn.session, turn.me, context.items[0])


def _get_own(session: Session, me: Identity, item: str) -> DutyLine | None:
    opened = decode(item)
    if not isinstance(opened, ShowDuty):
        return None
    try:
        line = duty_lines.get_line(session, opened.duty_id)
    except NotFound:
        return None
    return line if line.agency_id == me.agency_id else None


def _opened_by(value: str) -> Iterator[ShowDuty | ShowTask]:
    payload = decode(value)
    duty_id = getattr(payload, "duty_id", None)
    if isinstance(duty_id, int):
        yield ShowDuty(duty_id)
    elif isinstance(payload, ShowTask):
        yield payload


def _named_in(session: Session, items: list[str], quoted: str) -> list[str]:
    """Return those whose code stands in the part of the message that was quoted."""
    codes = set(TASK_CODE.findall(fold(quoted)))
    return [item for item in items if codes and fold(_get_code(session, item)) in codes]


def _get_code(session: Session, item: str) -> str:
    opened = decode(item)
    try:
        if isinstance(opened, ShowDuty):
            return duty_lines.get_line(session, opened.duty_id).code
        if isinstance(opened, ShowTask):
            return task_lines.get_task(session, opened.deadline_id).code
    except NotFound:
        pass
    return ""
