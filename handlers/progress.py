"""Marking a duty: by taps where that is enough, by one sentence where a proof is needed."""

from data.errors import BadAnswer, Stale
from data.registry import duties
from data.registry import progress as registry
from data.registry.duties import DutyLine
from data.registry.progress import Document
from data.words import FINISHED, State
from handlers.access import own_duty, visible_duty
from handlers.conversation import Reply
from handlers.documents import read_document, read_reason
from handlers.duties import show
from handlers.turn import Turn
from handlers.views import duty_card


def update(turn: Turn, words: str) -> Reply:
    """/capnhat MÃ: the duty's card, whose buttons mark it; without a code, what is still owed."""
    return show(turn, words)


def ask_document(turn: Turn, value: str) -> Reply:
    """✅ Đã xong: asks for the document. Raises Stale if a colleague was first."""
    duty = _unchanged(turn, own_duty(turn, _duty_id(value)), _version(value), finished=False)
    turn.ask("document", duty=duty.id, version=duty.version)
    return duty_card.document_question(duty, turn.today)


def take_document(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_document`. Raises BadAnswer, on which the question stays open, and Stale."""
    duty_id, version = _asked(turn)
    return report(turn, f"{duty_id}:{version}", read_document(sentence, turn.today))


def report(turn: Turn, value: str, document: Document) -> Reply:
    """Notes a duty "17:3" as done, with its proof. Raises Stale."""
    duty = own_duty(turn, _duty_id(value))
    registry.report(turn.session, duty.id, _version(value), document, turn.actor, turn.now, turn.today)
    return _done(turn, duty.id)


def ask_percent(turn: Turn, value: str) -> Reply:
    """✏️ Tiến độ: offers percentages; a number can be typed as well."""
    duty = _unchanged(turn, own_duty(turn, _duty_id(value)), _version(value), finished=False)
    turn.ask("percent", duty=duty.id, version=duty.version)
    return duty_card.percent_choice(duty)


def take_percent(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_percent`. Raises BadAnswer and Stale."""
    duty_id, version = _asked(turn)
    digits = sentence.strip().removesuffix("%").strip()
    if not digits.isascii() or not digits.isdigit() or int(digits) > 99:
        raise BadAnswer("percent", "not_a_percentage")
    return _advance(turn, duty_id, version, int(digits))


def set_percent(turn: Turn, value: str) -> Reply:
    """A tapped percentage: "17:3:50"."""
    duty_id, version, percent = (int(part) for part in value.split(":"))
    return _advance(turn, duty_id, version, percent)


def confirm(turn: Turn, value: str) -> Reply:
    """A supervisor accepts a report."""
    duty = visible_duty(turn, _duty_id(value))
    registry.confirm(turn.session, duty.id, _version(value), turn.actor, turn.now)
    return _done(turn, duty.id)


def ask_reason(turn: Turn, value: str) -> Reply:
    """A supervisor sends a report back: asks why."""
    duty = _unchanged(turn, visible_duty(turn, _duty_id(value)), _version(value), finished=True)
    turn.ask("reason", duty=duty.id, version=duty.version)
    return duty_card.return_question(duty)


def take_reason(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_reason`. Raises BadAnswer and Stale."""
    duty_id, version = _asked(turn)
    reason = read_reason(sentence)
    duty = visible_duty(turn, duty_id)
    registry.send_back(turn.session, duty.id, version, reason, turn.actor, turn.now)
    return _done(turn, duty.id)


def undo(turn: Turn, value: str) -> Reply:
    """Hoàn tác: takes back one's own last change."""
    duty = visible_duty(turn, _duty_id(value))
    registry.undo(turn.session, duty.id, _version(value), turn.actor, turn.now)
    return _done(turn, duty.id)


def _advance(turn: Turn, duty_id: int, version: int, percent: int) -> Reply:
    duty = own_duty(turn, duty_id)
    registry.advance(turn.session, duty.id, version, percent, turn.actor, turn.now)
    return _done(turn, duty.id)


def _done(turn: Turn, duty_id: int) -> Reply:
    turn.leave()
    duty = duties.line(turn.session, duty_id)
    entry = duties.history(turn.session, duty_id)[0]
    return duty_card.changed(duty, entry, confirmation=duty.state is State.REPORTED)


def _unchanged(turn: Turn, duty: DutyLine, version: int, *, finished: bool) -> DutyLine:
    """The duty, if it is as the button's reader saw it. Raises Stale with who changed it."""
    if duty.version == version and (duty.state in FINISHED) is finished:
        return duty
    last = next(iter(duties.history(turn.session, duty.id)), None)
    raise Stale(duty.code, last.officer_name if last else "", last.at if last else turn.now, duty.state)


def _asked(turn: Turn) -> tuple[int, int]:
    question = turn.question()
    assert question is not None  # noqa: S101 - the router calls an answer's handler only for an open question
    return int(question.about["duty"]), int(question.about["version"])


def _duty_id(value: str) -> int:
    return int(value.split(":", maxsplit=1)[0])


def _version(value: str) -> int:
    return int(value.split(":")[1])
