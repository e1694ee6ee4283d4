"""What goes back and forth between an officer's phone and the conversation."""

import asyncio
from typing import Any

import pytest

from bot.channels.telegram.channel import TelegramChannel
from handlers.base.messages import Attachment, Button, Incoming, Reply
from tests.bot.channels.fakes import NOW, Conversation, Links
from tests.loopback.people import Person
from tests.loopback.server import BotApi

pytestmark = pytest.mark.usefixtures("channel")

CARD = Reply(heading="II.3", body="Kế hoạch kiểm tra", buttons=((Button("✅ Đã xong", "done:17"),),))


async def test_what_is_said_comes_in_with_its_sender(person: Person, conversation: Conversation) -> None:
    update_id = person.says("/nhiemvu quý 2")
    await person.sees()
    assert conversation.heard == [
        Incoming("telegram", "7", str(update_id), NOW, text="/nhiemvu quý 2", sender_name="Cán bộ", own_id="1")
    ]


async def test_a_tap_comes_in_with_its_value_and_its_message(person: Person, conversation: Conversation) -> None:
    conversation.answers = lambda incoming: CARD
    person.says("II.3")
    card = await person.sees()
    person.taps("✅ Đã xong")
    await person.sees()
    tap = conversation.heard[-1]
    assert (tap.pressed, tap.message_id, tap.text) == ("done:17", str(card.message_id), "")


async def test_the_heading_is_bold_and_the_buttons_stand_below(person: Person, conversation: Conversation) -> None:
    conversation.answers = lambda incoming: CARD
    person.says("II.3")
    card = await person.sees()
    assert card.html == "<b>II.3</b>\nKế hoạch kiểm tra"
    assert card.buttons == ((("✅ Đã xong", "done:17"),),)


@pytest.mark.parametrize(
    "text",
    [
        "<b>&",
        "1 < 2 && 3 > 2",
        "&lt;b&gt; &amp; &#60;",
        "ngoặc \"kép\" và 'đơn'",
        "👩🏽‍⚖️ ✅ 🔴",
        "Kê\u0301 hoa\u0323ch cải cách hành chính",
        "dòng một\n\n  dòng hai",
    ],
)
async def test_text_arrives_as_it_was_written(person: Person, text: str) -> None:
    person.says(text)
    assert (await person.sees()).text == text


async def test_a_text_of_10000_characters_comes_in_whole_and_goes_out_in_parts(
    person: Person, conversation: Conversation
) -> None:
    text = "\n".join(f"{number:03} " + "việc " * 15 for number in range(125))
    conversation.answers = lambda incoming: Reply(body=incoming.text, buttons=((Button("Tiếp", "next"),),))
    person.says(text)
    last = await person.sees(lambda message: bool(message.buttons))
    assert conversation.heard[0].text == text
    shown = [message.text for message in person.messages]
    assert [line.rstrip() for part in shown for line in part.splitlines()] == [
        line.rstrip() for line in text.splitlines()
    ]
    assert len(shown) == 3
    assert last.message_id == person.messages[-1].message_id


async def test_a_reply_takes_the_place_of_the_message_that_was_tapped(
    person: Person, conversation: Conversation
) -> None:
    pages = {None: "trang 1", "page:2": "trang 2"}
    conversation.answers = lambda incoming: Reply(
        body=pages[incoming.pressed], buttons=((Button("›", "page:2"),),), replaces=True
    )
    person.says("/nhiemvu")
    await person.sees()
    person.taps("›")
    page = await person.sees()
    assert page.text == "trang 2"
    assert len(person.messages) == 1


async def test_a_page_tapped_twice_is_no_failure(
    person: Person, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.answers = lambda incoming: Reply(body="trang", buttons=((Button("›", "page"),),), replaces=True)
    person.says("/nhiemvu")
    await person.sees()
    query = person.taps("›")
    assert await asyncio.to_thread(person.toast, query) == ""
    person.says("/huy")
    await person.sees()
    assert len(person.messages) == 2
    assert not caplog.records


async def test_a_message_that_cannot_be_edited_is_sent_anew(person: Person, conversation: Conversation) -> None:
    conversation.answers = lambda incoming: Reply(
        body=f"{incoming.pressed}", buttons=((Button("›", "page"),),), replaces=True
    )
    person.says("/nhiemvu")
    first = await person.sees()
    person.deletes(first)
    person.taps("›", first)
    assert (await person.sees()).text == "page"


async def test_a_tap_is_answered_with_the_toast(person: Person, conversation: Conversation) -> None:
    conversation.answers = lambda incoming: CARD if incoming.text else Reply(body="Đã ghi", toast="Đã ghi ✅")
    person.says("II.3")
    await person.sees()
    assert await asyncio.to_thread(person.toast, person.taps("done:17")) == "Đã ghi ✅"


async def test_a_toast_is_cut_to_what_telegram_shows(person: Person, conversation: Conversation) -> None:
    conversation.answers = lambda incoming: CARD if incoming.text else Reply(toast="việc " * 100)
    person.says("II.3")
    await person.sees()
    toast = await asyncio.to_thread(person.toast, person.taps("done:17"))
    assert toast == "việc " * 40


async def test_a_tap_answered_before_still_stops_the_hourglass(person: Person, conversation: Conversation) -> None:
    conversation.answers = lambda incoming: CARD if incoming.text else None
    person.says("II.3")
    await person.sees()
    assert await asyncio.to_thread(person.toast, person.taps("done:17")) == ""


async def test_a_tap_too_old_for_a_toast_still_gets_its_reply(person: Person, conversation: Conversation) -> None:
    conversation.answers = lambda incoming: CARD if incoming.text else Reply(body="Đã ghi", toast="Đã ghi")
    person.says("II.3")
    await person.sees()
    person.taps("done:17", too_late=True)
    assert (await person.sees()).text == "Đã ghi"


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [("text/csv", "document"), ("image/png", "photo")],
)
async def test_files_follow_the_text(person: Person, conversation: Conversation, media_type: str, kind: str) -> None:
    file = Attachment("tổng hợp.csv", media_type, b"II.3;x")
    conversation.answers = lambda incoming: Reply(body="Tổng hợp", files=(file,))
    person.says("/tonghop")
    sent = await person.sees(lambda message: message.kind == kind)
    assert (sent.file_name, sent.content) == ("tổng hợp.csv", b"II.3;x")
    assert person.messages[0].text == "Tổng hợp"


async def test_messages_of_one_chat_are_answered_in_their_order(
    person: Person, api: BotApi, conversation: Conversation
) -> None:
    may_go_on = asyncio.Event()

    async def slow_at_first(incoming: Incoming) -> Reply:
        if incoming.text == "một":
            await may_go_on.wait()
        return Reply(body=incoming.text)

    conversation.answers = slow_at_first
    person.says("một")
    person.says("hai")
    other = api.person(8)
    other.says("ba")
    assert (await other.sees()).text == "ba"
    may_go_on.set()
    await person.sees(lambda message: message.text == "hai")
    assert [message.text for message in person.messages] == ["một", "hai"]


class TestWhatIsNotForTheBot:
    async def test_an_edited_text_is_heard_as_edited(self, person: Person, conversation: Conversation) -> None:
        person.edits("II.3 xong")
        person.edits(caption="II.3 xong", photo=[{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}])
        person.says("/huy")
        await person.sees(lambda message: message.text == "/huy")
        assert [(incoming.text, incoming.edited) for incoming in conversation.heard] == [
            ("II.3 xong", True),
            ("II.3 xong", True),
            ("/huy", False),
        ]
        assert not any(incoming.files for incoming in conversation.heard)

    @pytest.mark.parametrize(
        "edit",
        [
            {"location": {"latitude": 20.4, "longitude": 106.3, "live_period": 900}},
            {"photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]},
            {"text": "II.3 xong", "edit_date": None},
            {"text": "/nhiemvu", "chat": {"id": -5, "type": "group", "title": "Cơ quan"}},
        ],
    )
    async def test_an_edit_of_no_private_text_is_not_heard(
        self, person: Person, conversation: Conversation, edit: dict[str, Any]
    ) -> None:
        person.edits(**edit)
        person.says("/huy")
        await person.sees()
        assert [incoming.text for incoming in conversation.heard] == ["/huy"]

    async def test_a_notice_that_nobody_wrote_is_not_heard(self, person: Person, conversation: Conversation) -> None:
        person.is_joined_by_others()
        person.says("/huy")
        await person.sees()
        assert [incoming.text for incoming in conversation.heard] == ["/huy"]

    @pytest.mark.parametrize(
        ("said", "heard"),
        [
            ("/nhiemvu@nhacviec_bot quý 2", ["/nhiemvu quý 2"]),
            ("/nhiemvu@NhacViec_Bot", ["/nhiemvu"]),
            ("/nhiemvu@another_bot", []),
            ("chiều nay họp nhé", []),
        ],
    )
    async def test_in_a_group_only_commands_to_this_bot_are_heard(
        self, api: BotApi, person: Person, conversation: Conversation, said: str, heard: list[str]
    ) -> None:
        api.group(-100).says(said)
        person.says("/huy")
        await person.sees()
        in_group = [incoming for incoming in conversation.heard if not incoming.private]
        assert [incoming.text for incoming in in_group] == heard


async def test_a_forwarded_text_is_a_text(person: Person, conversation: Conversation) -> None:
    person.forwards("II.3 xong")
    assert (await person.sees()).text == "II.3 xong"


async def test_blocking_and_letting_back_in_is_told(
    api: BotApi, person: Person, channel: TelegramChannel, links: Links
) -> None:
    person.blocks_bot()
    person.unblocks_bot()
    person.says("/huy")
    await person.sees()
    assert (links.gone, links.back) == (["7"], ["7"])


async def test_a_group_that_moves_is_told(api: BotApi, person: Person, links: Links) -> None:
    api.group(-100).migrates_to(-1009)
    person.says("/huy")
    await person.sees()
    assert links.moves == [("-100", "-1009")]


class TestDeleting:
    """What the answer asks to delete, because it must not stay in the chat."""

    @pytest.fixture
    def conversation(self) -> Conversation:
        return Conversation(lambda _: Reply(body="Anh/chị xóa tin ấy.", if_deleted="Tôi đã xóa tin ấy."))

    async def test_it_is_deleted_and_said_so(self, api: BotApi, person: Person) -> None:
        person.says("(Mật)")
        assert (await person.sees()).text == "Tôi đã xóa tin ấy."
        assert api.world.deleted == {1}

    async def test_where_it_cannot_be_the_sender_is_asked_to(self, api: BotApi, person: Person) -> None:
        api.world.too_old = {1}
        person.says("(Mật)")
        assert (await person.sees()).text == "Anh/chị xóa tin ấy."
        assert api.world.deleted == set()


class TestReplies:
    @pytest.mark.parametrize(
        ("quote", "quoted"),
        [({}, ""), ({"quote": {"text": "II.2  KH thi hành", "position": 0}}, "II.2  KH thi hành")],
    )
    async def test_a_reply_comes_in_with_the_message_that_it_is_to(
        self, person: Person, conversation: Conversation, quote: dict[str, object], quoted: str
    ) -> None:
        said = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "II.3"}
        person.says("xong rồi", reply_to_message=said, **quote)
        await person.sees()
        assert [(one.reply_to, one.quoted) for one in conversation.heard] == [("5", quoted)]
