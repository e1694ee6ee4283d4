"""A bot's month of messages from the first warning to the next month, with whoever buys more in between."""

import asyncio

import pytest
from sqlmodel import col, select

from data.enums import QuotaLevel, Role
from data.models import Delivery, QuotaWarning
from data.registry.office import channel_months
from data.rules.viet_nam_time import month_of
from data.store import Store
from scheduler.sending import retry_policy
from tests.bot.channels.running import running
from tests.bot.channels.zalo.test_journey import House
from tests.loopback.errors import Refusal
from tests.loopback.faults import Fault
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import ZaloApi

ALLOWED = 20
SPENT = Fault(Refusal(429, "Quota exceeded"))
DAY = 24


@pytest.fixture
def house(planned: Store, api: ZaloApi) -> House:
    return House(planned, api, allowed=ALLOWED)


def levels(store: Store) -> set[QuotaLevel]:
    with store.read() as session:
        return {*session.exec(select(col(QuotaWarning.level)))}


async def talks(house: House, person: Person, until: int) -> None:
    """Ask until so many messages of the month are sent."""
    while len(person.messages) < until:
        await house.asks(person, "/toi")
    async with asyncio.timeout(60):
        while house.quota.sent < until:  # noqa: ASYNC110 - a message is seen a moment before it is counted
            await asyncio.sleep(0.001)
    await house.quota.flush()


async def lives(house: House, hours: float = 0) -> None:
    """Let time pass, then one beat of the process."""
    house.office.later(hours=hours)
    await house.app.beat({house.channel.name: house.channel})
    await house.quota.flush()


async def test_a_month_warns_then_saves_then_is_spent(house: House, person: Person, api: ZaloApi) -> None:
    store = house.office.store
    async with running(house.channel):
        await house.asks(person, house.invite(Role.OFFICER))
        await lives(house)  # today's digest
        await talks(house, person, 15)
        assert levels(store) == set()
        await talks(house, person, 16)
        assert levels(store) == {QuotaLevel.WARNING}
        await talks(house, person, 19)
        assert (levels(store), house.quota.is_scarce) == ({QuotaLevel.WARNING, QuotaLevel.SCARCE}, True)

        colleague = house.office.officer("stp", name="Cán bộ B")
        colleague.says("/nhiemvu II.3")
        colleague.taps("✅ Đã xong")
        colleague.says("12/KH-UBND 26/02/2024")
        before = len(person.messages)
        await lives(house, 1)
        assert len(person.messages) == before, "the next digest tells of it"

        api.fail("sendMessage", SPENT)
        person.says("/toi")
        async with asyncio.timeout(60):
            while not house.quota.is_spent:  # noqa: ASYNC110 - a count is looked at, it tells nobody
                await asyncio.sleep(0.001)
        await house.quota.flush()
        assert QuotaLevel.SPENT in levels(store)
        asked = len(api.calls("sendMessage"))
        for _ in range(2):
            person.says("/nhiemvu")
            await lives(house, DAY)
        assert len(api.calls("sendMessage")) == asked
        assert house.channel.trouble


@pytest.mark.parametrize("bought", [True, False], ids=["more is bought", "the month ends"])
async def test_a_digest_that_was_one_too_many_goes_out_as_soon_as_there_are_more(
    house: House, person: Person, api: ZaloApi, bought: bool
) -> None:
    async with running(house.channel):
        await house.asks(person, house.invite(Role.OFFICER))
        api.fail("sendMessage", SPENT)
        await lives(house, DAY)
        assert is_silent(house)
        if bought:
            buy_more(house)
            await lives(house)
        else:
            for _ in range(3):  # to Friday, the first of March
                await lives(house, DAY)
        assert not is_silent(house)
        assert person.messages[-1].text.startswith("⏰ ")
        await house.asks(person, "/toi")


def is_silent(house: House) -> bool:
    """Whether nothing is sent any more, and the bot says so."""
    assert house.quota.is_spent == bool(house.channel.trouble)
    return house.quota.is_spent


def buy_more(house: House) -> None:
    """As `nhacviec zalo resume` does, in a process of its own."""
    wall = house.office.clock.wall()
    with house.office.store.write() as session:
        assert channel_months.clear_spent(session, house.channel.name, month_of(wall))
        retry_policy.resume(session, house.channel.name, wall)
        put_off = col(Delivery.next_attempt_at) > wall
        assert session.exec(select(Delivery).where(col(Delivery.channel) == house.channel.name, put_off)).all() == []
