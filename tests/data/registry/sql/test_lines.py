"""A line has a column for each field, of the field's own type; the duties of all lines are joined in one place."""

import importlib
import pkgutil
from dataclasses import dataclass, fields
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import literal

import data.registry
from data.enums import State
from data.models import Agency
from data.registry.duties.duty_query import select_duties
from data.registry.sql.lines import LineQuery, fetch, fetch_first, fetch_keyed, select_lines, stream
from data.registry.sql.rows import table_of
from data.store import Store
from tests import factories as make

AGENCY = table_of(Agency).c


@dataclass(frozen=True, slots=True)
class Named:
    """Its fields are not in the order of the table's columns."""

    short_name: str
    id: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A field that no column of a duty has."""

    state: State
    mark: int


def queries() -> list[LineQuery[Any]]:
    """Return every query that the modules of the registry have, by itself or in a tuple."""
    found = []
    for module in pkgutil.walk_packages(data.registry.__path__, "data.registry."):
        for value in vars(importlib.import_module(module.name)).values():
            parts = value if isinstance(value, tuple) else (value,)
            found += [part for part in parts if isinstance(part, LineQuery)]
    return found


def types_of(annotation: Any) -> set[type]:
    members = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    return {getattr(member, "__origin__", member) for member in members} - {type(None)}


def test_columns_of_every_query_have_the_types_of_the_fields_they_fill() -> None:
    found = queries()
    assert len({query.line for query in found}) > 20
    wrong = set()
    for query in found:
        hints = get_type_hints(query.line)
        columns = list(query.statement.selected_columns)
        for field, column in zip(fields(query.line), columns, strict=False):
            stored = getattr(column.type, "impl_instance", column.type).python_type
            if stored is not object and types_of(hints[field.name]) != {stored}:  # JSON can be any object
                wrong.add((query.line.__name__, field.name, stored))
    assert not wrong


def test_columns_follow_the_fields_whatever_the_order_of_the_table(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session, short_name="Tư pháp")
        key = agency.id or 0
        expected = Named(agency.short_name, key)
        query = select_lines(Named, AGENCY).where(AGENCY.id == key)
        assert fetch(session, query) == [expected]
        assert fetch_first(session, query) == expected
        assert fetch_first(session, query.where(AGENCY.id < 0)) is None
        assert list(stream(session, query, 1)) == [expected]
        assert fetch_keyed(session, query.keyed_by(AGENCY.code)) == [(agency.code, expected)]
        assert fetch_keyed(session, query.keyed_by(AGENCY.id, AGENCY.id)) == [((key, key), expected)]


@pytest.mark.parametrize(
    ("own", "named"),
    [({}, "mark"), ({"mark": literal(1), "marks": literal(1)}, "marks")],
    ids=["no column", "no field"],
)
def test_a_query_whose_fields_and_columns_disagree_is_refused_when_it_is_made(
    own: dict[str, Any], named: str
) -> None:
    with pytest.raises(TypeError, match=rf"Marked.*'{named}'"):
        select_duties(Marked, **own)
