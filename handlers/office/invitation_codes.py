"""Codes as an administrator makes them, in the chat or at the shell: with the ways in, for one person."""

from dataclasses import dataclass
from datetime import date, datetime

from data.enums import Role
from data.errors import NotFound
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.people import invitations
from data.registry.people.invitations import Invited
from data.registry.people.joining import grants, renewal
from data.registry.people.joining.entrances import Entrances
from data.store import Session
from handlers.base.turn import Turn
from handlers.views.office.invitations import MadeCode


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who makes codes, in which unit of work, at the office's instant `now`.

    `actor` is as the audit trail names them, `officer_id` None for somebody at the shell whom the registry does not
    know. `entrances` are the ways in that the office offers.
    """

    session: Session
    now: datetime
    actor: str
    officer_id: int | None
    entrances: Entrances


def issuer_of(turn: Turn) -> Issuer:
    """Return whoever speaks in a turn as somebody who makes codes."""
    return Issuer(turn.session, turn.now, f"officer:{turn.me.officer_id}", turn.me.officer_id, turn.entrances)


def make_code(
    issuer: Issuer,
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
    channel = issuer.entrances.find_room(issuer.session, issuer.now)
    invited = invitations.invite(
        issuer.session,
        agency_id=agency.id,
        role=role,
        name=name,
        now=issuer.now,
        actor=issuer.actor,
        created_by_id=issuer.officer_id,
        replaces_id=replaces_id,
        sure=True,
        last_day=last_day,
        channel=channel,
    )
    return _as_made(issuer, invited, name, role, agency, channel)


def renew_code(issuer: Issuer, invitation_id: int) -> MadeCode:
    """Give an invitation that waits another code. Raises NotFound for one that does not."""
    found = grants.get_waiting(issuer.session, invitation_id, issuer.now)
    if found is None:
        raise NotFound("invitation", str(invitation_id))
    invited = renewal.renew(issuer.session, invitation_id, now=issuer.now, actor=issuer.actor)
    agency = agencies.get(issuer.session, found.agency_id)
    return _as_made(issuer, invited, found.name, found.role, agency, found.channel)


def _as_made(
    issuer: Issuer, invited: Invited, name: str, role: Role, agency: AgencyFact, channel: str | None
) -> MadeCode:
    return MadeCode(invited, name, role, agency, tuple(issuer.entrances.list_for(invited.code, channel)))
