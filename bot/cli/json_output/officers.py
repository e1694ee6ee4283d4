"""The JSON of `nhacviec officer`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, instant_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from data.enums import Role
    from data.registry.office.agencies import AgencyFact
    from data.registry.people.invitations import Invited
    from data.registry.people.joining.grants import WaitingInvitation
    from data.registry.people.officers import OfficerFacts, OfficerLine
    from data.registry.people.page_sessions import PageUser
    from handlers.views.office.invitations import MadeCode
    from handlers.views.office.invitees import Rejected


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


def invited_list_json(
    made: Iterable[MadeCode], rejected: Iterable[tuple[Rejected, str]], slips: Path | None
) -> Document:
    """Return the document of `officer invite --from FILE --json`: the codes that were made, and the lines, by their
    numbers, that cannot be used, each with why. `slips` is null where no file was asked for or nobody invited.
    """
    return {
        "invitations": [
            {
                "code": one.invited.code,
                "expires_at": instant_json(one.invited.expires_at),
                "agency": one.agency.code,
                "agency_name": one.agency.name,
                "role": one.role,
                "name": one.name,
                "id": one.invited.id,
                "needs_approval": one.invited.needs_approval,
                "ways_in": [
                    {"channel": way.provider or None, "link": way.address or None, "typed": way.typed or None}
                    for way in one.entrances
                ],
            }
            for one in made
        ],
        "rejected": [
            {"line": one.line.number, "text": one.line.text, "fault": one.fault, "reason": said}
            for one, said in rejected
        ],
        "slips": str(slips) if slips else None,
    }


def moved_officer_json(before: OfficerFacts, after: OfficerFacts) -> Document:
    """Return the document of `officer move --json`: who they were, and who they are from now on."""
    return {
        "before": {"id": before.id, "agency_name": before.agency_name, "role": before.role},
        "after": {"id": after.id, "agency_name": after.agency_name, "role": after.role},
        "name": after.name,
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
