"""Who may say whether somebody who joined by a code is the right person. Pure."""

from dataclasses import dataclass

from data.enums import Role


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who is asked about who joined. `vouched`: nobody doubts that they are who they say."""

    officer_id: int
    role: Role
    agency_id: int
    vouched: bool


def may_vouch(decider: Decider, officer_id: int, role: Role, agency_id: int) -> bool:
    """Tell if `decider` may confirm or revoke an officer who joined an agency in a role.

    Administrators may, and colleagues in the agency, unless it is an administrator who joined. Nobody decides on
    themselves, nor before others have said that they are the right person.
    """
    if decider.officer_id == officer_id or not decider.vouched:
        return False
    if decider.role is Role.ADMIN:
        return True
    return decider.agency_id == agency_id and role is not Role.ADMIN
