"""Officers who are one person: in an earlier role, in another agency, by another telephone."""

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from data.models import Officer
from data.registry.sql.rows import fetch_rows, table_of
from data.text import fold

_OFFICER, _ME = table_of(Officer).c, table_of(Officer).alias("me")
_ALL_OF = select(_OFFICER.id, _OFFICER.agency_id, _OFFICER.name).where(
    func.coalesce(_OFFICER.same_as_id, _OFFICER.id)
    == select(func.coalesce(_ME.c.same_as_id, _ME.c.id)).where(_ME.c.id == bindparam("its_id")).scalar_subquery()
)


def is_linked(session: Session, one_id: int | None, other_id: int | None) -> bool:
    """Return whether a chat, or a code that made one replace the other, shows that two officers are one person."""
    if one_id is None or other_id is None:
        return False
    return any(row.id == other_id for row in fetch_rows(session, _ALL_OF, its_id=one_id))


def is_same_person(session: Session, one_id: int | None, other_id: int | None) -> bool:
    """Return whether two officers are the same person.

    They are if they are one officer, if one chat spoke for both, if a code made one replace the other, or if an
    agency knows both by one name: whoever the two are or were, in whichever agencies.
    """
    if one_id is None or other_id is None:
        return False
    if one_id == other_id:
        return True
    all_of_one = fetch_rows(session, _ALL_OF, its_id=one_id).all()
    if any(officer_id == other_id for officer_id, _agency_id, _name in all_of_one):
        return True
    called = {(agency_id, fold(name)) for _id, agency_id, name in all_of_one}
    all_of_other = fetch_rows(session, _ALL_OF, its_id=other_id).all()
    return any((agency_id, fold(name)) in called for _id, agency_id, name in all_of_other)
