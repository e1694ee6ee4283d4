"""The clock of the demo's office: where "Tới lần nhắc kế tiếp" ends."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest
import pytest_asyncio

from bot.channels.web.channel import WebChannel
from bot.demo.office import DemoOffice
from bot.demo.sample_plan import PLAN_ARRIVES
from data.enums import Role
from data.rules.viet_nam_time import viet_nam_date

MONDAY = date(2024, 2, 26)


@pytest_asyncio.fixture
async def office() -> AsyncIterator[DemoOffice]:
    yield DemoOffice(MONDAY, "http://127.0.0.1:8080")


@pytest_asyncio.fixture
async def channel(office: DemoOffice) -> AsyncIterator[WebChannel]:
    channel = WebChannel(office.converse, office.panel.now, office.history, office.journal)
    async with office.running(channel):
        yield channel


async def take_seat(office: DemoOffice, agency: str, role: Role) -> str:
    chat = f"chat-{agency}-{role}"
    await office.sit(agency, role, chat)
    return chat


async def last_message(channel: WebChannel, chat: str) -> str:
    """The heading of what a chat was shown last."""
    return str((await channel.history.list_latest(chat)).entries[-1][1]["heading"])


async def count_reminders(channel: WebChannel, chat: str) -> int:
    entries = (await channel.history.list_latest(chat)).entries
    return sum(str(entry.get("heading")).startswith(("⏰", "Tổng hợp đầu tuần")) for _, entry in entries)


async def test_news_of_who_joined_on_the_way_is_no_reminder(office: DemoOffice, channel: WebChannel) -> None:
    chat = await take_seat(office, "stp", Role.OFFICER)
    await office.sit("stp", Role.OFFICER, "a colleague's")
    assert await office.panel.to_next_reminder(chat)
    assert (await last_message(channel, chat)).startswith("⏰ Sáng ")
    assert viet_nam_date(office.panel.now()) == MONDAY


@pytest.mark.parametrize(
    ("agency", "role"),
    [("stp", Role.OFFICER), ("stp", Role.HEAD), ("snv", Role.SUPERVISOR), ("snv", Role.HEAD)],
)
async def test_each_step_to_the_next_reminder_ends_at_one(
    office: DemoOffice, channel: WebChannel, agency: str, role: Role
) -> None:
    chat = await take_seat(office, agency, role)
    for _ in range(4):
        before = await count_reminders(channel, chat)
        moved = await office.panel.to_next_reminder(chat)
        assert moved
        assert await count_reminders(channel, chat) > before


async def test_the_clock_leaps_over_a_year_in_one_go_and_never_back(office: DemoOffice, channel: WebChannel) -> None:
    chat = await take_seat(office, "stp", Role.OFFICER)
    assert await office.panel.leap_to(PLAN_ARRIVES)
    assert viet_nam_date(office.panel.now()) == PLAN_ARRIVES
    assert not await office.panel.leap_to(PLAN_ARRIVES)
    assert not await office.panel.leap_to(MONDAY)
    assert viet_nam_date(office.panel.now()) == PLAN_ARRIVES
    assert await count_reminders(channel, chat) <= 1


async def test_no_reminder_to_come_leaves_the_clock_alone(office: DemoOffice, channel: WebChannel) -> None:
    chat = await take_seat(office, "snv", Role.ADMIN)
    before = viet_nam_date(office.panel.now())
    assert await office.panel.to_next_reminder(chat) is False
    assert viet_nam_date(office.panel.now()) == before


async def test_a_forecast_of_what_does_not_come_is_passed_over(
    office: DemoOffice, channel: WebChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await take_seat(office, "stp", Role.OFFICER)
    assert await office.panel.to_next_reminder(chat)
    told_again = office.panel.now()

    def forecast(*asked: object) -> datetime | None:
        first = asked[3]
        assert isinstance(first, date)
        return told_again + (first - MONDAY) if first < MONDAY + timedelta(days=60) else None

    monkeypatch.setattr("bot.demo.clock_panel.next_message", forecast)
    before = await count_reminders(channel, chat)
    assert await office.panel.to_next_reminder(chat)
    assert await count_reminders(channel, chat) > before


async def test_a_message_that_comes_before_the_forecast_is_not_passed_over(
    office: DemoOffice, channel: WebChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await take_seat(office, "stp", Role.OFFICER)
    far = office.panel.now() + timedelta(days=60)
    monkeypatch.setattr("bot.demo.clock_panel.next_message", lambda *_: far)
    assert await office.panel.to_next_reminder(chat)
    assert await count_reminders(channel, chat) == 1
    assert office.panel.now() < far


async def test_an_hour_put_off_after_this_mornings_digest_leads_to_the_next_digest(
    office: DemoOffice, channel: WebChannel
) -> None:
    chat = await take_seat(office, "stp", Role.OFFICER)
    assert await office.panel.to_next_reminder(chat)
    await channel.receive(chat, {"update": "u1", "text": "/nhac 10:00"})
    before = await count_reminders(channel, chat)
    assert await office.panel.to_next_reminder(chat)
    assert await count_reminders(channel, chat) > before
