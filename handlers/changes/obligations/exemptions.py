"""Exemptions (➖): an agency proposes that a duty is not its own, a supervisor decides, or exempts it unasked."""

from datetime import date
from typing import Any

from data.enums import FINISHED, Role, State
from data.registry.duties import progress_entries
from data.registry.duties.duty_lines import DutyLine
from data.registry.people.succession.same_person import is_same_person
from data.registry.plans import exemptions as registry
from data.registry.plans.self_confirmation import find_own_report
from handlers.base.callback_data.obligations import (
    AgreeToExemption,
    AskExemption,
    AskExemptionRefusal,
    AskOwedAgain,
    ShowExemption,
    ShowExemptions,
)
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty, get_visible_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.changes.progress import check_unchanged, finish_change, get_asked_duty, get_partial_answer
from handlers.open_questions.previews import propose
from handlers.parsing.documents import read_worded_reason
from handlers.parsing.reasons_with_documents import read_reason_and_document
from handlers.views.changes import exemptions as view


def ask_exemption(turn: Turn, tapped: AskExemption) -> Reply:
    """Ask a supervisor for the reason and the document, an officer of the agency for the reason of a proposal.

    Raises Stale, NotAllowed for another agency's duty and for one that was reported done.
    """
    duty = _get_exemptible(turn, tapped.duty_id)
    check_unchanged(turn, duty, tapped.version)
    if decides_on(turn, duty):
        turn.ask(Step.EXEMPTION, duty=duty.id, version=duty.version)
        return view.exemption_question(duty, turn.today)
    turn.ask(Step.EXEMPTION_WISH, duty=duty.id, version=duty.version)
    return view.wish_question(duty)


def take_exemption(turn: Turn, sentence: str) -> Reply:
    """Propose the exemption that answers `ask_exemption`. Raises BadAnswer, Stale and NotAllowed."""
    duty_id, seen = get_asked_duty(turn)
    duty = _get_exemptible(turn, duty_id)
    reason, document = read_reason_and_document(sentence, turn.today, get_partial_answer(turn))
    assert document.issued_on  # noqa: S101 - the reader refuses one without
    facts = {"duty": duty.id, "version": seen, "reason": reason}
    facts |= {"number": document.number, "issued_on": document.issued_on.isoformat()}
    heading, said = view.exemption_preview(duty, reason, document.number, document.issued_on)
    return propose(turn, Proposal(Act.EXEMPT, facts, heading, said, reason))


def save_exemption(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the exemption that was shown. Raises Stale and NotAllowed."""
    duty = _get_exemptible(turn, facts["duty"])
    document = facts["number"], date.fromisoformat(facts["issued_on"])
    registry.exempt(turn.session, duty.id, facts["version"], facts["reason"], document, turn.actor, turn.now)
    return finish_change(turn, duty.id)


def take_wish(turn: Turn, sentence: str) -> Reply:
    """Show the proposal of the agency that answers `ask_exemption`. Raises BadAnswer, Stale and NotAllowed."""
    duty_id, _seen = get_asked_duty(turn)
    duty = _get_exemptible(turn, duty_id)
    reason = read_worded_reason(sentence)
    request = registry.get_request(turn.session, duty.id)
    facts = {"duty": duty.id, "asked_as": request.asked_as if request else None, "reason": reason}
    return propose(turn, Proposal(Act.REQUEST_EXEMPTION, facts, *view.wish_preview(duty, reason), reason))


def save_wish(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the proposal that was shown. Raises Stale if a colleague made one since or it is done, and NotAllowed."""
    duty = get_own_duty(turn, facts["duty"])
    request = registry.get_request(turn.session, duty.id)
    if (request.asked_as if request else None) != facts["asked_as"]:
        raise progress_entries.stale_error(turn.session, duty.id)
    registry.check_open(turn.session, duty.id)
    registry.request(turn.session, duty.id, facts["reason"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def list_requests(turn: Turn, tapped: ShowExemptions) -> Reply:
    """Show a page of the proposals that wait for a decision, with a button to open each."""
    return view.waiting_requests(registry.list_waiting(turn.session), tapped.page)


def show_request(turn: Turn, tapped: ShowExemption) -> Reply:
    """Show a proposal to be decided on. Raises Stale if it was decided on already."""
    duty = get_visible_duty(turn, tapped.duty_id)
    request = registry.get_request(turn.session, duty.id)
    if request is None:
        raise progress_entries.stale_error(turn.session, duty.id)
    mine = is_same_person(turn.session, request.asked_by_id, turn.me.officer_id)
    return view.request_card(duty, request, turn.today, judges=decides_on(turn, duty) and not mine)


def agree(turn: Turn, tapped: AgreeToExemption) -> Reply:
    """Save that a supervisor agrees to the proposal. Raises Stale, and NotAllowed for one's own."""
    duty = get_visible_duty(turn, tapped.duty_id)
    registry.agree(turn.session, duty.id, tapped.version, turn.actor, turn.now)
    return finish_change(turn, duty.id)


def ask_refusal_reason(turn: Turn, tapped: AskExemptionRefusal) -> Reply:
    """Ask a supervisor why a proposal is refused. Raises Stale."""
    duty = check_unchanged(turn, get_visible_duty(turn, tapped.duty_id), tapped.version)
    turn.ask(Step.EXEMPTION_REFUSAL, duty=duty.id, version=duty.version)
    return view.refusal_question(duty)


def take_refusal_reason(turn: Turn, sentence: str) -> Reply:
    """Propose the refusal that answers `ask_refusal_reason`. Raises BadAnswer and Stale."""
    duty_id, seen = get_asked_duty(turn)
    reason = read_worded_reason(sentence)
    duty = get_visible_duty(turn, duty_id)
    request = registry.get_request(turn.session, duty.id)
    if request is None or request.asked_as > seen:
        raise progress_entries.stale_error(turn.session, duty.id)
    facts = {"duty": duty.id, "version": seen, "reason": reason}
    return propose(turn, Proposal(Act.REFUSE_EXEMPTION, facts, *view.refusal_preview(duty, reason), reason))


def save_refusal(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the refusal that was shown. Raises Stale, and NotAllowed for one's own proposal."""
    duty = get_visible_duty(turn, facts["duty"])
    registry.refuse(turn.session, duty.id, facts["version"], facts["reason"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def ask_owed_again(turn: Turn, tapped: AskOwedAgain) -> Reply:
    """Ask why an exemption is taken back. Raises Stale."""
    duty = _get_exempted(turn, tapped.duty_id, tapped.version)
    turn.ask(Step.OWED_AGAIN, duty=duty.id, version=duty.version)
    return view.owed_again_question(duty)


def take_owed_again(turn: Turn, sentence: str) -> Reply:
    """Propose the taking back that answers `ask_owed_again`. Raises BadAnswer and Stale."""
    duty_id, seen = get_asked_duty(turn)
    reason = read_worded_reason(sentence)
    duty = _get_exempted(turn, duty_id, seen)
    facts = {"duty": duty.id, "version": seen, "reason": reason}
    return propose(turn, Proposal(Act.OWE_AGAIN, facts, *view.owed_again_preview(duty, reason), reason))


def save_owed_again(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Take the exemption back for the reason that was shown. Raises Stale."""
    duty = get_visible_duty(turn, facts["duty"])
    registry.take_back(turn.session, duty.id, facts["version"], facts["reason"], turn.actor, turn.now)
    return finish_change(turn, duty.id)


def decides_on(turn: Turn, duty: DutyLine) -> bool:
    """Return whether the officer may decide on what an agency says of its duty: a supervisor, of another agency
    unless the plan lets it confirm its own reports.
    """
    return (
        turn.me.role is Role.SUPERVISOR and not find_own_report(turn.session, duty.id, turn.me.officer_id).is_refused
    )


def _get_exemptible(turn: Turn, duty_id: int) -> DutyLine:
    """Return a duty that is still owed: any for a supervisor, one's own agency's for others.

    Raises NotAllowed, and Stale for one that is exempted already.
    """
    duty = get_visible_duty(turn, duty_id) if turn.me.role is Role.SUPERVISOR else get_own_duty(turn, duty_id)
    if duty.state in FINISHED:
        registry.check_open(turn.session, duty.id)
    return duty


def _get_exempted(turn: Turn, duty_id: int, seen: int) -> DutyLine:
    """Return the duty if it is exempted, as it was seen. Raises Stale."""
    duty = get_visible_duty(turn, duty_id)
    if (
        duty.state is not State.NOT_APPLICABLE
        or progress_entries.latest_acceptable(turn.session, duty.id, seen) != duty.version
    ):
        raise progress_entries.stale_error(turn.session, duty.id)
    return duty
