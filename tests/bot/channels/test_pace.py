"""No faster than Telegram takes it, and those who are talking to the bot first."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels import pace as pace_module
from bot.channels.pace import Pace, Passage, RateLimits
from bot.channels.rate_gate import RateGate
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.limits import RATE_LIMITS
from handlers.base.messages import Reply
from scheduler.sending.errors import SlowDown
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.telegram.conftest import UNLIMITED, channel_to
from tests.loopback import faults
from tests.loopback.server import BotApi

A_WHILE = 0.05
"""Seconds: what stands for a second in the tests of a gate."""


@asynccontextmanager
async def pushing(api: BotApi, limits: RateLimits) -> AsyncIterator[TelegramChannel]:
    channel = channel_to(api, Conversation(), Links(), limits=limits)
    yield channel
    await channel.close()


async def pass_through(gate: RateGate, log: list[str], name: str, *, first: bool = False) -> None:
    async with gate.passage(first=first):
        log.append(name)


class TestAGate:
    async def test_never_lets_more_in_than_it_has_places_for_in_its_time(self) -> None:
        gate, entered = RateGate(3, A_WHILE), []

        async def go_in() -> None:
            async with gate.passage(first=False):
                entered.append(time.monotonic())

        await asyncio.gather(*(go_in() for _ in range(10)))
        assert min(later - earlier for earlier, later in zip(entered, entered[3:], strict=False)) >= A_WHILE

    async def test_counts_from_when_its_guests_have_come_out(self) -> None:
        """Until then it is not known when the other side counted them."""
        gate = RateGate(1, A_WHILE)
        async with gate.passage(first=False):
            await asyncio.sleep(A_WHILE)
        left = time.monotonic()
        async with gate.passage(first=False):
            assert time.monotonic() - left >= A_WHILE

    async def test_takes_no_longer_than_it_is_told_for_counted(self) -> None:
        """Or a few calls that hang would keep everybody out."""
        gate = RateGate(1, A_WHILE)
        async with gate.passage(first=True, at_most=0), asyncio.timeout(1):
            await pass_through(gate, [], "beside it")

    async def test_gives_each_place_back_once(self) -> None:
        gate, log = RateGate(1, 0), list[str]()
        async with gate.passage(first=True, at_most=0):
            await asyncio.sleep(A_WHILE)
        await asyncio.sleep(0)
        async with gate.passage(first=True):
            waiting = asyncio.create_task(pass_through(gate, log, "second"))
            await asyncio.sleep(A_WHILE)
            assert log == []
        await waiting

    async def test_is_passed_by_turn_but_for_those_who_are_first(self) -> None:
        gate, log = RateGate(1, 0), list[str]()
        async with gate.passage(first=False):
            waiting = [
                asyncio.create_task(pass_through(gate, log, name, first=name.startswith("reply")))
                for name in ("push 1", "push 2", "reply 1", "push 3", "reply 2")
            ]
            await asyncio.sleep(0)
        await asyncio.gather(*waiting)
        assert log == ["reply 1", "reply 2", "push 1", "push 2", "push 3"]

    async def test_keeps_no_place_for_those_who_gave_up(self) -> None:
        gate, log = RateGate(1, 0), list[str]()
        async with gate.passage(first=False):
            early, late = (asyncio.create_task(pass_through(gate, log, name)) for name in ("early", "late"))
            await asyncio.sleep(0)
            early.cancel()
        await asyncio.sleep(0)
        late.cancel()  # it may have a place by now
        await asyncio.gather(early, late, return_exceptions=True)
        async with asyncio.timeout(1):
            await pass_through(gate, log, "last")
        assert log[-1] == "last"


async def test_a_bot_that_keeps_the_pace_is_never_told_to_wait() -> None:
    """Sixty at once for thirty places, to a server that counts; one of them talks to the bot."""
    with BotApi(strict_rates=True) as api:
        people = [api.person(number) for number in range(1, 61)]
        async with pushing(api, RATE_LIMITS) as channel:
            await asyncio.gather(*(channel.send(one.chat_id, Reply(body="⏰")) for one in people))
        assert {call.status for call in api.calls("sendMessage")} == {200}


async def test_a_long_message_keeps_the_pace_of_its_chat() -> None:
    with BotApi(strict_rates=True) as api:
        person = api.person(7)
        async with pushing(api, RATE_LIMITS) as channel:
            await channel.send("7", Reply(body="một\n" * 1500))
        assert len(person.messages) == 2
        assert {call.status for call in api.calls("sendMessage")} == {200}


async def test_one_slow_chat_keeps_nobody_else_waiting() -> None:
    pace = Pace(RateLimits(per_second=1000, per_chat=1), is_group)
    async with pace.pushes("7"):
        waiting = asyncio.create_task(_through(pace.pushes, "7"))
        await asyncio.sleep(0)
        async with asyncio.timeout(0.5):
            await _through(pace.pushes, "8")
        assert not waiting.done()
    waiting.cancel()


async def test_a_group_has_its_minute() -> None:
    pace = Pace(RateLimits(per_second=0, per_chat=0, per_group=2), is_group)
    for chat_id in ("-100", "-100", "7", "7", "7"):
        async with asyncio.timeout(0.5):
            await _through(pace.pushes, chat_id)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await _through(pace.pushes, "-100")


async def test_an_edit_waits_for_no_chat() -> None:
    pace = Pace(RATE_LIMITS, is_group)
    async with pace.replies("7"), asyncio.timeout(0.5):
        await _through(pace.replies, "7", new=False)


async def test_a_reply_finds_a_place_while_a_thousand_are_pushed() -> None:
    pace = Pace(RATE_LIMITS, is_group)
    pushes = [asyncio.create_task(_through(pace.pushes, str(number))) for number in range(1000)]
    await asyncio.sleep(A_WHILE)
    assert sum(push.done() for push in pushes) < 30
    async with asyncio.timeout(0.5):
        await _through(pace.replies, "talking")
    for push in pushes:
        push.cancel()
    await asyncio.gather(*pushes, return_exceptions=True)


async def test_a_reply_that_hangs_does_not_keep_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_module, "_SECOND", A_WHILE)
    monkeypatch.setattr(pace_module, "_COUNTED", A_WHILE)
    pace = Pace(RateLimits(per_second=1, per_chat=0), is_group)
    async with pace.replies("7"), asyncio.timeout(5):
        await _through(pace.replies, "8")


async def test_a_pause_that_telegram_asks_for_in_a_chat_is_kept_in_that_chat_alone() -> None:
    """What is turned away is told how long is left, and has not been sent."""
    with BotApi() as api:
        api.person(7)
        other = api.person(8)
        api.fail("sendMessage", faults.too_many(0.2), chat_id=7)
        async with pushing(api, UNLIMITED) as channel:
            for _try in range(2):
                with pytest.raises(SlowDown) as told:
                    await channel.send("7", Reply(body="⏰"))
                assert told.value.one_chat
            assert 0 < told.value.retry_after <= 0.2
            await channel.send("8", Reply(body="⏰"))
            assert len(other.messages) == 1
            assert [call.status for call in api.calls("sendMessage")] == [429, 200]
            await asyncio.sleep(told.value.retry_after)
            await channel.send("7", Reply(body="⏰"))


class TestTwoChatsThatAreTurnedAway:
    async def test_in_a_row_hold_everything(self) -> None:
        with BotApi() as api:
            for number in (7, 8, 9):
                api.person(number)
            api.fail("sendMessage", faults.too_many(30), times=2)
            async with pushing(api, UNLIMITED) as channel:
                whom = []
                for chat_id in ("7", "8", "9"):
                    with pytest.raises(SlowDown) as told:
                        await channel.send(chat_id, Reply(body="⏰"))
                    whom.append(told.value.one_chat)
            assert whom == [True, False, False]
            assert len(api.calls("sendMessage")) == 2

    async def test_hold_nobody_else_where_others_are_served_in_between(self) -> None:
        with BotApi() as api:
            for number in (7, 8, 9):
                api.person(number)
            for number in (7, 8):
                api.fail("sendMessage", faults.too_many(30), chat_id=number)
            async with pushing(api, UNLIMITED) as channel:
                for chat_id in ("7", "8"):
                    await channel.send("9", Reply(body="⏰"))
                    with pytest.raises(SlowDown):
                        await channel.send(chat_id, Reply(body="⏰"))
                await channel.send("9", Reply(body="⏰"))

    async def test_hold_nobody_else_where_the_first_pause_is_over(self) -> None:
        pace = Pace(UNLIMITED, is_group)
        for chat_id in ("7", "8"):
            with pytest.raises(SlowDown) as told:
                async with pace.replies(chat_id):
                    raise SlowDown(0.01)
            assert told.value.one_chat
            await asyncio.sleep(0.02)
        await _through(pace.replies, "9")


def is_group(chat_id: str) -> bool:
    return chat_id.startswith("-")


async def _through(passage: Passage, chat_id: str, *, new: bool = True) -> None:
    async with passage(chat_id, new=new):
        pass
