"""🕓: an officer asks for a later date, whoever supervises agrees or refuses."""

from datetime import date
from typing import Any

from data.enums import FINISHED, Role
from data.errors import BadAnswer, NotAllowed
from data.registry.duties import extensions as registry
from data.registry.duties import progress_entries
from data.registry.duties.duty_lines import DutyLine
from handlers.base.callback_data.changes import AgreeToExtension, AskExtension, AskRefusal, ShowRequest, ShowRequests
from handlers.base.messages import Reply
from handlers.base.permissions import own_duty, visible_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.changes.progress import check_unchanged, finish_change, get_asked_duty, get_partial_answer
from handlers.open_questions.previews import propose
from handlers.parsing.documents import read_reason
from handlers.parsing.extension_requests import check_later_date, example_later_date, read_later_date
from handlers.views.changes import extensions as view


def ask_extension(turn: Turn, tapped: AskExtension) -> Reply:
    """Ask (🕓 Xin gia hạn) for the date and the reason; where the button brings the date, for the reason only.

    Raises Stale if it is done, NotAllowed without a date.
    """
    duty = _check_extensible(turn, own_duty(turn, tapped.duty_id))
    day = check_later_date(tapped.until, duty, turn.today) if tapped.until else None
    turn.ask(Step.EXTENSION, duty=duty.id, version=duty.version, until=day.isoformat() if day else "")
    extension = registry.get_extension(turn.session, duty.id)
    return view.question(duty, extension, day, example_later_date(duty, turn.today), turn.today, turn.calendar)


def take_extension(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask`, shown before it is written. Raises BadAnswer, on which the question stays open, Stale and
    NotAllowed."""
    question = turn.answered
    duty = _check_extensible(turn, own_duty(turn, int(question.about["duty"])))
    offered = question.about.get("until")
    day = _date(str(offered)) if offered else None
    until, reason = read_later_date(sentence, duty, turn.today, day, get_partial_answer(turn))
    asked_as = registry.get_extension(turn.session, duty.id).asked_as
    facts = {"duty": duty.id, "asked_as": asked_as, "until": until.isoformat(), "reason": reason}
    heading, said = view.request_shown(duty, until, reason)
    return propose(turn, Proposal(Act.REQUEST_EXTENSION, facts, heading, said, reason))


def save_request(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the request that was shown. Raises BadAnswer for a date that cannot be asked for any more, Stale where
    somebody else has asked since or the duty is done, and NotAllowed."""
    duty = _check_extensible(turn, own_duty(turn, facts["duty"]))
    if registry.get_extension(turn.session, duty.id).asked_as != facts["asked_as"]:
        raise progress_entries.stale_error(turn.session, duty.id)
    until = check_later_date(_date(facts["until"]), duty, turn.today)
    registry.request(turn.session, duty.id, until, facts["reason"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def list_requests(turn: Turn, tapped: ShowRequests) -> Reply:
    """Show a page of the requests that nobody has decided on; each opens to be decided."""
    return view.waiting(registry.list_waiting(turn.session), turn.today, tapped.page)


def show_request(turn: Turn, tapped: ShowRequest) -> Reply:
    """Show a request to be decided on. Raises Stale if that is over."""
    duty = visible_duty(turn, tapped.duty_id)
    asked_for = registry.get_extension(turn.session, duty.id)
    if asked_for.asked_until is None:
        raise progress_entries.stale_error(turn.session, duty.id)
    return view.request(duty, asked_for, turn.today, judges=turn.me.role is Role.SUPERVISOR)


def agree_to_extension(turn: Turn, tapped: AgreeToExtension) -> Reply:
    """Save that a supervisor agrees. Raises Stale, and NotAllowed to the one who asked."""
    duty = visible_duty(turn, tapped.duty_id)
    registry.agree(turn.session, duty.id, tapped.version, turn.actor, turn.now)
    return finish_change(turn, duty.id)


def ask_refusal_reason(turn: Turn, tapped: AskRefusal) -> Reply:
    """Ask a supervisor why a request is refused."""
    duty = check_unchanged(turn, visible_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.REFUSAL_REASON, duty=duty.id, version=duty.version)
    return view.refusal_question(duty)


def take_refusal_reason(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask_reason`, shown before it is written. Raises BadAnswer and Stale."""
    refused, seen = get_asked_duty(turn)
    reason = read_reason(sentence)
    duty = visible_duty(turn, refused)
    asked_as = registry.get_extension(turn.session, duty.id).asked_as
    if asked_as is None or asked_as > seen:
        raise progress_entries.stale_error(turn.session, duty.id)
    facts = {"duty": duty.id, "version": seen, "reason": reason}
    return propose(turn, Proposal(Act.REFUSE_EXTENSION, facts, *view.refusal_shown(duty, reason), reason))


def save_refusal(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the refusal that was shown. Raises Stale, and NotAllowed to the one who asked."""
    duty = visible_duty(turn, facts["duty"])
    registry.refuse(turn.session, duty.id, facts["version"], facts["reason"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadAnswer("later date", "bad_later_date") from None


def _check_extensible(turn: Turn, duty: DutyLine) -> DutyLine:
    if duty.state in FINISHED:
        raise progress_entries.stale_error(turn.session, duty.id)
    if duty.due_on is None:
        raise NotAllowed("extension.no_date")
    return duty
