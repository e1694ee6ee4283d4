"""Codes by which an officer comes in anew: on another telephone, or in a role that is given by a code alone."""

from data.registry.office import agencies
from data.registry.people.joining import grants
from handlers.base.callback_data.people import AskReplacement, InviteReplacement
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.office import invitation_codes
from handlers.office.people import find_other, list_beside
from handlers.views.base import refusals
from handlers.views.office import invitations as invitations_view
from handlers.views.office import officer_changes as view


def ask(turn: Turn, tapped: AskReplacement) -> Reply:
    """Explain what the code does before it is made."""
    found = find_other(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    return view.replacement_question(found, tapped.role, list_beside(turn, found.id))


def make(turn: Turn, tapped: InviteReplacement) -> Reply:
    """Make the code; where one waits that was made for this, it is given other letters instead.

    So a tap that is taken twice makes no second code.
    """
    found = find_other(turn, tapped.officer_id)
    if found is None:
        return refusals.old_button()
    waiting = grants.find_replacement(turn.session, found.id, tapped.role, turn.now)
    if waiting is not None:
        return invitations_view.codes_made(
            [invitation_codes.renew_code(invitation_codes.issuer_of(turn), waiting)], renewed=True
        )
    agency = agencies.get(turn.session, found.agency_id)
    made = invitation_codes.make_code(
        invitation_codes.issuer_of(turn), found.name, tapped.role, agency, replaces_id=found.id
    )
    return invitations_view.codes_made([made], renewed=False)
