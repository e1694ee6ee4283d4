"""What one statement did to the rows, asked the same way on both databases."""

from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Insert, Table, Update, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def changed(session: Session, statement: Insert | Update | Delete) -> int:
    """Executes `statement` and returns the number of rows it met: the outcome of a compare-and-set."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def add_if_new(session: Session, model: type[SQLModel], **values: Any) -> bool:
    """Inserts a row unless one with the same unique key exists; says whether it did.

    It is the database that decides, so two processes cannot both be told True.
    """
    table = cast("Table", model.__table__)  # type: ignore[attr-defined]
    if session.get_bind().dialect.name == "postgresql":
        return changed(session, postgresql.insert(table).values(**values).on_conflict_do_nothing()) == 1
    return changed(session, sqlite.insert(table).values(**values).on_conflict_do_nothing()) == 1


def add_all(session: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Inserts many rows in one statement: a directory and a plan bring thousands."""
    if rows:
        session.execute(insert(model), rows)
