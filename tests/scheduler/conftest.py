"""An office on a fresh registry, on both databases."""

from collections.abc import Iterator

import pytest
from sqlmodel import select

from data.models import Agency
from data.store import Store
from tests import factories as make
from tests.databases.registries import Shelf, built_on, empty
from tests.scheduler.office import DUE, Office, morning


@built_on(empty)
def with_a_duty(url: str) -> None:
    """Add the `agency` below to an empty registry."""
    store = Store(url)
    with store.write() as session:
        make.duty(session, make.agency(session), make.deadline(session, make.plan(session), DUE, code="TC.2"))
    Office(store).plan(morning("2024-03-07"))
    store.close()


@pytest.fixture
def store(request: pytest.FixtureRequest, shelf: Shelf) -> Iterator[Store]:
    """Return a fresh registry, open, with what `agency` asks for."""
    with shelf.lent(with_a_duty if "agency" in request.fixturenames else empty) as opened:
        yield opened


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def agency(office: Office) -> Agency:
    """An agency that owes one duty, due on `DUE`; every morning up to 07/03 has been planned."""
    office.clock.move_to(morning("2024-03-07"))
    with office.store.read() as session:
        return session.exec(select(Agency)).one()
