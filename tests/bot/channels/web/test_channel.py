"""The web channel keeps the contract of every channel."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest

from bot.channels.web import unfinished
from bot.channels.web.channel import WebChannel
from bot.channels.web.receive import Malformed, read_post
from bot.channels.web.send import Entry
from data.errors import RegistryUnusable
from data.registry.conversations.journal import OpenUpdate, RawUpdate
from handlers.base.messages import Attachment, Incoming, Reply
from handlers.dispatch.stored_reply import dump_reply
from scheduler.sending.errors import Unreachable
from tests.bot.channels.fakes import Notebook
from tests.bot.demo.paper_house import LIST, MONDAY_MORNING, PaperHistory, PaperHouse


@pytest.fixture
def house() -> PaperHouse:
    return PaperHouse()


@pytest.fixture
def channel(house: PaperHouse) -> WebChannel:
    return WebChannel(house.converse, house.panel.now, house.history, house.journal)


async def shown(channel: WebChannel, chat_id: str = "c1") -> list[tuple[object, object, object]]:
    latest = await channel.history.list_latest(chat_id)
    return [(entry["message"], entry["from"], entry["body"]) for _, entry in latest.entries]


async def test_a_typed_line_becomes_an_incoming_of_its_chat(house: PaperHouse, channel: WebChannel) -> None:
    await channel.receive("c1", {"update": "u1", "text": "/nhiemvu"})
    assert house.heard == [Incoming("web", "c1", "c1:u1", MONDAY_MORNING, text="/nhiemvu")]


async def test_a_tap_names_the_button_and_the_message_that_carried_it(house: PaperHouse, channel: WebChannel) -> None:
    await channel.receive("c1", {"update": "u1", "pressed": "page:2", "message": "m2"})
    assert (house.heard[0].pressed, house.heard[0].message_id, house.heard[0].text) == ("page:2", "m2", "")


async def test_an_answer_stands_under_its_question(channel: WebChannel) -> None:
    await channel.receive("c1", {"update": "u1", "text": "xin chào"})
    assert await shown(channel) == [("m1", "officer", "xin chào"), ("m2", "bot", "Anh/chị vừa gửi: xin chào")]


async def test_the_same_update_posted_again_is_shown_and_answered_once(channel: WebChannel) -> None:
    for _ in range(2):
        await channel.receive("c1", {"update": "u1", "text": "xin chào"})
    assert len(await shown(channel)) == 2


async def test_one_update_number_in_two_chats_is_two_updates(house: PaperHouse, channel: WebChannel) -> None:
    for chat_id in ("c1", "c2"):
        await channel.receive(chat_id, {"update": "u1", "text": "xin chào"})
    assert [incoming.update_id for incoming in house.heard] == ["c1:u1", "c2:u1"]


async def test_a_reply_that_replaces_edits_the_message_that_was_tapped(channel: WebChannel) -> None:
    message = await channel.send("c1", LIST)
    await channel.receive("c1", {"update": "u1", "pressed": "page:2", "message": message})
    assert await shown(channel) == [(message, "bot", "⚪ Sau đó (8)")]


@pytest.mark.parametrize("message", ["m1", "m99", ""], ids=["the officer's own", "unknown", "none"])
async def test_a_reply_never_replaces_what_is_not_the_bots(channel: WebChannel, message: str) -> None:
    await channel.receive("c1", {"update": "u1", "text": "xin chào"})
    await channel.receive("c1", {"update": "u2", "pressed": "page:2", "message": message})
    assert [entry[0] for entry in await shown(channel)] == ["m1", "m2", "m3"]


async def test_a_toast_goes_to_whoever_tapped(channel: WebChannel) -> None:
    assert await channel.receive("c1", {"update": "u1", "pressed": "done:3", "message": "m1"}) == "Đã ghi nhận II.3"


async def test_a_push_returns_the_message_id_and_is_marked_as_unasked(channel: WebChannel) -> None:
    message = await channel.send("c1", Reply(body="⏰"))
    assert [(entry["message"], entry["pushed"]) for _, entry in await channel.history.list_after("c1", 0)] == [
        (message, True)
    ]


async def test_a_push_to_a_page_that_nobody_opens_is_unreachable(house: PaperHouse, channel: WebChannel) -> None:
    house.history.opened = {"c1"}
    await channel.send("c1", Reply(body="⏰"))
    with pytest.raises(Unreachable):
        await channel.send("nobody", Reply(body="⏰"))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "a"}, "update"),
        ({"update": "", "text": "a"}, "update"),
        ({"update": "u" * 65, "text": "a"}, "update"),
        ({"update": 1, "text": "a"}, "update"),
        ({"update": "u1"}, "text"),
        ({"update": "u1", "text": None}, "text"),
        ({"update": "u1", "text": "half \ud83d"}, "text"),
        ({"update": "u1", "text": "nul \0"}, "text"),
        ({"update": "u1", "pressed": ["card:1"], "message": "m1"}, "pressed"),
        ({"update": "u1", "pressed": "card:1"}, "message"),
    ],
)
def test_what_the_page_never_sends_is_malformed(body: dict[str, object], field: str) -> None:
    with pytest.raises(Malformed, match=f"^{field}$"):
        read_post(body, "c1", MONDAY_MORNING)


@pytest.mark.parametrize("text", ["<b>&", "😀", "nhiệm vụ", "a" * 10_000, "hai\ndòng"])
def test_text_passes_unharmed(text: str) -> None:
    assert read_post({"update": "u1", "text": text}, "c1", MONDAY_MORNING).text == text


async def test_an_update_posted_again_is_answered_with_the_same_toast_and_done_once(
    house: PaperHouse, channel: WebChannel
) -> None:
    tap = {"update": "u1", "pressed": "done:3", "message": "m1"}
    toasts = await asyncio.gather(*(channel.receive("c1", tap) for _ in range(3)))
    assert toasts == ["Đã ghi nhận II.3"] * 3
    assert (len(house.heard), len(await shown(channel))) == (1, 1)


async def test_an_update_that_failed_can_be_posted_again(house: PaperHouse) -> None:
    answers: list[Reply | RuntimeError] = [RuntimeError("disk full"), Reply(body="Đã nhận")]

    async def converse(incoming: Incoming) -> Reply | None:
        answer = answers.pop(0)
        if isinstance(answer, RuntimeError):
            raise answer
        return answer

    channel = WebChannel(converse, house.panel.now, house.history, house.journal)
    with pytest.raises(RuntimeError):
        await channel.receive("c1", {"update": "u1", "text": "xin chào"})
    await channel.receive("c1", {"update": "u1", "text": "xin chào"})
    assert [body for _, _, body in await shown(channel)] == ["xin chào", "Đã nhận"]


async def test_the_chat_tells_the_page_which_of_its_messages_arrived(channel: WebChannel) -> None:
    await channel.receive("c1", {"update": "u1", "text": "xin chào"})
    assert [entry.get("update") for _, entry in await channel.history.list_after("c1", 0)] == ["u1", None]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/thamgia ABCDE-FGHJK", "/thamgia •••"),
        ("/start ABCDE", "/start •••"),
        ("/START ABCDE", "/START •••"),
        ("/thamgia", "/thamgia"),
        ("Văn bản MẬT số 12", "•••"),
    ],
)
async def test_codes_and_what_bears_a_mark_of_secrecy_are_not_kept(
    house: PaperHouse, channel: WebChannel, text: str, kept: str
) -> None:
    await channel.receive("c1", {"update": "u1", "text": text})
    assert (await shown(channel))[0][2] == kept
    assert house.heard[0].text == text


async def test_a_left_over_that_is_posted_again_meanwhile_is_answered_once(
    house: PaperHouse, channel: WebChannel
) -> None:
    leave(house.journal)
    [left] = await house.journal.list_open()
    await channel.receive("c1", {"update": "u1", "text": "hỏi"})
    house.journal.end("c1:u1")
    await channel._take_up_one(left)
    assert [body for _, _, body in await shown(channel)] == ["hỏi", "Anh/chị vừa gửi: hỏi"]


def leave(
    journal: Notebook,
    reply: str | None = None,
    *,
    attempts: int = 0,
    raw: str = '{"update": "u1", "text": "hỏi"}',
) -> None:
    """Make a post one that an earlier process took; answered, if there is a reply."""
    journal.raw["c1:u1"] = RawUpdate("c1:u1", "c1", raw)
    journal.attempts["c1:u1"] = attempts
    if reply:
        journal.replies["c1:u1"] = reply


async def test_a_post_that_an_earlier_process_left_is_answered(house: PaperHouse, channel: WebChannel) -> None:
    leave(house.journal)
    await channel._take_up_left_overs()
    assert await shown(channel) == [("m1", "bot", "Anh/chị vừa gửi: hỏi")]
    assert house.journal.attempts == {"c1:u1": 1}


@pytest.mark.parametrize(("field", "may_oversee"), [("", True), (', "may_oversee": false', False)])
async def test_a_post_that_is_taken_up_may_what_its_session_might(
    house: PaperHouse, channel: WebChannel, field: str, *, may_oversee: bool
) -> None:
    leave(house.journal, raw=f'{{"update": "u1", "text": "hỏi"{field}}}')
    await channel._take_up_left_overs()
    assert [incoming.may_oversee for incoming in house.heard] == [may_oversee]


@pytest.mark.parametrize("may_oversee", [True, False])
async def test_what_a_session_allows_is_said_by_the_page_alone(
    house: PaperHouse, channel: WebChannel, monkeypatch: pytest.MonkeyPatch, *, may_oversee: bool
) -> None:
    journalled: list[str | None] = []
    take_post = channel.history.take_post

    async def listen(chat_id: str, update_id: str, echo: dict[str, Any] | None, raw: str | None) -> str | None:
        journalled.append(raw)
        return await take_post(chat_id, update_id, echo, raw)

    monkeypatch.setattr(channel.history, "take_post", listen)
    forged = {"update": "u1", "text": "xin chào", "may_oversee": not may_oversee}
    await channel.receive("c1", forged, may_oversee=may_oversee)
    assert house.heard[0].may_oversee is may_oversee
    assert json.loads(journalled[0] or "")["may_oversee"] is may_oversee


async def test_an_answer_that_an_earlier_process_could_not_show_is_shown(
    house: PaperHouse, channel: WebChannel
) -> None:
    leave(house.journal, dump_reply(Reply(body="Đã ghi")))
    await channel._take_up_left_overs()
    assert (house.heard, await shown(channel)) == ([], [("m1", "bot", "Đã ghi")])


@pytest.mark.parametrize("post", [{"attempts": 2}, {"raw": "{"}, {"raw": "{}"}, {"raw": '{"update": 1}'}])
async def test_a_post_that_ends_processes_or_cannot_be_read_is_given_up(
    house: PaperHouse, channel: WebChannel, post: dict[str, Any]
) -> None:
    leave(house.journal, **post)
    await channel._take_up_left_overs()
    assert (house.heard, await shown(channel)) == ([], [])
    assert house.journal.ended["c1:u1"]


@pytest.mark.parametrize("error", [RuntimeError("a fault of ours"), RegistryUnusable("unreachable")], ids=repr)
async def test_a_left_over_that_fails_ends_neither_the_channel_nor_the_others(
    house: PaperHouse, error: Exception
) -> None:
    async def converse(incoming: Incoming) -> Reply | None:
        if incoming.chat_id == "c1":
            raise error
        return Reply(body="Đã ghi")

    leave(house.journal)
    house.journal.raw["c2:u1"] = RawUpdate("c2:u1", "c2", '{"update": "u1", "text": "hỏi"}')
    channel = WebChannel(converse, house.panel.now, house.history, house.journal)
    running = asyncio.create_task(channel.run())
    async with asyncio.timeout(10):
        while not await shown(channel, "c2"):  # noqa: ASYNC110 - a history tells nobody
            await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert ([body for _, _, body in await shown(channel, "c2")], house.journal.ended) == (["Đã ghi"], {})


async def test_a_look_at_others_that_fails_does_not_end_the_channel(
    house: PaperHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    async def look() -> list[OpenUpdate]:
        looks.append(1)
        await asyncio.sleep(0)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(house.journal, "is_shared", True)
    monkeypatch.setattr(house.journal, "take_up", look)
    running = asyncio.create_task(WebChannel(house.converse, house.panel.now, house.history, house.journal).run())
    async with asyncio.timeout(10):
        while len(looks) < 2 and not running.done():  # noqa: ASYNC110 - a list tells nobody
            await asyncio.sleep(0)
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_post_whose_answer_is_lost_is_told_so(house: PaperHouse) -> None:
    async def seen_before(_incoming: Incoming) -> Reply | None:
        return None

    channel = WebChannel(seen_before, house.panel.now, house.history, house.journal)
    await channel.receive("c1", {"update": "u1", "text": "xin chào"})
    assert str((await shown(channel))[-1][2]).startswith("Tin này đã được xử lý trước đó.")


async def test_a_channel_that_is_told_to_stop_finishes_the_turn_it_is_in(house: PaperHouse) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slow(_incoming: Incoming) -> Reply | None:
        begun.set()
        await go.wait()
        return Reply(body="Đã ghi")

    channel = WebChannel(slow, house.panel.now, house.history, house.journal)
    running = asyncio.create_task(channel.run())
    turn = asyncio.create_task(channel.receive("c1", {"update": "u1", "text": "xin chào"}))
    await begun.wait()
    running.cancel()
    await asyncio.sleep(0)
    assert (channel.closed, running.done()) == (True, False)
    go.set()
    await asyncio.gather(running, turn, return_exceptions=True)
    assert [body for _, _, body in await shown(channel)] == ["xin chào", "Đã ghi"]


class Unreliable(PaperHistory):
    """A registry that stores posts and, now and then, cannot be used, or commits without saying so."""

    def __init__(self, journal: Notebook) -> None:
        super().__init__()
        self.journal = journal
        self.fails: list[str] = []

    async def take_post(self, chat_id: str, update_id: str, echo: Entry | None, raw: str | None) -> str | None:
        toast = await super().take_post(chat_id, update_id, echo, raw)
        if toast is None and raw is not None:
            await self.journal.record([RawUpdate(f"{chat_id}:{update_id}", chat_id, raw)])
        self._fail("take_post")
        return toast

    async def add(
        self, chat_id: str, entry: Entry, files: Sequence[Attachment], *, edits: str | None, answers: str | None
    ) -> str:
        self._fail("add")
        message_id = await super().add(chat_id, entry, files, edits=edits, answers=answers)
        self.journal.end(f"{chat_id}:{answers}")
        return message_id

    def _fail(self, where: str) -> None:
        if where in self.fails:
            self.fails.remove(where)
            raise RegistryUnusable("unreachable")


@pytest.mark.parametrize("fails", [["take_post"], ["add"], ["add", "add"], ["take_post", "add"]], ids=" ".join)
@pytest.mark.parametrize("is_posted_again", [True, False])
async def test_an_answer_lost_between_storing_and_showing_comes_once_posted_again_or_not(
    house: PaperHouse, monkeypatch: pytest.MonkeyPatch, fails: list[str], is_posted_again: bool
) -> None:
    monkeypatch.setattr(unfinished, "EVERY", 0.001)
    journal, answered = Notebook(), []
    history = Unreliable(journal)
    history.fails = list(fails)

    async def converse(incoming: Incoming) -> Reply | None:
        if incoming.update_id in journal.replies:
            return None
        answered.append(incoming.text)
        reply = Reply(body="Đã ghi", toast="Đã ghi")
        journal.replies[incoming.update_id] = dump_reply(reply)
        return reply

    channel = WebChannel(converse, house.panel.now, history, journal)
    running = asyncio.create_task(channel.run())
    await asyncio.sleep(0)
    post = {"update": "u1", "text": "xong"}
    with pytest.raises(RegistryUnusable):
        await channel.receive("c1", post)
    if is_posted_again:
        with suppress(RegistryUnusable):
            await channel.receive("c1", post)
    async with asyncio.timeout(10):
        while "c1:u1" not in journal.ended:  # noqa: ASYNC110 - a notebook is looked at, it tells nobody
            await asyncio.sleep(0.001)
    assert await channel.receive("c1", post) == "Đã ghi"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [body for _, _, body in await shown(channel)] == ["xong", "Đã ghi"]
    assert (answered, journal.attempts) == (["xong"], {})


async def test_what_another_process_has_still_to_show_is_left_to_it(
    house: PaperHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def seen_before(_incoming: Incoming) -> Reply | None:
        return None

    async def of_another(update_id: str) -> tuple[OpenUpdate, bool] | None:
        return OpenUpdate(update_id, "c1", "{}", True, dump_reply(Reply(body="Đã ghi")), 0), False

    monkeypatch.setattr(house.journal, "find_open", of_another)
    channel = WebChannel(seen_before, house.panel.now, house.history, house.journal)
    assert await channel.receive("c1", {"update": "u1", "text": "xong"}) == ""
    assert [body for _, _, body in await shown(channel)] == ["xong"]
