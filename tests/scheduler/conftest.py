"""An office on a fresh registry, on both databases."""

import pytest

from data.models import Agency
from data.store import Store
from tests import factories as make
from tests.scheduler.office import DUE, Office, morning


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def agency(office: Office) -> Agency:
    """An agency that owes one duty, due on `DUE`; every morning up to 07/03 has been planned."""
    with office.store.write() as session:
        found = make.agency(session)
        make.duty(session, found, make.deadline(session, make.plan(session), DUE, code="TC.2"))
    office.plan(morning("2024-03-07"))
    return found
