"""What a process was sending that is gone is free within seconds, however long the queue of the next one is."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.service import jobs
from bot.settings import Settings
from bot.standby.company import Company
from bot.standby.presence import Presence
from bot.standby.pushing import Pushing
from data.enums import DeliveryKind
from data.files.folder import FilesInFolder
from data.models import Delivery
from data.registry.outbox import claims, waiting
from data.store import Store
from scheduler.testing import FixedClock
from tests import factories as make

EIGHT = datetime(2024, 3, 8, 1, tzinfo=UTC)


class Place(Presence):
    """A process that has the seats, or not."""

    def __init__(self) -> None:
        self.seated = True
        self.on_seats = lambda: None

    @property
    def is_seated(self) -> bool:
        return self.seated


class Alone(Company):
    """A process of which others wait for its end."""

    process = "1.here"


@pytest.fixture
def registry(new_postgresql: Callable[[], str]) -> Iterator[Store]:
    """A registry with a digest that a process was sending which is gone."""
    store = Store(new_postgresql())
    with store.write() as session:
        officer = make.officer(session, make.agency(session), channel=None)
        session.add(
            Delivery(
                officer_id=make.known(officer.id),
                chat_link_id=make.known(make.link(session, officer).id),
                channel="telegram",
                kind=DeliveryKind.DIGEST,
                slot=date(2024, 3, 8),
                planned_at=EIGHT,
                due_at=EIGHT,
                next_attempt_at=EIGHT,
            )
        )
    with store.write() as session:
        claims.claim(
            session,
            ["telegram"],
            but=(),
            kinds=[DeliveryKind.DIGEST],
            due_from=EIGHT,
            now=EIGHT,
            wall=EIGHT,
            lease_until=EIGHT + timedelta(minutes=2),
            limit=1,
            holder="9.gone",
        )
    yield store
    store.close()


def list_claimers(store: Store) -> set[str]:
    with store.read() as session:
        return waiting.list_claimers(session, "1.here", EIGHT)


async def test_claims_of_the_dead_are_freed_while_a_long_queue_is_sent(
    registry: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, queue, is_sending = 100.0, asyncio.Event(), asyncio.Event()
    monkeypatch.setattr("bot.registry.departed.monotonic", lambda: now)
    app, place = App(registry, FixedClock(EIGHT), FilesInFolder(tmp_path), own="1.here"), Place()
    pushing = Pushing(place, app, {})

    async def push(_channels: object) -> int:
        is_sending.set()
        await queue.wait()
        return 0

    monkeypatch.setattr(app.beats, "push", push)
    sending = asyncio.create_task(pushing.run())
    await asyncio.wait_for(is_sending.wait(), 60)
    await pushing.free_claims()
    assert list_claimers(registry) == {"9.gone"}, "it may only have lost its connection"
    now += 4
    place.seated = False
    await pushing.free_claims()
    assert list_claimers(registry) == {"9.gone"}, "whoever sends does it"
    place.seated = True
    await pushing.free_claims()
    assert list_claimers(registry) == set()
    assert not sending.done()
    queue.set()
    await sending


@pytest.mark.parametrize(
    ("company", "names"),
    [
        (Company(), ["a tick", "files"]),
        (Alone(), ["a tick", "files", "claims"]),
        (Company(presence=Place()), ["plan", "files", "push", "claims"]),
    ],
)
def test_claims_are_a_job_of_their_own_where_there_may_be_others(
    registry: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, company: Company, names: list[str]
) -> None:
    made: list[str] = []
    for engine in ("bot.service.jobs.LocalEngine", "scheduler.engines.cluster.ClusterEngine"):
        monkeypatch.setattr(engine, lambda of, *_how: made.extend(job.name for job in of))
    files = FilesInFolder(tmp_path)
    jobs.build_engine(App(registry, FixedClock(EIGHT), files), files, {}, company, Settings())
    assert made == names
