"""What goes back and forth between an officer's phone and the conversation, on both kinds of server."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.channels.receiving import phases
from bot.channels.receiving.phases import Phase
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.client import ZaloClient
from handlers.base.messages import Button, Incoming, Reply
from scheduler.sending.errors import Passing, Rejected, SlowDown, Unknown, Unreachable
from tests.bot.channels.fakes import NOW, Conversation, Links, Notebook
from tests.bot.channels.running import running
from tests.bot.channels.zalo.conftest import Counter, channel_to, reaches
from tests.loopback import faults
from tests.loopback.errors import Refusal
from tests.loopback.faults import Fault
from tests.loopback.zalo.modes import Modes
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import TOKEN, ZaloApi


@pytest.mark.usefixtures("channel")
class TestAMessage:
    async def test_comes_in_with_its_sender_and_is_answered(self, person: Person, conversation: Conversation) -> None:
        update = person.says("/nhiemvu quý 2")
        assert (await person.sees()).text == "/nhiemvu quý 2"
        [heard] = conversation.heard
        message_id = update["message"]["message_id"]
        assert heard == Incoming(
            "zalo-4455667788",
            person.chat_id,
            message_id,
            NOW,
            text="/nhiemvu quý 2",
            sender_name="Cán bộ",
            has_buttons=False,
        )

    async def test_is_answered_once_however_often_it_comes(
        self, api: ZaloApi, person: Person, conversation: Conversation
    ) -> None:
        update = person.says("một")
        for _ in range(4):
            api.hand_out(person.bot, update)
        await person.sees()
        person.says("hai")
        await person.sees(lambda message: message.text == "hai")
        assert [incoming.text for incoming in conversation.heard] == ["một", "hai"]

    async def test_goes_out_composed_and_cut_on_lines(self, person: Person, conversation: Conversation) -> None:
        lines = [f"📌 {number:03} việc của cơ quan" for number in range(120)]
        conversation.answers = lambda incoming: Reply(body="Kê\u0301 hoa\u0323ch\n" + "\n".join(lines))
        person.says("/nhiemvu")
        await person.sees(lambda message: lines[-1] in message.text)
        texts = [message.text for message in person.messages]
        assert [line for text in texts for line in text.splitlines()] == ["Kế hoạch", *lines]
        assert all(len(text.encode("utf-16-le")) <= 4000 for text in texts)
        assert len(texts) == 2

    async def test_of_the_bot_itself_is_passed_over(self, person: Person, conversation: Conversation) -> None:
        person.sends("message.text.received", text="của bot", **{"from": {"id": person.chat_id, "is_bot": True}})
        person.sends("message.text.received", text="của bot", **{"from": {"id": person.bot.own_id}})
        person.says("của người")
        await person.sees()
        assert [incoming.text for incoming in conversation.heard] == ["của người"]

    @pytest.mark.parametrize(
        "update",
        [
            {},
            {"event_name": "bot.added.to.group"},
            {"event_name": "message.reaction.received", "message": {"message_id": "r1", "chat": {"id": "c"}}},
            {"event_name": "message.text.received", "message": {"message_id": "r2"}},
            {"event_name": "message.text.received", "message": {"chat": {"id": "c"}, "text": "không có mã"}},
            {"event_name": "message.text.received", "message": ["không phải bản tin"]},
            {"event_name": "message.image.received", "message": {"message_id": "r3", "chat": {"id": "c"}}},
            {"event_name": 7, "message": {"message_id": "r4", "chat": {"id": "c"}, "text": "lạ"}},
            "không phải bản tin",
        ],
    )
    async def test_that_nobody_knows_does_no_harm(
        self, api: ZaloApi, person: Person, conversation: Conversation, update: object
    ) -> None:
        api.hand_out(person.bot, update)
        person.says("vẫn nghe")
        await person.sees()
        assert [incoming.text for incoming in conversation.heard] == ["vẫn nghe"]

    async def test_of_a_group_is_no_private_one(self, person: Person, conversation: Conversation) -> None:
        person.says("@Bot việc", chat={"id": person.chat_id, "chat_type": "GROUP"})
        await person.sees()
        assert [incoming.private for incoming in conversation.heard] == [False]

    async def test_without_the_kind_of_its_chat_is_private(self, person: Person, conversation: Conversation) -> None:
        person.says("việc", chat={"id": person.chat_id})
        await person.sees()
        assert [incoming.private for incoming in conversation.heard] == [True]

    async def test_is_counted_like_its_answer(self, person: Person, quota: Counter) -> None:
        for text in ("một", "hai", "ba"):
            person.says(text)
            await person.sees()
        assert (quota.sent in (2, 3), quota.received) == (True, 3)  # the last is counted once Zalo has answered

    async def test_without_its_content_is_told_so(self, person: Person, conversation: Conversation) -> None:
        person.sends("message.unsupported.received")
        person.says("sau")
        await person.sees(lambda message: message.text == "sau")
        assert [incoming.withheld for incoming in conversation.heard] == [True, False]

    async def test_with_a_picture_brings_it(self, person: Person, conversation: Conversation) -> None:
        got = []

        async def look(incoming: Incoming) -> Reply:
            got.extend([await file.fetch() for file in incoming.files])
            return Reply(body="nhận rồi")

        conversation.answers = look
        person.sends_photo(b"\xff\xd8\xff...", "II.3 ảnh họp")
        await person.sees()
        [heard] = conversation.heard
        assert (heard.text, [file.name for file in heard.files], got) == (
            "II.3 ảnh họp",
            ["anh-20240226-080000.jpg"],
            [b"\xff\xd8\xff..."],
        )


@pytest.mark.usefixtures("channel")
class TestAnAnswer:
    @pytest.mark.parametrize("code", [403, 500, 502])
    async def test_is_tried_again(self, api: ZaloApi, person: Person, code: int) -> None:
        api.fail("sendMessage", Fault(Refusal(code, "Internal server error")), times=2)
        person.says("/nhiemvu")
        await person.sees()
        assert [call.code for call in api.calls("sendMessage")] == [code, code, 200]

    @pytest.mark.parametrize("fault", [faults.ANSWER_LOST, Fault(Refusal(408, "Request timeout"), done=True)])
    async def test_without_a_word_of_zalo_is_repeated_once(self, api: ZaloApi, person: Person, fault: Fault) -> None:
        api.fail("sendMessage", fault, times=9)
        person.says("một")
        await asyncio.to_thread(api.world.wait_for, lambda: len(api.calls("sendMessage")) == 2)
        api.faults.clear()
        person.says("hai")
        await person.sees(lambda message: message.text == "hai")
        assert [message.text for message in person.messages] == ["một", "một", "hai"]

    async def test_that_takes_long_is_announced(
        self, api: ZaloApi, person: Person, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.channels.zalo.update_handler.TYPING_AFTER", 0.0)

        async def slow(incoming: Incoming) -> Reply:
            await asyncio.to_thread(api.world.wait_for, lambda: bool(api.calls("sendChatAction")))
            return Reply(body="xong")

        conversation.answers = slow
        person.says("biểu đồ")
        assert (await person.sees()).text == "xong"


PUSH = Reply(body="⏰ Tin")


class TestAPush:
    @pytest.mark.parametrize(
        ("fault", "failure"),
        [
            (Fault(Refusal(400, "Bad Request")), Rejected),
            (Fault(Refusal(403, "Internal server error")), Passing),
            (Fault(Refusal(404, "Not Found")), Unreachable),
            (Fault(Refusal(408, "Request timeout")), Unknown),
            (Fault(Refusal(429, "Quota exceeded")), SlowDown),
            (Fault(Refusal(500, "…")), Passing),
            (Fault(body=b"<html>404</html>", refusal=Refusal(404, ""), done=True), Passing),
            (faults.CLOSED, Unknown),
            (faults.ANSWER_LOST, Unknown),
        ],
    )
    async def test_fails_as_what_happens_next(
        self, api: ZaloApi, conversation: Conversation, links: Links, person: Person, fault: Fault, failure: type
    ) -> None:
        person.bot.chats[person.chat_id] = "Cán bộ"
        channel = channel_to(api, conversation, links)
        api.fail("sendMessage", fault)
        with pytest.raises(failure):
            await channel.send(person.chat_id, PUSH)
        await channel.close()

    async def test_to_a_chat_that_never_wrote_is_unreachable(
        self, api: ZaloApi, conversation: Conversation, links: Links
    ) -> None:
        channel = channel_to(api, conversation, links)
        with pytest.raises(Unreachable):
            await channel.send("nobody", PUSH)
        await channel.close()

    async def test_after_the_month_is_spent_asks_nothing_of_zalo(
        self, api: ZaloApi, conversation: Conversation, links: Links, person: Person
    ) -> None:
        person.bot.chats[person.chat_id] = "Cán bộ"
        quota = Counter()
        channel = channel_to(api, conversation, links, quota=quota)
        api.fail("sendMessage", Fault(Refusal(429, "Quota exceeded")))
        for _ in range(3):
            with pytest.raises(SlowDown) as spent:
                await channel.send(person.chat_id, PUSH)
            assert (spent.value.retry_after, spent.value.one_chat) == (3600.0, False)
        assert len(api.calls("sendMessage")) == 1
        await channel.close()


class TestARefusedToken:
    async def test_stops_the_channel_and_says_so(
        self,
        api: ZaloApi,
        conversation: Conversation,
        links: Links,
        person: Person,
        caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("bot.channels.zalo.receiving.connection.REFUSED_PAUSE", 3600.0)
        person.bot.chats[person.chat_id] = "Cán bộ"
        async with running(channel_to(api, conversation, links)) as channel:
            await reaches(channel, Phase.RECEIVING)
            person.bot.refused = True
            with pytest.raises(Passing):
                await channel.send(person.chat_id, PUSH)
            await reaches(channel, Phase.REFUSED)
            assert channel.trouble is not None
            assert channel.trouble.lasting
            asked = api.world.stats["refused tokens"]
            for _ in range(3):
                with pytest.raises(Passing):
                    await channel.send(person.chat_id, PUSH)
            assert api.world.stats["refused tokens"] <= asked + 1  # the poll that was under way
        assert "Zalo 4455667788: mã bot không được chấp nhận" in caplog.text
        assert TOKEN.partition(":")[2] not in caplog.text

    async def test_counts_again_once_zalo_knows_it(
        self, api: ZaloApi, conversation: Conversation, links: Links, person: Person
    ) -> None:
        person.bot.refused = True
        async with running(channel_to(api, conversation, links)) as channel:
            await reaches(channel, Phase.REFUSED)
            person.bot.refused = False
            await reaches(channel, Phase.RECEIVING)
            person.says("có đó không?")
            await person.sees()


@pytest.mark.parametrize("is_from_the_beginning", [True, False])
async def test_a_webhook_is_left_where_it_is_and_said_and_ends_nothing(
    api: ZaloApi, conversation: Conversation, links: Links, person: Person, is_from_the_beginning: bool
) -> None:
    address = "https://example.org/hook"
    person.bot.chats[person.chat_id] = "Cán bộ"
    person.bot.webhook = address if is_from_the_beginning else ""
    async with running(channel_to(api, conversation, links)) as channel:
        if not is_from_the_beginning:
            person.says("/nhiemvu")
            await person.sees()
            person.bot.webhook = address
            person.says("/huy")  # the poll that waits is answered; the next one meets the webhook
        await reaches(channel, Phase.WEBHOOK)
        assert channel.trouble
        assert channel.trouble.lasting
        assert channel.trouble.reason.endswith("gỡ bằng: nhacviec webhook delete --channel zalo-4455667788")
        await channel.send(person.chat_id, PUSH)
        assert person.bot.webhook == address
        person.bot.webhook = ""
        await reaches(channel, Phase.RECEIVING)


@pytest.mark.parametrize("ways", [{"consumes": "list"}, {"idles": "504"}], ids=str)
async def test_a_list_and_a_page_in_place_of_an_answer_are_tolerated(
    modes: Modes, conversation: Conversation, links: Links, monkeypatch: pytest.MonkeyPatch, ways: dict[str, str]
) -> None:
    monkeypatch.setattr("bot.channels.zalo.client._REALLY_WAITED", 0)
    with ZaloApi(replace(modes, **ways), longest_poll=0.02) as api:  # type: ignore[arg-type]
        person = api.person()
        async with running(channel_to(api, conversation, links)) as channel:
            for text in ("một", "hai"):
                person.says(text)
                await person.sees(lambda message, text=text: message.text == text)  # type: ignore[misc]
                idle = len(api.calls("getUpdates"))
                while len(api.calls("getUpdates")) < idle + 3:  # noqa: ASYNC110 - calls are counted, they tell nobody
                    await asyncio.sleep(0.01)
                assert channel.trouble is None
    assert [incoming.text for incoming in conversation.heard] == ["một", "hai"]


async def test_polls_that_bring_nothing_new_are_a_second_apart(
    modes: Modes, conversation: Conversation, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo.receiving.poll.FLOOR", 0.3)
    with ZaloApi(replace(modes, consumes="replay")) as api:
        person = api.person()
        async with running(channel_to(api, conversation, links)):
            person.says("một")
            await person.sees()
            await asyncio.sleep(0.7)
        times = [call.at for call in api.calls("getUpdates")]
    assert len(times) <= 6
    assert len(conversation.heard) == 1


async def test_one_that_a_killed_process_left_is_answered_by_the_next(
    api: ZaloApi, conversation: Conversation, links: Links, journal: Notebook, person: Person
) -> None:
    stuck = asyncio.Event()

    async def hang(incoming: Incoming) -> Reply:
        stuck.set()
        await asyncio.Event().wait()
        raise AssertionError

    conversation.answers = hang
    first = asyncio.create_task(channel_to(api, conversation, links, journal=journal).run())
    person.says("việc")
    await stuck.wait()
    conversation.answers = lambda incoming: Reply(body=incoming.text)
    async with running(channel_to(api, conversation, links, journal=journal)):
        assert (await person.sees()).text == "việc"
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)


async def test_no_token_is_in_any_log(
    api: ZaloApi, conversation: Conversation, links: Links, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for fault in (faults.CLOSED, Fault(Refusal(500, "…")), faults.nonsense(b"{}"), Fault(Refusal(400, "…"))):
        api.fail("getUpdates", fault)
    api.fail("sendMessage", Fault(Refusal(400, "Bad Request")))
    async with running(channel_to(api, conversation, links)) as channel:
        person.says("một")
        await asyncio.to_thread(api.world.wait_for, lambda: bool(api.calls("sendMessage")))
        assert TOKEN not in repr(channel)
    secret = TOKEN.partition(":")[2]
    assert not [
        record for record in caplog.records if record.name.startswith("bot") and secret in record.getMessage()
    ]


BUTTONS = ((Button("✅ Đã xong", "done:17"),),)


async def test_buttons_are_left_out(
    api: ZaloApi, conversation: Conversation, links: Links, person: Person, channel: ZaloChannel
) -> None:
    conversation.answers = lambda incoming: Reply(body="Thẻ\n\n1 Đã xong", buttons=BUTTONS)
    person.says("II.3")
    assert (await person.sees()).text == "Thẻ\n\n1 Đã xong"
    assert api.world.stats["ignored"] == 0


async def test_a_poll_that_is_never_answered_is_told_as_trouble(
    api: ZaloApi, conversation: Conversation, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phases, "SILENCE", 1.0)
    async with running(channel_to(api, conversation, links)) as channel:
        await reaches(channel, Phase.RECEIVING)
        told = [channel.trouble]
        api.fail("getUpdates", faults.SILENT)
        async with asyncio.timeout(60):
            while not told[-1]:
                await asyncio.sleep(0.01)
                told.append(channel.trouble)
        assert told[-1].lasting
        assert told[-1].reason.startswith("không hỏi được tin nào")


async def test_a_closed_client_opens_no_connection_again() -> None:
    client = ZaloClient("token", "http://127.0.0.1:9/", answer_timeout=1, at_most=1)
    await client.close()
    with pytest.raises(RuntimeError, match="closed"):
        await client.get_me()
