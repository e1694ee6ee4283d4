"""An office with plan 175 on the morning of 26/02/2024, on both databases."""

from collections.abc import Iterator

import pytest

from data.enums import Role
from data.store import Store
from tests.databases.registries import Shelf
from tests.handlers.chat import Office, Person
from tests.handlers.steps import Steps, with_steps


@pytest.fixture
def office(planned: Store) -> Office:
    return Office(planned)


@pytest.fixture
def officer(office: Office) -> Person:
    """The focal officer of Sở Tư pháp."""
    return office.officer("stp")


@pytest.fixture
def reader(library: Store) -> Person:
    """A focal officer of Sở Tư pháp who looks and changes nothing."""
    return Office(library).officer("stp")


@pytest.fixture
def supervisor(office: Office) -> Person:
    """Sở Nội vụ follows the plan for the province (plan 175, VI.2.a)."""
    return office.officer("snv", Role.SUPERVISOR, name="Giám sát")


@pytest.fixture
def steps(shelf: Shelf) -> Iterator[Steps]:
    """Every question that waits for words can be asked."""
    with shelf.lent(with_steps) as store:
        yield Steps(Office(store))
