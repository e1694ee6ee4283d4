"""Files and pictures, which Zalo takes only as addresses: each answer is one message all the same."""

from dataclasses import dataclass, field

import pytest

from handlers.base.messages import Attachment, Reply
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.running import running
from tests.bot.channels.zalo.conftest import channel_to
from tests.loopback.zalo.modes import USUAL
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import ZaloApi

BOOK = Attachment("bang-viec.xlsx", "application/vnd.ms-excel", b"PK...")
CHART = Attachment("bieu-do.png", "image/png", b"\x89PNG")


@dataclass
class Shelf:
    """Links to files which lie on the Zalo server's own shelf."""

    api: ZaloApi
    offered: list[str] = field(default_factory=list)
    is_reachable: bool = True

    async def offer(self, chat_id: str, file: Attachment, *, as_picture: bool) -> str:
        self.offered.append(file.name)
        if self.is_reachable:
            self.api.world.media[file.name] = file.content
        return f"http://127.0.0.1:{self.api.port}/media/{file.name}"


@pytest.fixture
def modes() -> object:
    return USUAL


@pytest.fixture
def shelf(api: ZaloApi) -> Shelf:
    return Shelf(api)


async def answer(api: ZaloApi, person: Person, shelf: Shelf | None, reply: Reply) -> list[str]:
    conversation = Conversation(lambda incoming: reply)
    async with running(channel_to(api, conversation, Links(), downloads=shelf)):
        person.says("xuất")
        await person.sees()
    return [message.text for message in person.messages]


async def test_a_file_is_a_link_in_the_one_message(api: ZaloApi, person: Person, shelf: Shelf) -> None:
    [text] = await answer(api, person, shelf, Reply(body="Bảng việc", files=(BOOK,)))
    assert text.startswith("Bảng việc\n\n📎 bang-viec.xlsx\nhttp://127.0.0.1:")
    assert text.endswith("Đường dẫn dùng được một lần, trong 10 phút.")


async def test_the_choices_stand_below_the_link(api: ZaloApi, person: Person, shelf: Shelf) -> None:
    reply = Reply(body="Bảng việc", files=(BOOK,), choices="1 Tệp Word · 2 Tổng hợp")
    [text] = await answer(api, person, shelf, reply)
    assert text.endswith("trong 10 phút.\n\n1 Tệp Word · 2 Tổng hợp")


async def test_a_picture_has_the_text_below_it(api: ZaloApi, person: Person, shelf: Shelf) -> None:
    [text] = await answer(api, person, shelf, Reply(body="Tổng hợp", files=(CHART, BOOK)))
    assert text.startswith("Tổng hợp\n\n📎 bang-viec.xlsx\n")
    [message] = person.messages
    assert message.picture == CHART.content


async def test_a_picture_that_zalo_cannot_fetch_is_a_link(api: ZaloApi, person: Person, shelf: Shelf) -> None:
    shelf.is_reachable = False
    [text] = await answer(api, person, shelf, Reply(body="Tổng hợp", files=(CHART,)))
    assert "📎 bieu-do.png\nhttp://" in text
    assert person.messages[0].picture == b""


async def test_below_a_long_text_the_picture_is_a_link(api: ZaloApi, person: Person, shelf: Shelf) -> None:
    texts = await answer(api, person, shelf, Reply(body="việc " * 500, files=(CHART,)))
    assert texts[0].startswith("việc việc")
    assert api.calls("sendPhoto") == []


async def test_without_an_address_of_the_bot_files_are_named(api: ZaloApi, person: Person) -> None:
    [text] = await answer(api, person, None, Reply(body="Bảng việc", files=(BOOK,)))
    assert "📎 bang-viec.xlsx" in text
    assert "chưa có địa chỉ trên mạng" in text
