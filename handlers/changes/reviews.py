"""Reviews: reports are confirmed or sent back, one duty by its card, or a page of waiting ones."""

from collections.abc import Callable, Sequence
from typing import Any

from data.enums import Role, State
from data.errors import Refused
from data.registry.duties import duty_lines, progress_entries
from data.registry.duties import progress as registry
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.scope import plans_of_id
from handlers.base.callback_data.changes import AskReturn, AskReturnOfPage, ConfirmPage, ConfirmReport, UndoPage
from handlers.base.callback_data.overview import ListReported
from handlers.base.callback_data.packed_duties import SeenDuty
from handlers.base.messages import Reply
from handlers.base.permissions import get_visible_duty, oversees
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.changes.notified_people import describe_notified_of_page
from handlers.changes.progress import finish_change
from handlers.open_questions.previews import propose
from handlers.parsing.documents import read_worded_reason
from handlers.views.changes import reviews as view
from handlers.views.changes.reviews import Outcome


def confirm_report(turn: Turn, tapped: ConfirmReport) -> Reply:
    """Confirm a report. Raises Stale and NotAllowed."""
    duty = get_visible_duty(turn, tapped.duty_id)
    registry.confirm(turn.session, duty.id, tapped.version, turn.actor, turn.now)
    return finish_change(turn, duty.id)


def ask_return_reason(turn: Turn, tapped: AskReturn) -> Reply:
    """Ask why a report is sent back. Raises Stale, and NotAllowed before anything is typed in vain."""
    duty = _get_reported(turn, tapped.duty_id, tapped.version)
    registry.check_others_report(turn.session, duty.id, turn.actor, "progress.return_own")
    turn.ask(Step.RETURN_REASON, duties=[[duty.id, duty.version]])
    return view.return_question(duty)


def ask_reason_for_page(turn: Turn, tapped: AskReturnOfPage) -> Reply:
    """Ask why a page of reports is sent back, once for all."""
    turn.ask(Step.RETURN_REASON, duties=[list(pair) for pair in tapped.duties])
    return view.return_page_question([duty for duty, _seen in _list_still_owed(turn, tapped.duties)])


def take_return_reason(turn: Turn, sentence: str) -> Reply:
    """Propose the sending back that answers `ask_return_reason`. Raises BadAnswer and, for a single duty, Stale."""
    reason = read_worded_reason(sentence)
    seen = _to_pairs(turn.answered_question.about["duties"])
    if len(seen) == 1:
        heading, said = view.return_preview(_get_reported(turn, *seen[0]), reason)
    else:
        heading, said = view.return_page_preview([duty for duty, _seen in _list_still_owed(turn, seen)], reason)
    return propose(turn, Proposal(Act.RETURN, {"duties": seen, "reason": reason}, heading, said, reason))


def save_return(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Send reports back for the reason that was shown. Raises Stale and NotAllowed for a single duty."""
    seen, reason = _to_pairs(facts["duties"]), str(facts["reason"])

    def send_back(duty: DutyLine, as_seen: int) -> None:
        registry.send_back(turn.session, duty.id, as_seen, reason, turn.actor, turn.now)

    if len(seen) == 1:
        duty = get_visible_duty(turn, seen[0][0])
        send_back(duty, seen[0][1])
        return finish_change(turn, duty.id)
    turn.close_question()
    outcome = _apply_to_each(turn, seen, send_back)
    return view.page_returned(outcome, reason, describe_notified_of_page(turn, outcome.changed))


def confirm_page(turn: Turn, tapped: ConfirmPage) -> Reply:
    """Confirm the reports of a page that have not changed since; show why the others were not confirmed."""
    outcome = _apply_to_each(
        turn,
        tapped.duties,
        lambda duty, as_seen: registry.confirm(turn.session, duty.id, as_seen, turn.actor, turn.now),
    )
    return view.page_confirmed(outcome, describe_notified_of_page(turn, outcome.changed))


def undo_page(turn: Turn, tapped: UndoPage) -> Reply:
    """Undo the decision on a page."""
    return view.page_undone(
        _apply_to_each(
            turn,
            tapped.duties,
            lambda duty, as_seen: registry.undo(turn.session, duty.id, as_seen, turn.actor, turn.now),
        )
    )


def list_reported(turn: Turn, tapped: ListReported) -> Reply:
    """Show a page of duties that were reported done and wait for confirmation; each opens its card."""
    agency_id = None if oversees(turn.me) else turn.me.agency_id
    scope = plans_of_id(turn.session, tapped.plan_id)
    rows = duty_lines.list_duties(turn.session, agency_id=agency_id, state=State.REPORTED, plan_id=tapped.plan_id)
    judges = turn.me.role is Role.SUPERVISOR
    return view.waiting_reports(scope, rows, turn.today, tapped.page, judges=judges)


def _to_pairs(pairs: Sequence[Sequence[int]]) -> list[SeenDuty]:
    return [(duty, as_seen) for duty, as_seen in pairs]


def _get_reported(turn: Turn, duty_id: int, seen: int) -> DutyLine:
    """Return the duty if it waits for confirmation in the version that was seen. Raises Stale."""
    duty = get_visible_duty(turn, duty_id)
    if duty.version != seen or duty.state is not State.REPORTED:
        raise progress_entries.stale_error(turn.session, duty.id)
    return duty


def _apply_to_each(turn: Turn, seen: Sequence[SeenDuty], act: Callable[[DutyLine, int], None]) -> Outcome:
    """Apply `act` to each duty in the version that was seen; a refused one does not stop the others."""
    changed, refused = [], []
    owed = _list_still_owed(turn, seen)
    for duty, as_seen in owed:
        try:
            act(duty, as_seen)
        except Refused as error:
            refused.append((duty, error))
        else:
            changed.append(duty_lines.get_line(turn.session, duty.id))
    return Outcome(changed, refused, gone=len(seen) - len(owed))


def _list_still_owed(turn: Turn, seen: Sequence[SeenDuty]) -> list[tuple[DutyLine, int]]:
    """Return the duties that the plan still contains, in the order of `seen`: it may have been read again since."""
    lines = {line.id: line for line in duty_lines.list_by_ids(turn.session, [one for one, _ in seen])}
    return [(lines[one], as_seen) for one, as_seen in seen if one in lines]
