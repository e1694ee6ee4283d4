"""The province of `year.py`, asked and never changed."""

from collections.abc import Iterator

import pytest

from data.store import Store
from tests.databases import SqliteFiles
from tests.questions.asking import Asking
from tests.questions.year import year_so_far


@pytest.fixture(scope="session")
def _province(sqlite: SqliteFiles) -> Iterator[Store]:
    store = Store(sqlite.copy_of(year_so_far))
    yield store
    store.close()


@pytest.fixture
def asking(_province: Store) -> Iterator[Asking]:
    with _province.read() as session:
        yield Asking(session)
