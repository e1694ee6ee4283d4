"""Officers who are one person: in an earlier role, in another agency, by another telephone.

Statements compare them by `person_of`. Whether those count who have left is for each to say: where somebody decides
on what they said before they do, where somebody is written to they do not.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, FromClause, bindparam, func, select
from sqlmodel import Session

from data.models import Officer
from data.registry.sql.rows import fetch_rows, list_parameter, table_of
from data.text import fold


def person_of(officer: Any) -> ColumnElement[int]:
    """Return what is the same of all officers who are one person, and of nobody else: the first one's id.

    `officer` has the columns: those of the table, of an alias of it, or the model.
    """
    return func.coalesce(officer.same_as_id, officer.id)


def is_person_of(officer: Any, officer_id: Any) -> ColumnElement[bool]:
    """Return the condition that officers are the person of this one (an id, or a parameter), in office or not.

    `officer` is as in `person_of`.
    """
    me: FromClause = table_of(Officer).alias("me")
    return person_of(officer) == select(person_of(me.c)).where(me.c.id == officer_id).scalar_subquery()


_OFFICER, _AUTHOR = table_of(Officer).c, table_of(Officer).alias("author")
_ALL_OF = select(_OFFICER.id, _OFFICER.agency_id, _OFFICER.name).where(is_person_of(_OFFICER, bindparam("its_id")))
_WHOSE = (
    select(_AUTHOR.c.id.label("one"), _OFFICER.id.label("other"))
    .join_from(_AUTHOR, table_of(Officer), person_of(_OFFICER) == person_of(_AUTHOR.c))
    .where(_AUTHOR.c.id.in_(list_parameter("ids")))
)


def list_persons(session: Session, officer_ids: Collection[int]) -> dict[int, set[int]]:
    """Return for each of these officers all whom their person is or was, themselves too, in office or not."""
    found: dict[int, set[int]] = {one: {one} for one in officer_ids}
    for one, other in fetch_rows(session, _WHOSE, ids=sorted(officer_ids)):
        found[one].add(other)
    return found


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
