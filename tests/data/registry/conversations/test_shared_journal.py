"""The journal of several processes: the updates of a chat are one process's, and a dead one's are another's."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text, update

from data.database.processes import CHAT_CLASS, has_mark, list_processes
from data.database.seats import Seats
from data.models import JournalEntry
from data.registry.conversations import journal, shared_journal
from data.registry.conversations.journal import Claim, RawUpdate
from data.store import Session, Store
from tests.factories import LONG_AGO


@pytest.fixture
def registry(new_postgresql: Callable[[], str]) -> Iterator[Store]:
    store = Store(new_postgresql())
    yield store
    store.close()


@pytest.fixture
def processes(registry: Store) -> Iterator[list[Seats]]:
    """Two processes that live."""
    assert registry.server
    found = [Seats(registry.server, ["telegram"], hears=True) for _ in range(2)]
    for one in found:
        assert one.look()
    yield found
    for one in found:
        one.close()


def record(store: Store, own: str, *ids: str, chat_id: str = "7") -> set[str]:
    with store.write() as session:
        updates = [RawUpdate(update_id, chat_id, "{}") for update_id in ids]
        return shared_journal.record(session, "telegram", updates, LONG_AGO, own).at_once


def take_up(store: Store, own: str) -> list[str]:
    with store.write() as session:
        return [one.update_id for one in shared_journal.take_up(session, "telegram", own)]


def take_over(store: Store, holder: str, own: str) -> list[str]:
    with store.write() as session:
        return [one.update_id for one in shared_journal.take_over(session, "telegram", holder, own)]


def test_what_follows_in_a_chat_is_handed_on_to_whoever_still_answers_there(
    registry: Store, processes: list[Seats]
) -> None:
    a, b = (one.process for one in processes)
    assert record(registry, a, "1", "2") == {"1", "2"}
    assert record(registry, b, "3") == set()
    assert processes[0].wait_for_news(10) == [f"journal {a}"]
    assert record(registry, a, "4") == set(), "behind what it has yet to take up"
    assert record(registry, b, "5", chat_id="8") == {"5"}, "another chat"
    assert take_up(registry, b) == []
    assert take_up(registry, a) == ["3", "4"]
    assert take_up(registry, a) == [], "once"
    assert record(registry, a, "6") == {"6"}
    with registry.write() as session:
        journal.finish(session, "telegram", ["1", "2", "3", "4", "6"])
    assert record(registry, b, "7") == {"7"}, "nothing is open there any more"


def test_what_is_not_stored_is_answered_by_whoever_received_it(registry: Store, processes: list[Seats]) -> None:
    a, b = (one.process for one in processes)
    record(registry, a, "1")
    updates = [RawUpdate("2", "7", "{}"), RawUpdate("3", "7", journal.NOT_STORED)]
    with registry.write() as session:
        assert shared_journal.record(session, "telegram", updates, LONG_AGO, b).at_once == {"3"}
    assert take_up(registry, a) == ["2"]
    with registry.write() as session:
        assert journal.claim(session, "telegram", "3", LONG_AGO, b) is Claim.OPEN


def test_what_follows_one_that_is_not_stored_comes_to_whoever_has_that(
    registry: Store, processes: list[Seats]
) -> None:
    a, b = (one.process for one in processes)
    record(registry, a, "1")
    with registry.write() as session:
        unstored = [RawUpdate("2", "7", journal.NOT_STORED)]
        assert shared_journal.record(session, "telegram", unstored, LONG_AGO, b).at_once == {"2"}
    assert record(registry, a, "3") == set(), "it may not pass the second"
    assert take_up(registry, b) == ["3"]
    with registry.write() as session:
        assert shared_journal.has_earlier_elsewhere(session, "telegram", "2", "7", b)
        assert not shared_journal.has_earlier_elsewhere(session, "telegram", "2", "8", b), "another chat"
        journal.finish(session, "telegram", ["1"])
        assert not shared_journal.has_earlier_elsewhere(session, "telegram", "2", "7", b)


def test_an_update_that_came_twice_stays_where_it_is(registry: Store, processes: list[Seats]) -> None:
    a, b = (one.process for one in processes)
    assert record(registry, a, "1") == {"1"}
    assert record(registry, b, "1") == set()
    assert take_up(registry, a) == []


def test_only_its_holder_answers_an_update(registry: Store, processes: list[Seats]) -> None:
    a, b = (one.process for one in processes)
    record(registry, a, "1")
    with registry.write() as session:
        assert journal.claim(session, "telegram", "1", LONG_AGO, b) is Claim.SEEN
        assert journal.claim(session, "telegram", "1", LONG_AGO, a) is Claim.OPEN


def test_a_turn_that_waited_for_its_chat_sees_what_became_of_its_update(
    registry: Store, processes: list[Seats]
) -> None:
    a, b = (one.process for one in processes)
    record(registry, a, "1", "2")
    with ThreadPoolExecutor(2) as threads:
        with registry.write() as session:
            assert shared_journal.claim(session, "telegram", "7", "1", LONG_AGO, a) is Claim.OPEN
            waiting = [threads.submit(claim, registry, update_id, a) for update_id in ("2", "unknown")]
            while count_waiting(session) < 2:
                pass
            assert not any(one.done() for one in waiting)
            session.connection().execute(update(JournalEntry).values(holder=b))
        assert [one.result() for one in waiting] == [Claim.SEEN, Claim.NEW]


def claim(store: Store, update_id: str, own: str) -> Claim:
    with store.write() as session:
        return shared_journal.claim(session, "telegram", "7", update_id, LONG_AGO, own)


def count_waiting(session: Session) -> int:
    waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = :number")
    return int(session.connection().execute(waits, {"number": CHAT_CLASS}).scalar_one())


def test_what_a_dead_process_held_is_taken_over_once_and_that_of_a_living_one_is_not(
    registry: Store, processes: list[Seats]
) -> None:
    a, b = (one.process for one in processes)
    record(registry, a, "1", "2")
    record(registry, b, "3")
    with registry.write() as session:
        assert shared_journal.list_holders(session, "telegram", b) == {a}
        assert has_mark(session, a)
    assert take_over(registry, a, b) == []
    processes[0].close()
    assert registry.server
    while any(one.process == a for one in list_processes(registry.server)):
        pass  # the server takes a moment to end a session
    assert take_over(registry, a, b) == ["1", "2", "3"], "in their order, also what it had not taken up"
    assert take_over(registry, a, b) == []
    with registry.write() as session:
        assert journal.claim(session, "telegram", "1", LONG_AGO, a) is Claim.SEEN


def test_what_was_received_before_there_were_processes_is_taken_over(registry: Store, processes: list[Seats]) -> None:
    with registry.write() as session:
        journal.record(session, "telegram", [RawUpdate("1", "7", "{}")], LONG_AGO)
    assert take_over(registry, "", processes[0].process) == ["1"]
