"""The JSON of `nhacviec officer`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, instant_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.enums import Role
    from data.registry.office.agencies import AgencyFact
    from data.registry.people.invitations import Invited
    from data.registry.people.joining.grants import WaitingInvitation
    from data.registry.people.officers import OfficerLine
    from data.registry.people.page_sessions import PageUser


def invitation_json(
    invited: Invited, agency: AgencyFact, role: Role, name: str, link: str | None, page: str | None
) -> Document:
    """Return the document of `officer invite --json`. `link` is null where no channel could say its address, `page`
    where no page is served.
    """
    return {
        "code": invited.code,
        "link": link,
        "page": page,
        "expires_at": instant_json(invited.expires_at),
        "agency": agency.code,
        "agency_name": agency.name,
        "role": role,
        "name": name,
        "id": invited.id,
        "needs_approval": invited.needs_approval,
    }


def invitations_json(waiting: Iterable[WaitingInvitation]) -> Document:
    """Return the document of `officer invitations --json`."""
    return {"invitations": [waiting_invitation_json(one) for one in waiting]}


def waiting_invitation_json(one: WaitingInvitation) -> Document:
    """Return a code that waits, without the code: nobody knows it any more."""
    return {
        "id": one.id,
        "agency": one.agency_code,
        "agency_name": one.agency_name,
        "role": one.role,
        "name": one.name,
        "created_at": instant_json(one.created_at),
        "expires_at": instant_json(one.expires_at),
        "created_by": one.created_by or None,
        "needs_approval": one.unapproved,
    }


def officers_json(lines: Iterable[OfficerLine]) -> Document:
    """Return the document of `officer list --json`."""
    return {
        "officers": [
            {
                "id": one.id,
                "name": one.name,
                "role": one.role,
                "agency": one.agency_code,
                "channels": list(one.channels),
            }
            for one in lines
        ]
    }


def page_users_json(users: Iterable[PageUser]) -> Document:
    """Return the document of `page list --json`."""
    return {
        "officers": [
            {
                "id": one.officer_id,
                "name": one.name,
                "role": one.role,
                "agency": one.agency_short_name,
                "sessions": one.sessions,
                "seen_at": instant_json(one.seen_at),
            }
            for one in users
        ]
    }
