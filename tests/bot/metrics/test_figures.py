"""What Prometheus is told: how the office stands and what the process did, and nothing of any person."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from bot.channels.pace import Pace, RateLimits
from bot.http.app import build_app
from bot.metrics.office_figures import OfficeFigures
from bot.metrics.process_meters import ProcessMeters
from bot.metrics.routes import MetricsRoutes
from data.errors import RegistryUnusable
from data.registry.office import audit, channel_months, health, heartbeats
from data.rules.sending_hours import OFFICE_HOURS
from data.rules.viet_nam_time import month_of
from data.store import Store
from handlers.base.messages import Incoming, Reply
from scheduler.channel_health import Trouble, record_channel
from scheduler.sending.errors import SlowDown
from scheduler.testing import FixedClock
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import DUE, Office, morning, seat

NOW = morning("2024-03-12")
NAME, CHAT = "Nguyễn Thị Bí Mật", "5550123456"


def told(registry: CollectorRegistry) -> dict[str, float]:
    """Every figure by its name and labels, as Prometheus reads it."""
    text = generate_latest(registry).decode()
    return {
        sample.name + "".join(f" {value}" for _name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def figures(store: Store, **quotas: int) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(OfficeFigures(store, FixedClock(NOW), CALENDAR, OFFICE_HOURS, quotas=quotas))
    return registry


@pytest.fixture
async def morning_after(store: Store) -> Office:
    """An office that sent one of two digests; the chat of the other officer is closed by now."""
    office = Office(store)
    with store.write() as session:
        agency = make.agency(session)
        make.duty(session, agency, make.deadline(session, make.plan(session), DUE, code="TC.2"))
        make.officer(session, agency, name=NAME, chat_id=CHAT)
    seat(office, agency, name="Người khác", chat_id="77")
    office.plan(NOW - timedelta(hours=1))
    return office


async def test_the_outbox_and_the_beat_are_told(morning_after: Office) -> None:
    store = morning_after.store
    before = told(figures(store))
    assert before["nhacviec_deliveries telegram pending"] == 2
    assert before["nhacviec_oldest_due_seconds"] >= 0
    assert "nhacviec_last_tick_timestamp_seconds" not in before
    assert before["nhacviec_alarm silent"] == 1
    await morning_after.tick(NOW)
    after = told(figures(store))
    assert (after["nhacviec_deliveries telegram pending"], after["nhacviec_deliveries telegram sent"]) == (0, 2)
    assert after["nhacviec_last_tick_timestamp_seconds"] == NOW.timestamp()
    assert (after["nhacviec_alarm silent"], after["nhacviec_registry_up"]) == (0, 1)
    assert after["nhacviec_oldest_due_seconds"] == 0


async def test_a_message_that_waits_is_told_by_how_long(morning_after: Office) -> None:
    [due] = {row.due_at for row in morning_after.deliveries()}
    found = told(figures(morning_after.store))
    assert found["nhacviec_oldest_due_seconds"] == max(0.0, (NOW - due).total_seconds())


async def test_channels_quotas_and_unreachable_officers_are_told(store: Store) -> None:
    with store.write() as session:
        make.officer(session, make.agency(session), name=NAME, channel=None)
        record_channel(session, "telegram", Trouble("mã bot không được chấp nhận", lasting=True), NOW)
        record_channel(session, "zalo-7", None, NOW)
        heartbeats.record_beat(session, health.ENGINE, NOW)
        channel_months.record_messages(session, "zalo-7", month_of(NOW), sent=120)
        audit.record_action(session, now=NOW, actor="db backup", action="backup.make", subject="a.zip")
    found = told(figures(store, **{"zalo-7": 3000, "zalo-8": 50, "zalo-9": 0}))
    assert (found["nhacviec_channel_trouble telegram"], found["nhacviec_channel_trouble zalo-7"]) == (1, 0)
    assert (found["nhacviec_quota_left zalo-7"], found["nhacviec_quota_left zalo-8"]) == (2880, 50)
    assert "nhacviec_quota_left zalo-9" not in found
    assert found["nhacviec_unreachable_officers"] == 1
    assert found["nhacviec_last_backup_timestamp_seconds"] == NOW.timestamp()


async def test_nothing_of_a_person_is_told(morning_after: Office) -> None:
    await morning_after.tick(NOW)
    registry = figures(morning_after.store)
    ProcessMeters(registry)
    text = generate_latest(registry).decode()
    for secret in (NAME, CHAT, "Sở Tư pháp", "stp", "TC.2", "175"):
        assert secret not in text


def test_a_registry_that_cannot_be_read_is_one_figure(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise RegistryUnusable("unreachable")

    monkeypatch.setattr(store, "read", refuse)
    assert told(figures(store)) == {"nhacviec_registry_up": 0}


async def test_turns_are_measured_by_their_channel_also_those_that_break() -> None:
    registry = CollectorRegistry()
    meters = ProcessMeters(registry)

    async def answer(incoming: Incoming) -> Reply | None:
        if incoming.text == "hỏng":
            raise ZeroDivisionError
        return None

    converse = meters.timed(answer)
    for text in ("một", "hai"):
        await converse(Incoming("web", "1", "1", NOW, text))
    with pytest.raises(ZeroDivisionError):
        await converse(Incoming("web", "1", "2", NOW, "hỏng"))
    assert told(registry)["nhacviec_turn_seconds_count web"] == 3


async def test_calls_and_slow_downs_of_a_channel_are_measured_where_they_are_paced() -> None:
    registry = CollectorRegistry()
    meters = ProcessMeters(registry).of_channel("telegram")
    now = 0.0
    pace = Pace(RateLimits(), lambda _chat: False, lambda: now, meters)
    assert told(registry)["nhacviec_slow_downs_total telegram"] == 0
    async with pace.pushes("1"):
        now += 0.25
    with pytest.raises(SlowDown):
        async with pace.replies("1"):
            raise SlowDown(3.0)
    found = told(registry)
    assert (found["nhacviec_send_seconds_count telegram"], found["nhacviec_send_seconds_sum telegram"]) == (1, 0.25)
    assert found["nhacviec_slow_downs_total telegram"] == 1


class Hanging(Collector):
    """Figures that wait until they are let go; `asked` counts how often they were read."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.asked = 0

    def collect(self) -> Iterator[Metric]:
        self.asked += 1
        self.let_go.wait(30)
        yield from ()


@asynccontextmanager
async def asking(registry: CollectorRegistry, patience: float = 60) -> AsyncIterator[AsyncClient]:
    app = build_app(MetricsRoutes(registry, patience).routes())
    async with AsyncClient(transport=ASGITransport(app), base_url="http://bot") as client:
        yield client


async def test_the_port_answers_with_figures() -> None:
    registry = CollectorRegistry()
    ProcessMeters(registry).of_channel("telegram")
    async with asking(registry) as client:
        answer = await client.get("/metrics")
    assert (answer.status_code, "nhacviec_slow_downs_total" in answer.text) == (200, True)
    assert answer.headers["content-type"].startswith("text/plain; version=")


async def test_while_the_registry_hangs_the_port_says_so_and_does_not_ask_again() -> None:
    registry, hanging = CollectorRegistry(auto_describe=False), Hanging()
    registry.register(hanging)
    async with asking(registry, patience=0.01) as client:
        assert [(await client.get("/metrics")).status_code for _ in range(3)] == [503] * 3
    assert hanging.asked == 1
    hanging.let_go.set()
