"""Officers who are one person: in an earlier role, in another agency, by another telephone."""

from sqlmodel import Session

from data.models import Officer
from data.text import fold


def is_same_person(session: Session, one_id: int | None, other_id: int | None) -> bool:
    """Return whether two officers are the same person.

    They are if they are one officer, if one chat spoke for both, if a code made one replace the other, or if an
    agency knows both by one name.
    """
    if one_id is None or other_id is None:
        return False
    if one_id == other_id:
        return True
    one, other = session.get_one(Officer, one_id), session.get_one(Officer, other_id)
    if (one.same_as_id or one.id) == (other.same_as_id or other.id):
        return True
    return one.agency_id == other.agency_id and fold(one.name) == fold(other.name)
