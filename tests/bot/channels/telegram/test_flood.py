"""One chat sends more than can be answered, or is answered slowly: nobody else waits."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.channels.pace import RateLimits
from bot.channels.receiving import bot_channel
from bot.channels.receiving.chat_order import WAITING
from bot.channels.receiving.turn_slots import TURNS
from bot.channels.telegram import channel as channel_module
from bot.channels.telegram.limits import RATE_LIMITS
from handlers.base.messages import Button, Incoming, Reply
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import UNLIMITED, channel_to
from tests.loopback import faults
from tests.loopback.errors import bad_request
from tests.loopback.faults import Fault
from tests.loopback.people import Person
from tests.loopback.server import BotApi

AT_THE_DOOR = Reply(body="Anh/chị cần mã mời", at_most_every=timedelta(minutes=1))
TOO_FAST = "Anh/chị gửi nhanh quá"


def answered_by(flooder: Person, reply: Reply) -> Callable[[Incoming], Reply]:
    """`reply` to the flooder, and to everybody else what they said."""
    return lambda incoming: reply if incoming.chat_id == flooder.chat_id else Reply(body=incoming.text)


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stuck does not end, and a test has no time to wait for it."""
    monkeypatch.setattr(bot_channel, "GRACE", 0.01)


async def eventually(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not look():  # noqa: ASYNC110 - what is looked at tells nobody
            await asyncio.sleep(0.005)


@pytest.mark.parametrize(
    ("is_group", "updates", "reply"),
    [
        pytest.param(False, 50, AT_THE_DOOR, id="stranger"),
        pytest.param(True, 60, AT_THE_DOOR, id="group"),
        pytest.param(True, 60, Reply(body="!"), id="group that is answered"),
        pytest.param(False, 1000, Reply(body="1"), id="officer"),
    ],
)
async def test_a_flood_from_one_chat_keeps_nobody_else_waiting(
    api: BotApi, person: Person, conversation: Conversation, links: Links, is_group: bool, updates: int, reply: Reply
) -> None:
    """The flood stands in front. A chat is answered once a second: what is asserted is less than two of them."""
    flooder = api.group(-100) if is_group else api.person(8)
    conversation.answers = answered_by(flooder, reply)
    for number in range(updates):
        flooder.says(f"/{number}")
    person.says("/nhiemvu")
    async with running(channel_to(api, conversation, links, limits=RATE_LIMITS)):
        await person.sees()
        assert len(flooder.messages) <= 2
        waits = sorted([await waits_for_answer(api.person(number)) for number in range(20, 40)])  # while it goes on
    print(f"beside {updates} updates of one chat: median {waits[10]:.3f} s, p95 {waits[18]:.3f} s")
    assert waits[18] < 1


async def waits_for_answer(person: Person) -> float:
    began = time.monotonic()
    person.says(person.chat_id)
    await person.sees()
    return time.monotonic() - began


class TestAChatThatSendsTooFast:
    @pytest.fixture
    def flooder(self, api: BotApi) -> Person:
        return api.person(8)

    async def test_has_the_first_answered_and_is_told_once_that_the_rest_was_not_worked_on(
        self, api: BotApi, flooder: Person, conversation: Conversation, links: Links
    ) -> None:
        for number in range(1000):
            flooder.says(f"{number}")
        async with running(channel_to(api, conversation, links)):
            await flooder.sees(lambda message: message.text == f"{WAITING - 1}")
            said = [message.text for message in flooder.messages]
            assert [incoming.text for incoming in conversation.heard] == [f"{n}" for n in range(WAITING)]
            assert [text for text in said if not text.startswith(TOO_FAST)] == [f"{n}" for n in range(WAITING)]
            [told] = [text for text in said if text.startswith(TOO_FAST)]
            assert "không ghi gì" in told
            flooder.says("lần này thì được")
            await flooder.sees(lambda message: message.text == "lần này thì được")

    async def test_hides_nobody_behind_what_is_turned_away(
        self, api: BotApi, flooder: Person, person: Person, conversation: Conversation, links: Links
    ) -> None:
        """Between two looks at what is new there is always something that was answered meanwhile."""

        async def answer(incoming: Incoming) -> Reply:
            if incoming.chat_id == flooder.chat_id:
                await asyncio.sleep(0.1)
            return Reply(body=incoming.text)

        conversation.answers = answer
        for number in range(300):
            flooder.says(f"{number}")
        person.says("/nhiemvu")
        async with running(channel_to(api, conversation, links)):
            await person.sees()
        assert len([incoming for incoming in conversation.heard if incoming.chat_id == flooder.chat_id]) < 10

    async def test_is_worked_on_without_gaps(
        self, api: BotApi, flooder: Person, conversation: Conversation, links: Links
    ) -> None:
        """A word that comes when there is room again could else answer a question that was asked before the gap."""
        gates = [asyncio.Event() for _ in range(WAITING)]

        async def one_by_one(incoming: Incoming) -> Reply:
            await gates[int(incoming.text)].wait()
            return Reply(body=incoming.text)

        conversation.answers = one_by_one
        async with running(channel_to(api, conversation, links)):
            for number in range(WAITING + 1):
                flooder.says(f"{number}")
            await eventually(lambda: bool(conversation.heard))
            for gate in gates[:-1]:
                gate.set()
            await flooder.sees(lambda message: message.text == f"{WAITING - 2}")
            flooder.says("muộn")
            other = api.person(9)
            conversation.answers = lambda incoming: (
                one_by_one(incoming) if incoming.text.isdecimal() else Reply(body="x")
            )
            other.says("rồi")
            await other.sees()
            gates[-1].set()
            await flooder.sees(lambda message: message.text == f"{WAITING - 1}")
        assert "muộn" not in [incoming.text for incoming in conversation.heard]

    async def test_sees_every_tap_answered_that_was_turned_away(
        self, api: BotApi, flooder: Person, conversation: Conversation, links: Links
    ) -> None:
        card = Reply(body="thẻ", buttons=((Button("✅", "done:17"),),))
        may_go_on = asyncio.Event()

        async def slow(incoming: Incoming) -> Reply:
            if incoming.pressed:
                await may_go_on.wait()
            return card

        conversation.answers = slow
        async with running(channel_to(api, conversation, links)):
            flooder.says("II.3")
            await flooder.sees()
            queries = [flooder.taps("✅") for _ in range(WAITING + 30)]
            late = [await asyncio.to_thread(flooder.toast, query) for query in queries[WAITING:]]
            may_go_on.set()
            toasts = [await asyncio.to_thread(flooder.toast, query) for query in queries[:WAITING]] + late
        assert [toast.startswith(TOO_FAST) for toast in toasts] == [False] * WAITING + [True] * 30
        assert sum(incoming.pressed is not None for incoming in conversation.heard) == WAITING

    async def test_loses_no_word_about_the_chat_itself(
        self, api: BotApi, flooder: Person, conversation: Conversation, links: Links
    ) -> None:
        for number in range(WAITING + 5):
            flooder.says(f"{number}")
        flooder.blocks_bot()
        async with running(channel_to(api, conversation, links)):
            await eventually(lambda: links.gone[-1:] == ["8"])

    async def test_is_not_told_where_it_is_a_strangers(
        self, api: BotApi, flooder: Person, conversation: Conversation, links: Links
    ) -> None:
        conversation.answers = answered_by(flooder, AT_THE_DOOR)
        for number in range(100):
            flooder.says(f"{number}")
        async with running(channel_to(api, conversation, links)):
            await eventually(lambda: len(conversation.heard) == WAITING)
        assert [message.text for message in flooder.messages] == [AT_THE_DOOR.body]


class TestAnAnswerThatIsNotGivenAgainSoon:
    async def test_is_left_out_within_its_time_and_given_after_it(
        self, api: BotApi, person: Person, conversation: Conversation, links: Links
    ) -> None:
        conversation.answers = lambda incoming: Reply(body="mã?", at_most_every=timedelta(seconds=0.3))
        async with running(channel_to(api, conversation, links)):
            for _ in range(5):
                person.says("xin chào")
            await eventually(lambda: len(conversation.heard) == 5)
            assert len(person.messages) == 1
            await asyncio.sleep(0.3)
            person.says("xin chào")
            await person.sees()
        assert len(person.messages) == 2

    async def test_keeps_no_other_answer_back(
        self, api: BotApi, person: Person, conversation: Conversation, links: Links
    ) -> None:
        """A stranger who has a code comes in at once."""
        joined = Reply(body="✅ Đã liên kết")
        conversation.answers = lambda incoming: joined if "MÃ" in incoming.text else AT_THE_DOOR
        person.says("xin chào")
        person.says("/thamgia MÃ")
        async with running(channel_to(api, conversation, links)):
            await person.sees(lambda message: message.text == joined.body)

    async def test_ends_the_hourglass_on_a_tap_all_the_same(
        self, api: BotApi, person: Person, conversation: Conversation, links: Links
    ) -> None:
        conversation.answers = lambda incoming: Reply(
            "mã?", "", ((Button("?", "x"),),), at_most_every=timedelta(hours=1)
        )
        async with running(channel_to(api, conversation, links)):
            person.says("xin chào")
            await person.sees()
            query = person.taps("?")
            assert await asyncio.to_thread(person.toast, query) == ""

    async def test_that_did_not_arrive_is_given_when_asked_again(
        self, api: BotApi, person: Person, conversation: Conversation, links: Links
    ) -> None:
        conversation.answers = lambda incoming: AT_THE_DOOR
        api.fail("sendMessage", Fault(bad_request("refused")))
        person.says("xin chào")
        person.says("xin chào")
        async with running(channel_to(api, conversation, links)):
            await person.sees()


def answers_that_hang(api: BotApi, chats: range) -> None:
    for chat_id in chats:
        api.fail("sendMessage", faults.SILENT, chat_id=chat_id, times=9)


def chats_told_to_wait(api: BotApi, chats: range) -> None:
    api.fail("sendMessage", faults.too_many(25), chat_id=chats[0], times=9)


def files_that_do_not_come(api: BotApi, chats: range) -> None:
    api.fail("download", faults.SILENT, times=99)


@pytest.mark.parametrize("trouble", [answers_that_hang, chats_told_to_wait, files_that_do_not_come])
@pytest.mark.parametrize("limits", [UNLIMITED, RATE_LIMITS], ids=["no pace", "at Telegram's pace"])
async def test_what_is_slow_in_some_chats_keeps_nobody_else_waiting(
    api: BotApi,
    person: Person,
    conversation: Conversation,
    links: Links,
    trouble: Callable[[BotApi, range], None],
    limits: RateLimits,
) -> None:
    """More chats than there are places; what they wait for does not come while the test lasts."""
    chats = range(100, 100 + TURNS + 4)

    async def answer(incoming: Incoming) -> Reply:
        for file in incoming.files:
            await file.fetch()
        return Reply(body=incoming.text or "?")

    conversation.answers = answer
    trouble(api, chats)
    async with running(channel_to(api, conversation, links, limits=limits)):
        for chat_id in chats:
            api.person(chat_id).sends_file("KH 12.pdf", b"%PDF", f"{chat_id}")
        await eventually(lambda: len(conversation.heard) == len(chats))
        for word in ("một", "hai"):
            person.says(word)
            async with asyncio.timeout(5):
                await person.sees(lambda message, word=word: message.text == word)  # type: ignore[misc]


async def test_no_more_turns_think_at_a_time_than_there_are_slots(
    api: BotApi, conversation: Conversation, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "TURNS", 2)
    thinking, most = 0, 0

    async def think(incoming: Incoming) -> Reply:
        nonlocal thinking, most
        for file in incoming.files:
            await file.fetch()
        thinking += 1
        most = max(most, thinking)
        await asyncio.sleep(0.01)
        thinking -= 1
        return Reply(body="x")

    conversation.answers = think
    people = [api.person(number) for number in range(1, 9)]
    for one in people:
        one.sends_file("KH 12.pdf", b"%PDF") if int(one.chat_id) % 2 else one.says("!")
    async with running(channel_to(api, conversation, links)):
        await eventually(lambda: all(one.messages for one in people))
    assert most == 2


async def test_a_turn_that_is_slow_neither_holds_up_receiving_nor_is_begun_twice(
    api: BotApi, person: Person, conversation: Conversation, links: Links
) -> None:
    """More updates than Telegram hands out at a time come meanwhile, each confirmed at once."""
    may_go_on = asyncio.Event()

    async def answer(incoming: Incoming) -> Reply:
        if incoming.chat_id == person.chat_id:
            await may_go_on.wait()
        return Reply(body=incoming.text)

    conversation.answers = answer
    person.says("kẹt")
    for number in range(150):
        api.person(1000 + number).says("!")
    other = api.person(8)
    other.says("tôi nữa")
    async with running(channel_to(api, conversation, links)):
        await other.sees()
        last = other.says("và nữa")
        await other.sees()
        await eventually(lambda: int(api.calls("getUpdates")[-1].params["offset"]) >= last)
        assert not person.messages
        may_go_on.set()
        await person.sees()
    assert [incoming.chat_id for incoming in conversation.heard].count(person.chat_id) == 1
