"""Statements on tables without ORM objects, with the same results on both databases."""

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    CursorResult,
    Delete,
    Insert,
    Result,
    Row,
    Select,
    String,
    Table,
    Update,
    bindparam,
    insert,
    literal,
)
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate
from sqlmodel import Session, SQLModel

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


def table_of(model: type[SQLModel]) -> Table:
    """Return the table of a model. A statement on it, made once, costs a third of one on the model."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]


def max_length(model: type[SQLModel], column: str) -> int:
    """Return the length limit of a text column: PostgreSQL refuses a longer text, SQLite takes it."""
    length = cast("String", table_of(model).c[column].type).length
    assert length is not None  # noqa: S101 - asked of columns with a limit only
    return length


def fetch_rows(
    session: Session, query: Select[*tuple[Any, ...]] | ReturningUpdate[*tuple[Any, ...]], **values: Any
) -> Result[*tuple[Any, ...]]:
    """Return the rows of a `query` on tables, with `values` for its parameters, after flushing the session."""
    session.flush()
    return session.connection().execute(query, values)


def list_parameter(name: str) -> Any:
    """Return a parameter for a list of values, for `in_` and `not_in` in a statement made once."""
    return bindparam(name, expanding=True)


# Without it PostgreSQL answers -1 for an INSERT whose values are given when it is executed.
_COUNTED = {"preserve_rowcount": True}


def execute_count(session: Session, statement: Insert | Update | Delete, **values: Any) -> int:
    """Execute `statement` and return the number of rows it changed: the outcome of a compare-and-set."""
    result = session.connection().execute(statement, values, execution_options=_COUNTED)
    return cast("CursorResult[Any]", result).rowcount


def insert_if_new(session: Session, model: type[SQLModel], **values: Any) -> bool:
    """Insert a row unless one with the same unique key exists; return whether it was inserted.

    It is the database that decides, so two processes cannot both be told True.
    """
    insertion = _insert_if_new(table_of(model), session.get_bind().dialect.name)
    return execute_count(session, insertion, **values) == 1


def upsert(session: Session, model: type[SQLModel], updated: tuple[str, ...], **values: Any) -> None:
    """Insert a row, or set the columns `updated` of the row with the same primary key, to `values`."""
    execute_count(session, _upsert(table_of(model), session.get_bind().dialect.name, updated), **values)


def upsert_selected(
    session: Session, model: type[SQLModel], chosen: Select[*tuple[Any, ...]], updated: tuple[str, ...], **values: Any
) -> int:
    """Do what `upsert` does with the rows of a query, which has all columns of the table in their order and `values`
    for its parameters; return how many there were.
    """
    statement = _upsert_selected(table_of(model), session.get_bind().dialect.name, chosen, updated)
    return execute_count(session, statement, **values)


def insert_selected_if_new(
    session: Session,
    model: type[SQLModel],
    chosen: Select[*tuple[Any, ...]],
    returned: tuple[str, ...],
    **values: Any,
) -> "Row[*tuple[Any, ...]] | None":
    """Insert the row of a query unless one with the same unique key exists; return its columns `returned`, or None.

    The query has a column for each that is set, by its name, and `values` for its parameters.
    """
    statement = _insert_selected_if_new(table_of(model), session.get_bind().dialect.name, chosen, returned)
    return session.connection().execute(statement, values).first()


@cache
def _insert_selected_if_new(
    table: Table, dialect: str, chosen: Select[*tuple[Any, ...]], returned: tuple[str, ...]
) -> "ReturningInsert[*tuple[Any, ...]]":
    named = [column.name for column in chosen.selected_columns]
    # SQLite wants a condition before ON CONFLICT; “true” would read otherwise there than on PostgreSQL.
    row = chosen if chosen.whereclause is not None else chosen.where(literal(1) == literal(1))
    insertion = _insert_on(table, dialect).from_select(named, row, include_defaults=False)
    return insertion.on_conflict_do_nothing().returning(*(table.c[name] for name in returned))


@cache
def _upsert_selected(
    table: Table, dialect: str, chosen: Select[*tuple[Any, ...]], updated: tuple[str, ...]
) -> Insert:
    insertion = _insert_on(table, dialect).from_select(list(table.columns), chosen, include_defaults=False)
    return insertion.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: insertion.excluded[name] for name in updated},
    )


@cache
def _upsert(table: Table, dialect: str, updated: tuple[str, ...]) -> Insert:
    insertion = _insert_on(table, dialect)
    values = {name: insertion.excluded[name] for name in updated}
    return insertion.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=values)


@cache
def _insert_if_new(table: Table, dialect: str) -> Insert:
    return _insert_on(table, dialect).on_conflict_do_nothing()


def _insert_on(table: Table, dialect: str) -> "postgresql.Insert | sqlite.Insert":
    """Return an INSERT of this database: a registry in a file never loads PostgreSQL's (3 MB)."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def insert_all(session: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert many rows with the same columns in one statement: a morning of all provinces has thousands."""
    if rows:
        session.connection().execute(insert(table_of(model)), rows)
