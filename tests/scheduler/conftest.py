"""An office on a fresh registry, on both databases."""

import pytest

from data.store import Store
from tests.scheduler.office import Office


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)
