"""Who joined by a code: confirmed as the right person, or revoked, by administrators and colleagues."""

from data.enums import PeopleCause, Role
from data.registry.people import people_notices
from data.registry.people.joining import joinings
from data.registry.people.joining.joinings import Joining
from handlers.base.callback_data.people import RevokeJoining, ShowJoining, VouchFor, VouchForAll
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.views.account import joinings as view
from handlers.views.base import refusals


def show(turn: Turn, tapped: ShowJoining) -> Reply:
    """Show who used an invitation."""
    joining = _find_visible(turn, tapped.invitation_id)
    return _card(turn, joining) if joining else refusals.old_button()


def vouch(turn: Turn, tapped: VouchFor) -> Reply:
    """Confirm that who joined is the right person. Raises NotAllowed."""
    joining = _find_visible(turn, tapped.invitation_id)
    if joining is None:
        return refusals.old_button()
    if joinings.vouch(turn.session, joining, turn.me, turn.now):
        return view.vouched([joining])
    return _card(turn, joining)


def vouch_all(turn: Turn, tapped: VouchForAll) -> Reply:
    """Confirm everybody of a message to administrators who has not been confirmed or revoked since."""
    told = people_notices.list_told(turn.session, tapped.notice_id)
    codes = [one.invitation_id for one in told if one.cause is PeopleCause.JOINED_TO_ADMIN]
    found = [joining for code in codes if code and (joining := _find_visible(turn, code))]
    mine = [joining for joining in found if joinings.may_decide(turn.session, turn.me, joining)]
    if not mine:
        return refusals.old_button()
    return view.vouched([one for one in mine if joinings.vouch(turn.session, one, turn.me, turn.now)])


def revoke(turn: Turn, tapped: RevokeJoining) -> Reply:
    """Revoke who joined. Raises NotAllowed."""
    joining = _find_visible(turn, tapped.invitation_id)
    if joining is None:
        return refusals.old_button()
    changes = joinings.count_changes(turn.session, joining.officer_id)
    if joinings.revoke(turn.session, joining, turn.me, turn.now):
        return view.revoked(joining, changes, administrator=turn.me.role is Role.ADMIN)
    return _card(turn, joining)


def _card(turn: Turn, joining: Joining) -> Reply:
    """Show a joining as it is now, with the buttons that the reader may still use."""
    now = joinings.find_joining(turn.session, joining.invitation_id) or joining
    may = now.active and joinings.may_decide(turn.session, turn.me, now)
    taps = view.decision_buttons(now, administrator=turn.me.role is Role.ADMIN) if may else ()
    return view.joining_card(now, turn.today, taps)


def _find_visible(turn: Turn, invitation_id: int) -> Joining | None:
    """Return who used an invitation, to administrators and to people of the agency; None tells nothing."""
    found = joinings.find_joining(turn.session, invitation_id)
    visible = found and (turn.me.role is Role.ADMIN or found.agency_id == turn.me.agency_id)
    return found if visible else None
