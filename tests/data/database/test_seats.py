"""One process has a seat; whoever is gone, stopped or cut off loses it, and its own ghost is no stranger."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import make_url
from sqlalchemy.engine import URL

from data.database.processes import list_processes
from data.database.seats import IDLE_SECONDS, Seating, Seats
from data.errors import RegistryUnusable
from tests.databases.postgresql import PostgresqlServer

SOON = 20
"""Seconds; the server takes some milliseconds to end a session."""


@pytest.fixture
def server(postgresql: PostgresqlServer) -> Iterator[URL]:
    address = postgresql.new()
    yield make_url(address)
    postgresql.drop(address)


def taken_before_long(seats: Seats) -> bool:
    """Return whether the seats are free soon."""
    end = time.monotonic() + SOON
    while (found := seats.take()) is not Seating.HELD and time.monotonic() < end:
        time.sleep(0.01)
    return found is Seating.HELD


def test_a_seat_is_of_one_process_until_it_leaves(server: URL) -> None:
    one, other = Seats(server, ["telegram"]), Seats(server, ["telegram"])
    assert (one.take(), other.take(), other.take()) == (Seating.HELD, Seating.TAKEN, Seating.TAKEN)
    assert (one.touch(), other.touch()) == (Seating.HELD, Seating.TAKEN)
    one.close()
    assert taken_before_long(other)
    assert one.touch() is Seating.TAKEN
    for seats in (one, other):
        seats.close()


def test_processes_with_channels_of_their_own_sit_side_by_side_and_seats_are_taken_together(server: URL) -> None:
    telegram, page, all_of_them = (Seats(server, names) for names in (["telegram"], ["page"], ["page", "telegram"]))
    assert (telegram.take(), page.take(), all_of_them.take()) == (Seating.HELD, Seating.HELD, Seating.TAKEN)
    telegram.close()
    assert not taken_within_a_moment(all_of_them)
    assert taken_before_long(telegram), "nothing is kept by whoever cannot have all"
    telegram.close()
    page.close()
    assert taken_before_long(all_of_them)
    all_of_them.close()


def taken_within_a_moment(seats: Seats) -> bool:
    return any(seats.take() is Seating.HELD for _ in range(5))


def test_a_process_that_does_not_touch_its_seat_loses_it(server: URL) -> None:
    stopped, other = Seats(server, ["telegram"]), Seats(server, ["telegram"])
    assert stopped.take() is Seating.HELD
    assert stopped._session is not None
    [[limit]] = stopped._session.execute("SHOW idle_session_timeout").fetchall()
    assert limit == f"{IDLE_SECONDS}s"
    stopped._session.execute("SET idle_session_timeout = '50ms'")
    assert taken_before_long(other)
    assert (stopped.touch(), stopped.touch()) == (Seating.TAKEN, Seating.TAKEN)
    for seats in (stopped, other):
        seats.close()


def test_a_lost_connection_is_made_again_and_the_servers_memory_of_it_is_no_stranger(server: URL) -> None:
    seats, other = Seats(server, ["telegram", "page"]), Seats(server, ["page"])
    assert seats.take() is Seating.HELD
    ghost, seats._session = seats._session, None  # as behind a network that says nothing any more
    assert seats.touch() is Seating.HELD
    assert other.take() is Seating.TAKEN
    assert ghost is not None
    ghost.close()
    for one in (seats, other):
        one.close()


def test_of_a_server_that_is_away_nothing_is_known(server: URL) -> None:
    seats = Seats(server.set(host="127.0.0.1", port=1, query={}), ["telegram"])
    assert (seats.take(), seats.touch()) == (Seating.UNKNOWN, Seating.UNKNOWN)
    with pytest.raises(RegistryUnusable):
        list_processes(server.set(host="127.0.0.1", port=1, query={}))


def test_who_serves_and_who_stands_by_is_told(server: URL) -> None:
    assert list_processes(server) == []
    one, other = Seats(server, ["telegram"]), Seats(server, ["telegram"])
    one.take()
    other.take()
    assert sorted(session.has_seats for session in list_processes(server)) == [False, True]
    one.close()
    other.close()
