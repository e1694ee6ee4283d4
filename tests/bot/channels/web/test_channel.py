"""The web channel keeps the contract of every channel."""

import asyncio

import pytest

from bot.channels.web.channel import WebChannel
from bot.channels.web.chat import Chat, new_chat_id
from bot.channels.web.receive import Malformed, read_post
from handlers.base.messages import Incoming, Reply
from scheduler.sending.errors import Unreachable
from tests.bot.demo.paper_house import LIST, MONDAY_MORNING, PaperHouse


@pytest.fixture
def house() -> PaperHouse:
    return PaperHouse()


@pytest.fixture
def channel(house: PaperHouse) -> WebChannel:
    return WebChannel(house.converse, house.panel.now)


@pytest.fixture
def chat(channel: WebChannel) -> Chat:
    return channel.open("c1")


def shown(chat: Chat) -> list[tuple[object, object, object]]:
    return [(entry["message"], entry["from"], entry["body"]) for _, entry in chat.entries_after(0)]


async def test_a_typed_line_becomes_an_incoming_of_its_chat(
    house: PaperHouse, channel: WebChannel, chat: Chat
) -> None:
    await channel.receive(chat, {"update": "u1", "text": "/nhiemvu"})
    assert house.heard == [Incoming("web", "c1", "c1:u1", MONDAY_MORNING, text="/nhiemvu")]


async def test_a_tap_names_the_button_and_the_message_that_carried_it(
    house: PaperHouse, channel: WebChannel, chat: Chat
) -> None:
    await channel.receive(chat, {"update": "u1", "pressed": "page:2", "message": "m2"})
    assert (house.heard[0].pressed, house.heard[0].message_id, house.heard[0].text) == ("page:2", "m2", "")


async def test_an_answer_stands_under_its_question(channel: WebChannel, chat: Chat) -> None:
    await channel.receive(chat, {"update": "u1", "text": "xin chào"})
    assert shown(chat) == [("m1", "officer", "xin chào"), ("m2", "bot", "Anh/chị vừa gửi: xin chào")]


async def test_the_same_update_posted_again_is_shown_and_answered_once(channel: WebChannel, chat: Chat) -> None:
    for _ in range(2):
        await channel.receive(chat, {"update": "u1", "text": "xin chào"})
    assert len(shown(chat)) == 2


async def test_one_update_number_in_two_chats_is_two_updates(
    house: PaperHouse, channel: WebChannel, chat: Chat
) -> None:
    for one in (chat, channel.open("c2")):
        await channel.receive(one, {"update": "u1", "text": "xin chào"})
    assert [incoming.update_id for incoming in house.heard] == ["c1:u1", "c2:u1"]


async def test_a_reply_that_replaces_edits_the_message_that_was_tapped(channel: WebChannel, chat: Chat) -> None:
    message = await channel.send("c1", LIST)
    await channel.receive(chat, {"update": "u1", "pressed": "page:2", "message": message})
    assert shown(chat) == [(message, "bot", LIST.body), (message, "bot", "⚪ Sau đó (8)")]


@pytest.mark.parametrize("message", ["m1", "m99", ""], ids=["the officer's own", "unknown", "none"])
async def test_a_reply_never_replaces_what_is_not_the_bots(channel: WebChannel, chat: Chat, message: str) -> None:
    await channel.receive(chat, {"update": "u1", "text": "xin chào"})
    await channel.receive(chat, {"update": "u2", "pressed": "page:2", "message": message})
    assert [entry[0] for entry in shown(chat)] == ["m1", "m2", "m3"]


async def test_a_toast_goes_to_whoever_tapped(channel: WebChannel, chat: Chat) -> None:
    assert await channel.receive(chat, {"update": "u1", "pressed": "done:3", "message": "m1"}) == "Đã ghi nhận II.3"


async def test_a_push_returns_the_message_id_and_is_marked_as_unasked(channel: WebChannel, chat: Chat) -> None:
    message = await channel.send("c1", Reply(body="⏰"))
    assert [(entry["message"], entry["pushed"]) for _, entry in chat.entries_after(0)] == [(message, True)]


async def test_a_push_to_a_chat_nobody_opened_is_unreachable(channel: WebChannel) -> None:
    with pytest.raises(Unreachable):
        await channel.send("nobody", Reply(body="⏰"))


def test_chat_ids_do_not_repeat_and_are_long() -> None:
    ids = {new_chat_id() for _ in range(100)}
    assert len(ids) == 100
    assert min(map(len, ids)) >= 24


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
    house: PaperHouse, channel: WebChannel, chat: Chat
) -> None:
    tap = {"update": "u1", "pressed": "done:3", "message": "m1"}
    toasts = await asyncio.gather(*(channel.receive(chat, tap) for _ in range(3)))
    assert toasts == ["Đã ghi nhận II.3"] * 3
    assert (len(house.heard), len(shown(chat))) == (1, 1)


async def test_an_update_that_failed_can_be_posted_again(house: PaperHouse, chat: Chat) -> None:
    answers: list[Reply | RuntimeError] = [RuntimeError("disk full"), Reply(body="Đã nhận")]

    async def converse(incoming: Incoming) -> Reply | None:
        answer = answers.pop(0)
        if isinstance(answer, RuntimeError):
            raise answer
        return answer

    channel = WebChannel(converse, house.panel.now)
    with pytest.raises(RuntimeError):
        await channel.receive(chat, {"update": "u1", "text": "xin chào"})
    await channel.receive(chat, {"update": "u1", "text": "xin chào"})
    assert [body for _, _, body in shown(chat)] == ["xin chào", "Đã nhận"]


async def test_the_chat_tells_the_page_which_of_its_messages_arrived(channel: WebChannel, chat: Chat) -> None:
    await channel.receive(chat, {"update": "u1", "text": "xin chào"})
    assert [entry.get("update") for _, entry in chat.entries_after(0)] == ["u1", None]


async def test_messages_sent_unasked_are_counted(channel: WebChannel, chat: Chat) -> None:
    await channel.receive(chat, {"update": "u1", "text": "xin chào"})
    await channel.send(chat.id, Reply(body="⏰"))
    assert (channel.count_pushes(chat.id), channel.count_pushes("nobody")) == (1, 0)
