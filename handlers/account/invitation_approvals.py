"""Codes of roles that see all agencies: a second administrator agrees, or cancels them."""

from data.errors import NotFound
from data.registry.people.joining import grants
from data.registry.people.joining.grants import WaitingInvitation
from handlers.base.callback_data.people import ApproveInvitation, CancelInvitation
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.views.account import invitation_approvals as view


def approve(turn: Turn, tapped: ApproveInvitation) -> Reply:
    """Agree to a code, so that it can be used. Raises NotAllowed to who made it."""
    found = _find(turn, tapped.invitation_id)
    if found and found.unapproved and grants.approve(turn.session, found.id, turn.me.officer_id, now=turn.now):
        return view.approved(found)
    return view.decided_before(found)


def cancel(turn: Turn, tapped: CancelInvitation) -> Reply:
    """Cancel a code that nobody has used."""
    me = turn.me.officer_id
    try:
        found = grants.revoke(turn.session, tapped.invitation_id, now=turn.now, actor=f"officer:{me}", by_id=me)
    except NotFound:
        return view.decided_before(None)
    return view.cancelled(found)


def _find(turn: Turn, invitation_id: int) -> WaitingInvitation | None:
    return grants.get_waiting(turn.session, invitation_id, turn.now)
