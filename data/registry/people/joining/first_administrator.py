"""The first administrator, who comes in before there is an agency: whether their time is over."""

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import Role
from data.models import Agency, Invitation, Officer

NO_AGENCY_YET = "thiet-lap"
"""Code of the agency in whose name the first administrator comes in; it owes nothing, and ends with the choice."""


def has_administrator(session: Session) -> bool:
    """Return whether an administrator is in office."""
    query = select(col(Officer.id)).where(col(Officer.role) == Role.ADMIN, col(Officer.active)).limit(1)
    return session.execute(query).first() is not None


def comes_too_late(session: Session, code: Invitation) -> bool:
    """Return whether a code is one of a first start, and there is an administrator by now.

    The agency of such codes stays locked until the unit of work ends: two cannot be the first at once.
    """
    if code.created_by_id is not None or code.role is not Role.ADMIN:
        return False
    here = select(col(Agency.id)).where(col(Agency.id) == code.agency_id, col(Agency.code) == NO_AGENCY_YET)
    return session.execute(here.with_for_update()).first() is not None and has_administrator(session)
