"""The province of `year.py`, asked and never changed."""

from collections.abc import Iterator

import pytest

from data.store import Store
from tests.databases.registries import Databases, Shelf, SqliteFiles
from tests.handlers.chat import Office
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Case
from tests.handlers.questions.corpus.expected import Item
from tests.handlers.questions.year import year_so_far


@pytest.fixture(scope="session")
def _provinces() -> Iterator[dict[Databases, Store]]:
    opened: dict[Databases, Store] = {}
    yield opened
    for store in opened.values():
        store.close()


def _province(kind: Databases, opened: dict[Databases, Store]) -> Store:
    if kind not in opened:
        opened[kind] = Store(kind.copy_of(year_so_far))
    return opened[kind]


@pytest.fixture
def province(databases: Databases, _provinces: dict[Databases, Store]) -> Store:
    """On both databases."""
    return _province(databases, _provinces)


@pytest.fixture
def asking(province: Store) -> Iterator[Asking]:
    with province.read() as session:
        yield Asking(session)


@pytest.fixture(scope="module")
def _found() -> dict[Case, frozenset[Item] | None]:
    """What was found in the province once is what is found again."""
    return {}


@pytest.fixture
def asking_a_file(
    sqlite: SqliteFiles, _provinces: dict[Databases, Store], _found: dict[Case, frozenset[Item] | None]
) -> Iterator[Asking]:
    """For what is asked thousands of times, and has nothing to do with the kind of database."""
    with _province(sqlite, _provinces).read() as session:
        yield Asking(session, _found)


@pytest.fixture
def office(province: Store) -> Office:
    """People talk to the province, and no duty changes."""
    return Office(province)


@pytest.fixture
def own_office(shelf: Shelf) -> Iterator[Office]:
    """A copy of the province in which duties do change."""
    with shelf.lent(year_so_far) as store:
        yield Office(store)
