"""A proposal that the officer says yes to is written; it is typed anew, or left, by any other word."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from data.errors import NotAllowed
from data.words import Role
from handlers import asides, attaching, coordinating, dating, extensions, judging, progress
from handlers.asking import Asking, heard
from handlers.conversation import Reply
from handlers.doubts import agrees, agrees_surely, mends
from handlers.leaving import Leaving, denies, leaving
from handlers.proposals import STEP, Doubt, Held
from handlers.questions.vocabulary import current
from handlers.turn import Handler, Turn
from handlers.views import pending, refusals, welcome
from handlers.views import proposals as view

ACTS: Mapping[str, Callable[[Turn, dict[str, Any]], Reply]] = {
    "report": progress.write_report,
    "percent": progress.write_percent,
    "note": progress.write_note,
    "attach": attaching.write_files,
    "return": judging.write_return,
    "extend": extensions.write_request,
    "refuse": extensions.write_refusal,
    "tasknote": coordinating.write_note,
    "date": dating.write_date,
}
"""Who writes a proposal. Each asks again who may, and whether the duty is as it was when the proposal was shown."""

_STEPS: Mapping[str, Handler] = {
    "document": progress.take_document,
    "percent": progress.take_percent,
    "note": progress.take_note,
    "file": attaching.no_file,
    "reason": judging.take_reason,
    "extension": extensions.take,
    "refusal": extensions.take_reason,
    "tasknote": coordinating.take,
    "date": dating.take,
}
"""Who reads the answer that takes the place of the one before."""

_JUDGING = ("reason", "refusal")


def record(turn: Turn, mark: str) -> Reply:
    """Ghi nhận: writes the proposal with this mark. Raises Stale and NotAllowed."""
    held = Held.of(turn.question())
    if held is None or held.mark != mark:
        return view.outdated(held)
    return _too_late(turn) or _recorded(turn, held)


def mend(turn: Turn, mark: str) -> Reply:
    """Sửa: asks for it once more."""
    held = Held.of(turn.question())
    if held is None or held.mark != mark:
        return view.outdated(held)
    return _asked_again(turn, held)


def aside(turn: Turn, mark: str) -> Reply:
    """Trả lời câu này: the words were a question; the proposal waits on."""
    held = Held.of(turn.question())
    if held is None or held.mark != mark:
        return view.outdated(held)
    turn.ask(STEP, **replace(held, doubt=Doubt.ASKED).as_json())
    return asides.beside(turn, turn.answered, held.proposal.content)


def take(turn: Turn, sentence: str) -> Reply:
    """What is typed below a proposal. Raises as the step that the proposal answers."""
    question = turn.answered
    held = Held.of(question)
    assert held is not None  # noqa: S101 - the router asks by the step
    if denies(sentence):
        return welcome.left(was_open=turn.leave())
    if _says_yes(turn, held, sentence):
        return _recorded(turn, held)
    if mends(sentence):
        return _asked_again(turn, held)
    sounds = heard(sentence, turn.today, turn.calendar, current(turn.session))
    if agrees(sentence) or sounds.courtesy:
        return _shown_again(turn, held)
    if sounds.asking is Asking.YES:
        return asides.beside(turn, question, sentence)
    _reopen(turn, held)
    return _STEPS[held.asked](turn, sentence)


def _says_yes(turn: Turn, held: Held, sentence: str) -> bool:
    """A mere "ok" may be thanks for an answer, or a yes to either half of a question; "dung" may be either half."""
    if held.interrupted or held.doubt is Doubt.ASKED:
        return False
    if held.doubt is Doubt.NONE:
        return agrees(sentence)
    return agrees_surely(sentence) and leaving(sentence, current(turn.session)) is Leaving.NO


def _shown_again(turn: Turn, held: Held) -> Reply:
    """What waits, once more: from now on a yes is meant for it."""
    doubt = Doubt.ASKING if held.doubt is Doubt.ASKED else held.doubt
    again = replace(held, doubt=doubt, interrupted=False)
    turn.ask(STEP, **again.as_json())
    return view.shown(again)


def _recorded(turn: Turn, held: Held) -> Reply:
    _reopen(turn, held)
    return ACTS[held.proposal.act](turn, held.proposal.facts)


def _asked_again(turn: Turn, held: Held) -> Reply:
    _reopen(turn, held)
    return pending.once_more(turn.answered, asides.subject_of(turn, turn.answered))


def _reopen(turn: Turn, held: Held) -> None:
    """The question that the proposal answers is open again, for whoever may still answer it. Raises NotAllowed."""
    if held.asked in _JUDGING and turn.me.role is not Role.SUPERVISOR:
        raise NotAllowed(held.asked)
    turn.ask(held.asked, **held.about)


def _too_late(turn: Turn) -> Reply | None:
    question = turn.question()
    if question is None or not turn.is_late(question):
        return None
    turn.leave()
    return refusals.expired_question()
