"""Agencies at which nobody can be reached, and when administrators were told of each."""

from datetime import date

from sqlalchemy import delete, select
from sqlmodel import Session, col

from data.models import UnheardAgency
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.sql.rows import insert_all


def refresh_unannounced(session: Session) -> list[AgencyFact]:
    """Those that nobody was told of since they last had somebody; forgets of which that was for those who have."""
    silent = agencies.list_without_officer(session)
    noted = set(session.execute(select(col(UnheardAgency.agency_id))).scalars())
    if heard := noted - {agency.id for agency in silent}:
        session.execute(delete(UnheardAgency).where(col(UnheardAgency.agency_id).in_(heard)))
    return [agency for agency in silent if agency.id not in noted]


def mark_announced(session: Session, told: list[AgencyFact], slot: date) -> None:
    """Administrators are told of these in `slot`."""
    insert_all(session, UnheardAgency, [{"agency_id": agency.id, "told_on": slot} for agency in told])


def list_announced(session: Session, slot: date) -> list[AgencyFact]:
    """Those that administrators are told of in `slot`, as far as there is still nobody."""
    noted = set(
        session.execute(select(col(UnheardAgency.agency_id)).where(col(UnheardAgency.told_on) == slot)).scalars()
    )
    return [agency for agency in agencies.list_without_officer(session) if agency.id in noted]
