"""Assignments: an agency says which of its officers is responsible for a duty (👤 Giao cho)."""

from data.errors import NotAllowed, NotFound
from data.registry.people import assignments as registry
from handlers.base.callback_data.changes import NOBODY, AskAssignee, AssignDuty
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.turn import Turn
from handlers.changes.progress import check_unchanged, finish_change
from handlers.views.changes import assignments as view


def ask_assignee(turn: Turn, tapped: AskAssignee) -> Reply:
    """Offer the officers of the agency. Raises Stale for a finished duty."""
    duty = get_own_duty(turn, tapped.duty_id)
    check_unchanged(turn, duty, duty.version)
    colleagues = registry.list_colleagues(turn.session, duty.agency_id)
    return view.assignee_question(
        duty, colleagues, registry.get_assignee(turn.session, duty.id), me=turn.me.officer_id
    )


def assign_duty(turn: Turn, tapped: AssignDuty) -> Reply:
    """Assign a duty to the tapped colleague. Raises Stale and NotAllowed."""
    duty = get_own_duty(turn, tapped.duty_id)
    chosen = None if tapped.officer_id == NOBODY else tapped.officer_id
    try:
        registry.assign(turn.session, duty.id, tapped.version, chosen, turn.actor, turn.now)
    except NotFound as error:
        raise NotAllowed("hand.stranger") from error
    return finish_change(turn, duty.id)
