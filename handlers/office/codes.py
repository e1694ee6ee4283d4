"""Codes as an administrator makes them in the chat: with the ways in, for one person."""

from datetime import date

from data.enums import Role
from data.errors import NotFound
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.people import invitations
from data.registry.people.invitations import Invited
from data.registry.people.joining import grants, renewal
from handlers.base.turn import Turn
from handlers.views.office.invitations import MadeCode


def make_code(
    turn: Turn,
    name: str,
    role: Role,
    agency: AgencyFact,
    *,
    replaces_id: int | None = None,
    last_day: date | None = None,
) -> MadeCode:
    """Make a code for a person; whether a role that sees all agencies may go there was asked before.

    Raises NotAllowed for an agency that has ended.
    """
    channel = turn.entrances.find_room(turn.session, turn.now)
    invited = invitations.invite(
        turn.session,
        agency_id=agency.id,
        role=role,
        name=name,
        now=turn.now,
        actor=f"officer:{turn.me.officer_id}",
        created_by_id=turn.me.officer_id,
        replaces_id=replaces_id,
        sure=True,
        last_day=last_day,
        channel=channel,
    )
    return _as_made(turn, invited, name, role, agency, channel)


def renew_code(turn: Turn, invitation_id: int) -> MadeCode:
    """Give an invitation that waits another code. Raises NotFound for one that does not."""
    found = grants.get_waiting(turn.session, invitation_id, turn.now)
    if found is None:
        raise NotFound("invitation", str(invitation_id))
    actor = f"officer:{turn.me.officer_id}"
    invited = renewal.renew(turn.session, invitation_id, now=turn.now, actor=actor)
    agency = agencies.get(turn.session, found.agency_id)
    return _as_made(turn, invited, found.name, found.role, agency, found.channel)


def _as_made(
    turn: Turn, invited: Invited, name: str, role: Role, agency: AgencyFact, channel: str | None
) -> MadeCode:
    return MadeCode(invited, name, role, agency, tuple(turn.entrances.list_for(invited.code, channel)))
