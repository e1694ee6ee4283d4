"""Rows without objects: what is read at every turn, and what one statement did, the same on both databases."""

from functools import cache
from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Insert, Result, Select, String, Table, Update, bindparam, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, SQLModel


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model. A statement on it, made once, costs a third of one on the model made anew."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]


def max_length(model: type[SQLModel], column: str) -> int:
    """How long a text may be in a column that has a limit: PostgreSQL refuses a longer one, SQLite takes it."""
    length = cast("String", table_of(model).c[column].type).length
    assert length is not None  # noqa: S101 - asked of columns with a limit only
    return length


def fetch_rows(
    session: Session, query: Select[*tuple[Any, ...]] | ReturningUpdate[*tuple[Any, ...]], **values: Any
) -> Result[*tuple[Any, ...]]:
    """The rows of a `query` on tables, with `values` for its parameters; what the session still holds counts."""
    session.flush()
    return session.connection().execute(query, values)


def list_parameter(name: str) -> Any:
    """The parameter `name` of a statement that is put together once: a list of values, for `in_` and `not_in`."""
    return bindparam(name, expanding=True)


# Without it PostgreSQL answers -1 for an INSERT whose values are given when it is executed.
_COUNTED = {"preserve_rowcount": True}


def execute_count(session: Session, statement: Insert | Update | Delete, **values: Any) -> int:
    """Executes `statement` and returns the number of rows it met: the outcome of a compare-and-set."""
    result = session.connection().execute(statement, values, execution_options=_COUNTED)
    return cast("CursorResult[Any]", result).rowcount


def insert_if_new(session: Session, model: type[SQLModel], **values: Any) -> bool:
    """Inserts a row unless one with the same unique key exists; says whether it did.

    It is the database that decides, so two processes cannot both be told True.
    """
    insertion = _insert_if_new(table_of(model), session.get_bind().dialect.name)
    return execute_count(session, insertion, **values) == 1


@cache
def _insert_if_new(table: Table, dialect: str) -> Insert:
    insert_on = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert_on(table).on_conflict_do_nothing()


def insert_all(session: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Inserts many rows, all with the same columns, in one statement: a morning of all provinces brings thousands."""
    if rows:
        session.connection().execute(insert(table_of(model)), rows)
