"""What a process leaves open in the journal is taken up by the next one."""

import asyncio
import json
import logging
from collections.abc import Sequence

import pytest

from bot.channels.receiving import bot_channel
from bot.channels.receiving.reception import ATTEMPTS
from data.registry.conversations.journal import OpenUpdate, RawUpdate
from handlers.base.messages import Button, Incoming, Reply
from handlers.dispatch.stored_reply import dump_reply
from tests.bot.channels.fakes import Conversation, Links, Notebook
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import channel_to
from tests.loopback import faults
from tests.loopback.people import Person
from tests.loopback.server import BotApi


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends where it is."""
    monkeypatch.setattr(bot_channel, "GRACE", 0.01)


async def stuck(_incoming: Incoming) -> Reply:
    await asyncio.Event().wait()
    raise AssertionError


async def killed(api: BotApi, notebook: Notebook, *people: Person) -> Conversation:
    """Run a process that answers nobody, until each of `people` has been heard."""
    conversation = Conversation(stuck)
    async with running(channel_to(api, conversation, Links(), journal=notebook)):
        async with asyncio.timeout(60):
            while len(conversation.heard) < len(people):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.005)
    return conversation


async def test_what_was_confirmed_and_not_answered_is_answered_in_its_order(
    api: BotApi, person: Person, conversation: Conversation, links: Links, notebook: Notebook
) -> None:
    other = api.person(8)
    for word in ("một", "hai"):
        person.says(word)
        other.says(f"{word} nữa")
    await killed(api, notebook, person, other)
    person.says("ba")
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await person.sees(lambda message: message.text == "ba")
        await other.sees(lambda message: message.text == "hai nữa")
    assert [message.text for message in person.messages] == ["một", "hai", "ba"]
    assert [message.text for message in other.messages] == ["một nữa", "hai nữa"]
    assert set(notebook.ended.values()) == {""}
    assert len(notebook.ended) == 5


async def test_an_answer_that_was_not_sent_is_sent_without_a_second_turn(
    api: BotApi, person: Person, conversation: Conversation, links: Links, notebook: Notebook
) -> None:
    update_id = str(person.says("12/KH-UBND"))
    await killed(api, notebook, person)
    stored = Reply("✅", "Đã ghi.", ((Button("↩️", "undo:1"),),))
    notebook.replies[update_id] = dump_reply(stored)
    person.says("rồi")
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await person.sees(lambda message: message.text == "rồi")
    assert [(message.text, message.labels) for message in person.messages] == [
        ("✅\nĐã ghi.", ["↩️"]),
        ("rồi", []),
    ]
    assert [incoming.text for incoming in conversation.heard] == ["rồi"]


async def test_an_update_that_was_answered_with_nothing_is_over(
    api: BotApi, person: Person, conversation: Conversation, links: Links, notebook: Notebook
) -> None:
    update_id = str(person.says("một"))
    await killed(api, notebook, person)
    notebook.replies[update_id] = None
    person.says("hai")
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await person.sees()
    assert [message.text for message in person.messages] == ["hai"]
    assert notebook.ended[update_id] == ""


async def test_an_update_that_ends_the_process_again_and_again_is_skipped_and_no_other(
    api: BotApi, person: Person, links: Links, notebook: Notebook, caplog: pytest.LogCaptureFixture
) -> None:
    """The process is gone in the middle of a turn: only what was written before it is known afterwards."""
    other, conversation = api.person(8), Conversation()
    poison = str(person.says("chết"))
    other.says("một")
    await killed(api, notebook, person, other)
    for _start in range(ATTEMPTS):
        begun = asyncio.Event()

        async def die(incoming: Incoming, begun: asyncio.Event = begun) -> Reply:
            begun.set()
            return await stuck(incoming)

        before = dict(notebook.attempts)
        async with running(channel_to(api, Conversation(die), links, journal=notebook)):
            await begun.wait()
        assert dict(notebook.attempts) == before | {poison: notebook.attempts[poison]}, "a stop is no death"
        notebook.attempts[poison] += 1
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await other.sees()
        person.says("sống")
        await person.sees()
    assert [incoming.text for incoming in conversation.heard] == ["một", "sống"]
    assert notebook.ended[poison] == "ended the process"
    assert "chết" not in caplog.text
    assert "ended the process" in caplog.text


async def test_an_update_that_failed_stays_open_for_the_next_process(
    api: BotApi, person: Person, conversation: Conversation, links: Links, notebook: Notebook
) -> None:
    def stumble(incoming: Incoming) -> Reply:
        if incoming.text == "một":
            raise ZeroDivisionError
        return Reply(body=incoming.text)

    update_id = str(person.says("một"))
    person.says("hai")
    async with running(channel_to(api, Conversation(stumble), links, journal=notebook)):
        await person.sees()
    assert update_id not in notebook.ended
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await person.sees(lambda message: message.text == "một")


async def test_an_answer_that_waits_for_telegram_when_the_process_stops_is_not_lost(
    api: BotApi, person: Person, conversation: Conversation, links: Links, notebook: Notebook
) -> None:
    api.fail("sendMessage", faults.too_many(500))
    person.says("một")
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await asyncio.to_thread(api.wait_for, lambda world: any(call.status == 429 for call in world.calls))
    assert notebook.ended == {}
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await person.sees()


async def test_a_row_that_no_program_can_read_is_skipped(
    api: BotApi, person: Person, conversation: Conversation, links: Links, notebook: Notebook
) -> None:
    message = {"update_id": 3, "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}
    rows = {"1": "null", "2": "{", "3": json.dumps(message), "4": json.dumps(message)}
    await notebook.record([RawUpdate(number, "7", raw) for number, raw in rows.items()])
    notebook.replies["4"] = '{"heading": ""}'
    person.says("một")
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await person.sees()
    assert {number: notebook.ended[number] != "" for number in rows} == {"1": True, "2": True, "3": False, "4": True}


@pytest.mark.parametrize("secret", ["Công văn 12 (Mật) về nhân sự", "kèm theo\nTỐI MẬT", "văn bản mật số 5"])
async def test_state_secrets_are_answered_and_stored_nowhere(
    api: BotApi, person: Person, conversation: Conversation, links: Links, notebook: Notebook, secret: str
) -> None:
    update_id = str(person.says(secret))
    captioned = str(person.sends_file("a.pdf", b"%PDF", secret))
    other = str(person.says("Bí mật thì không"))
    async with running(channel_to(api, conversation, links, journal=notebook)):
        await person.sees(lambda message: message.text == "Bí mật thì không")
    assert [incoming.text for incoming in conversation.heard[:2]] == [secret, secret]
    assert (notebook.raw[update_id].raw, notebook.raw[captioned].raw) == ("null", "null")
    assert "message" in json.loads(notebook.raw[other].raw)


class OfAnother(Notebook):
    """The journal of several processes, one of which is gone."""

    is_shared = True

    async def wait_for_news(self, seconds: float) -> None:
        await asyncio.sleep(0.01)

    async def list_open(self) -> list[OpenUpdate]:
        return []

    async def take_over(self) -> list[OpenUpdate]:
        return await super().list_open()


async def test_what_is_taken_over_meanwhile_is_told_apart_from_what_was_left_before(
    api: BotApi, person: Person, conversation: Conversation, links: Links, caplog: pytest.LogCaptureFixture
) -> None:
    notebook = OfAnother()
    person.says("một")
    await killed(api, notebook, person)
    caplog.clear()
    with caplog.at_level(logging.INFO):
        async with running(channel_to(api, conversation, links, journal=notebook)):
            await person.sees(lambda message: message.text == "một")
    assert "nhận tiếp 1 bản tin của tiến trình khác" in caplog.text
    assert "từ lần chạy trước" not in caplog.text


async def test_who_dies_at_the_menu_that_follows_an_answer_repeats_no_answer(
    api: BotApi, person: Person, conversation: Conversation, notebook: Notebook
) -> None:
    links = LinksThatHang()
    async with running(channel_to(api, conversation, links, journal=notebook)):
        person.says("/nhiemvu")
        async with asyncio.timeout(60):
            await links.reached.wait()
    async with running(channel_to(api, conversation, Links(), journal=notebook)):
        person.says("một")
        await person.sees(lambda message: message.text == "một")
    assert len(person.messages) == 2


class LinksThatHang(Links):
    """Nobody tells which commands a chat has."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()

    async def commands_for(self, chat_id: str) -> Sequence[tuple[str, str]]:
        self.reached.set()
        await asyncio.Event().wait()
        return await super().commands_for(chat_id)
