"""The tables of a registry and of what kind their columns are, as its database describes them.

They are asked of the database, not of the models: a registry that is yet to be upgraded is backed up as it is.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, inspect
from sqlalchemy.types import TypeEngine

from data.errors import RegistryUnusable
from data.models import FileContent

_NO_RECORDS = ("alembic_version", FileContent.__tablename__)
"""Contents of files go into a backup and out of it one by one (`data.files`), wherever they lie."""


class ColumnKind(StrEnum):
    """How a value is stored: the databases differ in all but the plain ones."""

    PLAIN = "plain"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table, and its columns by their kinds."""

    name: str
    columns: tuple[tuple[str, ColumnKind], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns, in order."""
        return tuple(name for name, _kind in self.columns)


def list_tables(connection: Connection) -> dict[str, TableShape]:
    """Return the tables with records, by their names."""
    looked_at = inspect(connection)
    return {
        table: TableShape(
            table, tuple((column["name"], _kind_of(column["type"])) for column in looked_at.get_columns(table))
        )
        for table in sorted(looked_at.get_table_names())
        if table not in _NO_RECORDS
    }


def match_tables(source: Connection, target: Connection) -> list[TableShape]:
    """Return the tables of `target`, which must be in `source` with the same columns.

    Raises RegistryUnusable ("damaged") where `source` lacks any: its schema is not what its version says.
    """
    found, wanted = list_tables(source), list_tables(target)
    lost = [
        name
        for name, shape in wanted.items()
        if name not in found or sorted(found[name].names) != sorted(shape.names)
    ]
    if lost:
        raise RegistryUnusable("damaged", f"no {', '.join(lost)}")
    return list(wanted.values())


def _kind_of(stored: TypeEngine[object]) -> ColumnKind:
    for kind, types in (
        (ColumnKind.BOOLEAN, Boolean),
        (ColumnKind.INSTANT, DateTime),
        (ColumnKind.DATE, Date),
        (ColumnKind.JSON, JSON),
    ):
        if isinstance(stored, types):
            return kind
    return ColumnKind.PLAIN
