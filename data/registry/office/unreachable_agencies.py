"""Agencies without a reachable officer, and the day administrators were notified of each."""

from datetime import date

from sqlalchemy import delete, select
from sqlmodel import Session, col

from data.models import UnheardAgency
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.sql.rows import insert_all


def refresh_unannounced(session: Session) -> list[AgencyFact]:
    """Return unreachable agencies that administrators have not been notified of.

    Deletes the notes on agencies that have a reachable officer again.
    """
    unreachable = agencies.list_without_officer(session)
    announced = set(session.execute(select(col(UnheardAgency.agency_id))).scalars())
    if reachable := announced - {agency.id for agency in unreachable}:
        session.execute(delete(UnheardAgency).where(col(UnheardAgency.agency_id).in_(reachable)))
    return [agency for agency in unreachable if agency.id not in announced]


def mark_announced(session: Session, announced: list[AgencyFact], slot: date) -> None:
    """Save that administrators are notified of these agencies in `slot`."""
    insert_all(session, UnheardAgency, [{"agency_id": agency.id, "told_on": slot} for agency in announced])


def list_announced(session: Session, slot: date) -> list[AgencyFact]:
    """Return the agencies notified of in `slot` that are still unreachable."""
    announced = set(
        session.execute(select(col(UnheardAgency.agency_id)).where(col(UnheardAgency.told_on) == slot)).scalars()
    )
    return [agency for agency in agencies.list_without_officer(session) if agency.id in announced]
