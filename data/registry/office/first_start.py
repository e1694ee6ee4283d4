"""The first start of an office: its first administrator comes in before there is any agency, and chooses one then."""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import Role
from data.errors import NotAllowed
from data.models import Agency
from data.registry.office.succession import mergers
from data.registry.office.succession.mergers import Merger
from data.registry.people import invitations
from data.registry.people.invitations import Invited
from data.registry.people.joining import grants
from data.registry.people.joining.first_administrator import NO_AGENCY_YET, has_administrator

_NAME = "Cơ quan đang thiết lập"
_DOCUMENT = "Thiết lập ban đầu"


def invite_first(session: Session, *, now: datetime, actor: str, channel: str | None = None) -> Invited:
    """Make the code of the first administrator; one that waited for the same is revoked.

    Raises NotAllowed("first_start.over") where there is an administrator already: they invite the others.
    """
    if has_administrator(session):
        raise NotAllowed("first_start.over")
    for waiting in grants.list_waiting(session, now):
        if waiting.agency_code == NO_AGENCY_YET:
            grants.revoke(session, waiting.id, now=now, actor=actor)
    agency = session.execute(select(Agency).where(col(Agency.code) == NO_AGENCY_YET)).scalar_one_or_none()
    if agency is None:
        agency = Agency(code=NO_AGENCY_YET, name=_NAME, short_name=_NAME, kind="department")
        session.add(agency)
        session.flush()
    assert agency.id is not None  # noqa: S101 - flushed
    return invitations.invite(
        session, agency_id=agency.id, role=Role.ADMIN, name="", now=now, actor=actor, sure=True, channel=channel
    )


def join_agency(session: Session, code: str, *, today: date, now: datetime, actor: str) -> None:
    """Let the first administrator be of the agency with this code. Raises AgencyNotMerged where that was done."""
    merger = Merger((NO_AGENCY_YET,), code, today, _DOCUMENT)
    mergers.merge(session, merger, today=today, now=now, actor=actor)
