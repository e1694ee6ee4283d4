"""The journal of several processes: whatever answer of the database is lost, each update is in hand once."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import text

from bot.registry.journal import RegistryJournal
from data.database.processes import wait_for_chat
from data.errors import RegistryUnusable
from data.registry.conversations.journal import NOT_STORED, OpenUpdate, RawUpdate
from data.store import Session, Store
from tests.factories import LONG_AGO


@pytest.fixture
def shared(new_postgresql: Callable[[], str]) -> Iterator[Store]:
    store = Store(new_postgresql())
    yield store
    store.close()


def journal_of(store: Store, own: str = "1.here") -> RegistryJournal:
    return RegistryJournal(store, lambda: LONG_AGO, "telegram", own)


def raw(*numbers: str) -> list[RawUpdate]:
    return [RawUpdate(number, "7", "{}") for number in numbers]


def ids(updates: Sequence[OpenUpdate]) -> list[str]:
    return [one.update_id for one in updates]


@pytest.fixture
def unanswered(shared: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[[], AbstractContextManager[None]]:
    """Make the registry commit all, and the answers get lost."""
    write = shared.write

    @contextmanager
    def committed(*, at_once: bool = False) -> Iterator[Session]:
        with write(at_once=at_once) as session:
            yield session
        raise RegistryUnusable("unreachable")

    @contextmanager
    def losing() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(shared, "write", committed)
            with pytest.raises(RegistryUnusable):
                yield

    return losing


Losing = Callable[[], AbstractContextManager[None]]


async def test_what_was_stored_without_an_answer_is_new_if_it_comes_again(shared: Store, unanswered: Losing) -> None:
    journal = journal_of(shared)
    with unanswered():
        await journal.record(raw("1"))
    assert await journal.record(raw("1")) == {"1"}, "nobody has it in hand"
    assert await journal.record(raw("1")) == set()
    assert await journal.take_up() == []


async def test_what_was_stored_without_an_answer_is_taken_up_where_it_comes_again_elsewhere(
    shared: Store, unanswered: Losing
) -> None:
    here, there = journal_of(shared), journal_of(shared, "2.there")
    with unanswered():
        await here.record(raw("1"))
    assert await there.record(raw("1")) == set(), "it is there: the provider is told so"
    assert ids(await there.take_up()) == []
    assert ids(await here.take_up()) == ["1"]
    assert await here.take_up() == [], "once"
    assert await here.record(raw("1")) == set()


async def test_what_follows_one_in_doubt_comes_after_it(shared: Store, unanswered: Losing) -> None:
    journal = journal_of(shared)
    with unanswered():
        await journal.record(raw("1"))
    assert await journal.record([*raw("2"), RawUpdate("3", "8", "{}")]) == {"3"}, "another chat has nothing in doubt"
    assert ids(await journal.take_up()) == ["1", "2"]
    assert await journal.record(raw("4")) == {"4"}


async def test_what_is_answered_without_being_stored_is_not_taken_up_again(shared: Store, unanswered: Losing) -> None:
    journal = journal_of(shared)
    with unanswered():
        await journal.record(raw("1"))
    journal.take_in_hand(["1"])
    assert await journal.take_up() == []


async def test_what_is_not_stored_itself_is_left_to_who_brings_it_again(shared: Store, unanswered: Losing) -> None:
    journal, secret = journal_of(shared), [RawUpdate("1", "7", NOT_STORED)]
    with unanswered():
        await journal.record(secret)
    assert await journal.take_up() == []
    assert await journal.record(secret) == {"1"}


@pytest.mark.parametrize("is_there_before", [True, False])
async def test_what_is_not_there_is_looked_for_a_while(
    shared: Store, unanswered: Losing, monkeypatch: pytest.MonkeyPatch, is_there_before: bool
) -> None:
    """The server may come to a commit later than whoever sent it gave up."""
    now = 0.0
    monkeypatch.setattr("bot.registry.in_doubt.monotonic", lambda: now)
    monkeypatch.setattr("bot.registry.journal.monotonic", lambda: now)
    journal = journal_of(shared)
    with monkeypatch.context() as patch:
        patch.setattr(shared, "write", lambda **_how: (_ for _ in ()).throw(RegistryUnusable("unreachable")))
        with pytest.raises(RegistryUnusable):
            await journal.record(raw("1"))
    now = 59.0
    assert await journal.take_up() == []
    if not is_there_before:
        now = 61.0
        assert await journal.take_up() == []
    assert await journal_of(shared).record(raw("1")) == {"1"}  # stored now, by the same name
    assert ids(await journal.take_up()) == (["1"] if is_there_before else [])


async def test_what_was_taken_up_without_an_answer_is_taken_up_again(shared: Store, unanswered: Losing) -> None:
    here, there = journal_of(shared), journal_of(shared, "2.there")
    await here.record(raw("1"))
    await there.record(raw("2", "3"))
    with unanswered():
        await here.take_up()
    assert ids(await here.take_up()) == ["2", "3"]
    assert await here.take_up() == []


async def test_what_was_taken_over_without_an_answer_is_taken_up(shared: Store, unanswered: Losing) -> None:
    here = journal_of(shared)
    for gone in ("2.gone", "3.gone"):
        await journal_of(shared, gone).record([RawUpdate(gone, gone, "{}")])
    with unanswered():
        await here.take_over(0)
    assert ids(await here.take_over(0)) == ["3.gone"], "the other was taken"
    assert ids(await here.take_up()) == ["2.gone"]


async def test_what_was_taken_over_before_an_answer_was_lost_is_taken_up(
    shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, write = journal_of(shared), shared.write
    for gone in ("2.gone", "3.gone"):
        await journal_of(shared, gone).record([RawUpdate(gone, gone, "{}")])
    units: list[bool] = []

    def second_fails(*, at_once: bool = False) -> AbstractContextManager[Session]:
        units.append(at_once)
        if len(units) == 2:
            raise RegistryUnusable("unreachable")
        return write(at_once=at_once)

    monkeypatch.setattr(shared, "write", second_fails)
    with pytest.raises(RegistryUnusable):
        await here.take_over(0)
    assert ids(await here.take_up()) == ["2.gone"]
    assert ids(await here.take_over(0)) == ["3.gone"]


async def until_waiting(store: Store, processes: int) -> None:
    """Wait until so many transactions wait for a chat."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    async with asyncio.timeout(60):
        while True:
            with store.read() as session:
                if session.connection().execute(waiting).scalar() == processes:
                    return
            await asyncio.sleep(0.01)


async def test_one_that_comes_again_elsewhere_waits_for_no_process_that_ends_it(shared: Store) -> None:
    here, there = journal_of(shared), journal_of(shared, "2.there")
    assert await here.record(raw("1")) == {"1"}
    with shared.write() as session:
        wait_for_chat(session, "telegram", "7", "record")
        again = asyncio.create_task(there.record(raw("1")))
        await until_waiting(shared, 1)
        here.end("1")
        next_one = asyncio.create_task(here.record(raw("2")))
        await until_waiting(shared, 2)
    assert [await again, await next_one] == [set(), {"2"}]
    assert ids(await journal_of(shared, "3.elsewhere").list_open()) == ["2"], "the first is ended"


async def test_one_that_is_not_stored_waits_for_what_others_have_before_it(shared: Store) -> None:
    here, there = journal_of(shared), journal_of(shared, "2.there")
    assert await there.record(raw("1")) == {"1"}
    assert await here.record([RawUpdate("2", "7", NOT_STORED)]) == {"2"}
    waiting = asyncio.create_task(here.wait_for_earlier("2"))
    assert not (await asyncio.wait({waiting}, timeout=0.3))[0]
    there.end("1")
    await there.flush()
    async with asyncio.timeout(60):
        await waiting
    await here.wait_for_earlier("3")  # nothing is known of it: it was stored


async def test_one_that_waits_for_what_is_being_taken_over_waits_until_that_is_queued(
    shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, order = journal_of(shared), list[str]()
    for gone in ("2.gone", "3.gone"):
        await journal_of(shared, gone).record([RawUpdate(gone, gone, "{}")])
    assert await here.record([RawUpdate("4", "2.gone", NOT_STORED)]) == {"4"}
    take_over, first_is_taken, may_go_on = here._take, asyncio.Event(), asyncio.Event()

    async def halting(take: Callable[[Session], list[OpenUpdate]]) -> list[OpenUpdate]:
        found = await take_over(take)
        first_is_taken.set()
        await may_go_on.wait()
        return found

    monkeypatch.setattr(here, "_take", halting)

    async def queue() -> None:
        order.extend(ids(await here.take_over(0)))

    async def wait() -> None:
        await here.wait_for_earlier("4")
        order.append("4")

    queueing = asyncio.create_task(queue())
    await asyncio.wait_for(first_is_taken.wait(), 60)
    waiting = asyncio.create_task(wait())
    assert not (await asyncio.wait({waiting}, timeout=0.3))[0]
    may_go_on.set()
    await asyncio.gather(queueing, waiting)
    assert order == ["2.gone", "3.gone", "4"]


async def test_nothing_is_remembered_of_what_is_done_or_was_never_this_processs(shared: Store) -> None:
    here, there, secret = journal_of(shared), journal_of(shared, "2.there"), [RawUpdate("1", "7", NOT_STORED)]
    assert await here.record(secret) == {"1"}
    assert await there.record(secret) == set()
    assert (here._unstored, there._unstored) == ({"1": "7"}, {})
    here.end("1")
    assert here._unstored == {}
    await here.flush()


async def test_an_open_update_is_found_and_whose_it_is(shared: Store) -> None:
    here, there = journal_of(shared), journal_of(shared, "2.there")
    await here.record(raw("1"))
    found = [await journal.find_open("1") for journal in (here, there)]
    assert [(one[0].update_id, one[1]) for one in found if one] == [("1", True), ("1", False)]
    here.end("1")
    await here.flush()
    assert await here.find_open("1") is None
