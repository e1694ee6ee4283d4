"""What a process was sending is free once that process is gone, and not before."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from data.database.processes import list_processes
from data.database.seats import Seats
from data.enums import DeliveryKind, DeliveryState
from data.models import Delivery
from data.registry.outbox import claims, waiting
from data.registry.outbox.claims import Claimed
from data.store import Store
from tests import factories as make

EIGHT = datetime(2024, 3, 8, 1, tzinfo=UTC)
WALL = datetime(2026, 11, 30, 9, tzinfo=UTC)
LEASE = timedelta(minutes=2)
DIGESTS = 3


@pytest.fixture
def registry(new_postgresql: Callable[[], str]) -> Iterator[Store]:
    """A registry with some digests that are due."""
    store = Store(new_postgresql())
    with store.write() as session:
        agency = make.agency(session)
        for _ in range(DIGESTS):
            officer = make.officer(session, agency, channel=None)
            session.add(
                Delivery(
                    officer_id=make.known(officer.id),
                    chat_link_id=make.known(make.link(session, officer).id),
                    channel="telegram",
                    kind=DeliveryKind.DIGEST,
                    slot=date(2024, 3, 8),
                    planned_at=EIGHT,
                    due_at=EIGHT,
                    next_attempt_at=WALL,
                )
            )
    yield store
    store.close()


@pytest.fixture
def seats(registry: Store) -> Iterator[Seats]:
    """A process that is there."""
    assert registry.server
    found = Seats(registry.server, ["telegram"], hears=True)
    assert found.look()
    yield found
    found.close()


def claim(registry: Store, holder: str | None) -> list[Claimed]:
    with registry.write() as session:
        return claims.claim(
            session,
            ["telegram"],
            but=(),
            kinds=[DeliveryKind.DIGEST],
            due_from=EIGHT,
            now=EIGHT,
            wall=WALL,
            lease_until=WALL + LEASE,
            limit=DIGESTS,
            holder=holder,
        )


def list_claimers(registry: Store, own: str = "another") -> set[str]:
    with registry.read() as session:
        return waiting.list_claimers(session, own, WALL)


def end(registry: Store, seats: Seats) -> None:
    """End a process; the server takes a moment to end its session."""
    seats.close()
    assert registry.server
    while any(one.process == seats.process for one in list_processes(registry.server)):
        pass


def free(registry: Store, process: str) -> int:
    with registry.write() as session:
        return waiting.free_claims(session, process, WALL)


def test_what_a_process_is_sending_is_free_when_it_is_gone(registry: Store, seats: Seats) -> None:
    taken = claim(registry, seats.process)
    assert len(taken) == DIGESTS
    assert list_claimers(registry) == {seats.process}
    assert list_claimers(registry, seats.process) == set(), "its own"
    assert free(registry, seats.process) == 0, "it is there"
    assert claim(registry, "another") == []
    end(registry, seats)
    assert free(registry, seats.process) == DIGESTS
    assert list_claimers(registry) == set()
    again = claim(registry, "another")
    assert [(one.id, one.attempts) for one in again] == [(one.id, 2) for one in taken]
    with registry.read() as session:
        assert all(row.in_doubt for row in session.exec(select(Delivery))), "it may have arrived"


def test_what_waits_after_a_try_without_an_answer_is_nobodys(registry: Store, seats: Seats) -> None:
    unanswered, *others = claim(registry, seats.process)
    with registry.write() as session:
        until = WALL + timedelta(hours=1)
        claims.record_unanswered(session, unanswered, "no answer", began_at=WALL, lease_until=until)
    end(registry, seats)
    assert free(registry, seats.process) == len(others)
    assert [one.id for one in claim(registry, "another")] == [one.id for one in others]


def test_what_is_sent_or_waits_or_is_closed_is_nobodys(registry: Store, seats: Seats) -> None:
    sent, again, closed = claim(registry, seats.process)
    with registry.write() as session:
        claims.mark_sent(session, {sent.id: "7"}, EIGHT)
        assert claims.reschedule(session, again, again_at=WALL, error="busy")
        assert claims.close(session, closed, DeliveryState.FAILED, "blocked")
    with registry.read() as session:
        assert [row.holder for row in session.exec(select(Delivery))] == [None] * DIGESTS


def test_one_process_alone_holds_until_the_lease_ends(registry: Store) -> None:
    assert len(claim(registry, None)) == DIGESTS
    assert list_claimers(registry) == set()
