"""Lines: frozen dataclasses that are read from the database, a column for each field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy import FromClause, Select, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlmodel import Session

from data.registry.sql.rows import fetch_rows

Line = TypeVar("Line")

Columns = Mapping[str, Any] | ReadOnlyColumnCollection[str, Any]
"""Columns by the names of fields: a vocabulary, or all columns of a table."""

_NONE: Columns = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LineQuery(Generic[Line]):
    """A statement on tables that yields lines of one dataclass; made by `select_lines`, once, at import.

    Its methods are those of `sqlalchemy.Select` and, like them, return another query.
    """

    line: type[Line]
    statement: Select[*tuple[Any, ...]]

    def join(self, table: FromClause, on: Any, *, outer: bool = False) -> "LineQuery[Line]":
        return LineQuery(self.line, self.statement.join(table, on, isouter=outer))

    def where(self, *conditions: Any) -> "LineQuery[Line]":
        return LineQuery(self.line, self.statement.where(*conditions))

    def group_by(self, *columns: Any) -> "LineQuery[Line]":
        return LineQuery(self.line, self.statement.group_by(*columns))

    def order_by(self, *columns: Any) -> "LineQuery[Line]":
        return LineQuery(self.line, self.statement.order_by(*columns))

    def limit(self, most: Any) -> "LineQuery[Line]":
        return LineQuery(self.line, self.statement.limit(most))

    def keyed_by(self, *columns: Any) -> "LineQuery[Line]":
        """Return the query with columns that are no fields of the line, for `fetch_keyed`."""
        return LineQuery(self.line, self.statement.add_columns(*columns))


def select_lines(line: type[Line], columns: Columns = _NONE, /, **own: Any) -> LineQuery[Line]:
    """Return a query with a column for each field of the dataclass `line`, in the order of its fields.

    The column of a field is the one in `own` under its name, else the one in `columns` (the columns of a table, or a
    vocabulary such as `duty_query.COLUMNS`). Raises TypeError for a field without a column and for one of `own` that
    is no field: both are found when the module is imported.
    """
    names = [field.name for field in fields(line)]  # type: ignore[arg-type]  # a TypeVar cannot say "dataclass"
    missing = [name for name in names if name not in own and name not in columns]
    if missing or own.keys() - set(names):
        unknown = sorted(own.keys() - set(names))
        raise TypeError(f"{line.__name__}: no column for {missing}, no field for {unknown}")
    return LineQuery(line, select(*(own[name] if name in own else columns[name] for name in names)))


def fetch(session: Session, query: LineQuery[Line], **values: Any) -> list[Line]:
    """Return all lines of a query, with `values` for its parameters."""
    line = query.line
    return [line(*row) for row in fetch_rows(session, query.statement, **values).all()]


def fetch_first(session: Session, query: LineQuery[Line], **values: Any) -> Line | None:
    """Return the first line of a query, or None."""
    row = fetch_rows(session, query.statement, **values).first()
    return query.line(*row) if row else None


def fetch_keyed(session: Session, query: LineQuery[Line], **values: Any) -> list[tuple[Any, Line]]:
    """Return each line of a query made by `keyed_by`, after its key: one value, or a tuple of several."""
    line, width = query.line, len(fields(query.line))  # type: ignore[arg-type]
    rows = fetch_rows(session, query.statement, **values).all()
    if rows and len(rows[0]) == width + 1:
        return [(row[width], line(*row[:width])) for row in rows]
    return [(tuple(row[width:]), line(*row[:width])) for row in rows]


def stream(session: Session, query: LineQuery[Line], at_a_time: int, **values: Any) -> Iterator[Line]:
    """Yield the lines of a query, reading `at_a_time` rows at once, so that any number fits into memory."""
    line = query.line
    session.flush()
    for row in session.connection().execute(query.statement, values, execution_options={"yield_per": at_a_time}):
        yield line(*row)
