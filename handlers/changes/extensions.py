"""Extensions (🕓): an officer requests a later deadline, a supervisor agrees or refuses."""

from datetime import date
from typing import Any

from data.enums import FINISHED, Role
from data.errors import BadAnswer, NotAllowed
from data.registry.duties import extensions as registry
from data.registry.duties import progress_entries
from data.registry.duties.duty_lines import DutyLine
from data.registry.people.succession.same_person import is_same_person
from handlers.base.callback_data.changes import AgreeToExtension, AskExtension, AskRefusal, ShowRequest, ShowRequests
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty, get_visible_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.changes.progress import check_unchanged, finish_change, get_asked_duty, get_partial_answer
from handlers.open_questions.previews import propose
from handlers.parsing.documents import read_reason, read_worded_reason
from handlers.parsing.extension_requests import check_later_date, example_later_date, read_later_date
from handlers.views.changes import extensions as view


def ask_extension(turn: Turn, tapped: AskExtension) -> Reply:
    """Ask for the date and the reason (🕓 Xin gia hạn); for the reason only if the button carries the date.

    Raises Stale for a finished duty, NotAllowed for one without a date.
    """
    duty = _check_extensible(turn, get_own_duty(turn, tapped.duty_id))
    day = check_later_date(tapped.until, duty, turn.today) if tapped.until else None
    turn.ask(Step.EXTENSION, duty=duty.id, version=duty.version, until=day.isoformat() if day else "")
    extension = registry.get_extension(turn.session, duty.id)
    return view.extension_question(
        duty, extension, day, example_later_date(duty, turn.today), turn.today, turn.calendar
    )


def take_extension(turn: Turn, sentence: str) -> Reply:
    """Propose the request that answers `ask_extension`.

    Raises BadAnswer, after which the question stays open, Stale and NotAllowed.
    """
    question = turn.answered_question
    duty = _check_extensible(turn, get_own_duty(turn, int(question.about["duty"])))
    offered = question.about.get("until")
    day = _parse_date(str(offered)) if offered else None
    until, reason = read_later_date(sentence, duty, turn.today, day, get_partial_answer(turn))
    return _propose(turn, duty, until, reason)


def propose_request(turn: Turn, duty: DutyLine, until: date, reason: str) -> Reply:
    """Propose a request that was typed as a whole. Raises as `take_extension`."""
    _check_extensible(turn, duty)
    day = check_later_date(until, duty, turn.today)
    turn.ask(Step.EXTENSION, duty=duty.id, version=duty.version, until="")
    return _propose(turn, duty, day, read_reason(reason))


def _propose(turn: Turn, duty: DutyLine, until: date, reason: str) -> Reply:
    asked_as = registry.get_extension(turn.session, duty.id).asked_as
    facts = {"duty": duty.id, "asked_as": asked_as, "until": until.isoformat(), "reason": reason}
    heading, said = view.request_preview(
        duty, until, reason, registry.days_late(duty.due_on, turn.today, turn.calendar)
    )
    return propose(turn, Proposal(Act.REQUEST_EXTENSION, facts, heading, said, reason))


def save_request(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the request that was shown.

    Raises BadAnswer for a date that cannot be requested any more, Stale if somebody else has made a request since or
    the duty is done, and NotAllowed.
    """
    duty = _check_extensible(turn, get_own_duty(turn, facts["duty"]))
    if registry.get_extension(turn.session, duty.id).asked_as != facts["asked_as"]:
        raise progress_entries.stale_error(turn.session, duty.id)
    until = check_later_date(_parse_date(facts["until"]), duty, turn.today)
    registry.request(turn.session, duty.id, until, facts["reason"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def list_requests(turn: Turn, tapped: ShowRequests) -> Reply:
    """Show a page of the requests that wait for a decision, with a button to open each."""
    waiting = [
        (duty, registry.get_extension(turn.session, duty.id)) for duty, _until in registry.list_waiting(turn.session)
    ]
    return view.waiting_requests(waiting, turn.today, turn.calendar, tapped.page)


def show_request(turn: Turn, tapped: ShowRequest) -> Reply:
    """Show a request to be decided on. Raises Stale if it was decided on already."""
    duty = get_visible_duty(turn, tapped.duty_id)
    asked_for = registry.get_extension(turn.session, duty.id)
    if asked_for.asked_until is None:
        raise progress_entries.stale_error(turn.session, duty.id)
    mine = is_same_person(turn.session, asked_for.asked_by_id, turn.me.officer_id)
    judges = turn.me.role is Role.SUPERVISOR and not mine
    return view.request_card(duty, asked_for, turn.today, turn.calendar, judges=judges)


def agree_to_extension(turn: Turn, tapped: AgreeToExtension) -> Reply:
    """Save that a supervisor agrees. Raises Stale, and NotAllowed for one's own request."""
    duty = get_visible_duty(turn, tapped.duty_id)
    registry.agree(turn.session, duty.id, tapped.version, turn.actor, turn.now)
    return finish_change(turn, duty.id)


def ask_refusal_reason(turn: Turn, tapped: AskRefusal) -> Reply:
    """Ask a supervisor why a request is refused. Raises Stale."""
    duty = check_unchanged(turn, get_visible_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.REFUSAL_REASON, duty=duty.id, version=duty.version)
    return view.refusal_question(duty)


def take_refusal_reason(turn: Turn, sentence: str) -> Reply:
    """Propose the refusal that answers `ask_refusal_reason`. Raises BadAnswer and Stale."""
    refused, seen = get_asked_duty(turn)
    reason = read_worded_reason(sentence)
    duty = get_visible_duty(turn, refused)
    asked_as = registry.get_extension(turn.session, duty.id).asked_as
    if asked_as is None or asked_as > seen:
        raise progress_entries.stale_error(turn.session, duty.id)
    facts = {"duty": duty.id, "version": seen, "reason": reason}
    return propose(turn, Proposal(Act.REFUSE_EXTENSION, facts, *view.refusal_preview(duty, reason), reason))


def save_refusal(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the refusal that was shown. Raises Stale, and NotAllowed for one's own request."""
    duty = get_visible_duty(turn, facts["duty"])
    registry.refuse(turn.session, duty.id, facts["version"], facts["reason"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def _parse_date(text: str) -> date:
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
