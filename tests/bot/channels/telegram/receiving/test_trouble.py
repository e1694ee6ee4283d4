"""When Telegram is slow, absent, busy, or does not want us."""

import asyncio
import logging

import pytest

from bot.channels.receiving.phases import Phase
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.webhook import WebhookInTheWay
from handlers.base.messages import Button, Incoming, Reply
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import channel_to, unplugged
from tests.loopback import faults
from tests.loopback.errors import Refusal, bad_request, forbidden
from tests.loopback.faults import Fault
from tests.loopback.people import Person
from tests.loopback.server import BotApi


async def until(api: BotApi, method: str, times: int) -> None:
    """Waits until the bot has made that many calls of `method`."""
    await asyncio.to_thread(api.wait_for, lambda world: sum(call.method == method for call in world.calls) >= times)


async def reaches(channel: TelegramChannel, phase: Phase) -> None:
    async with asyncio.timeout(60):
        while channel.state.phase is not phase:  # noqa: ASYNC110 - a state is looked at, it tells nobody
            await asyncio.sleep(0.005)


@pytest.mark.usefixtures("channel")
class TestAnAnswer:
    @pytest.mark.parametrize(
        "fault",
        [
            pytest.param(faults.too_many(0.01), id="429"),
            pytest.param(faults.server_error(500), id="500"),
            pytest.param(faults.server_error(502), id="502"),
            pytest.param(faults.CLOSED, id="closed"),
        ],
    )
    async def test_is_tried_again(self, api: BotApi, person: Person, fault: Fault) -> None:
        api.fail("sendMessage", fault, times=2)
        person.says("/nhiemvu")
        await person.sees()
        assert [call.status for call in api.calls("sendMessage")][2:] == [200]
        assert len(person.messages) == 1

    async def test_is_tried_until_it_arrives_while_others_are_answered(self, api: BotApi, person: Person) -> None:
        api.fail("sendMessage", faults.server_error(502), chat_id=7, times=12)
        person.says("/nhiemvu")
        other = api.person(8)
        other.says("/toi")
        await other.sees()
        await person.sees()
        assert [message.text for message in person.messages] == ["/nhiemvu"]

    async def test_without_a_word_from_telegram_is_repeated_twice_at_most(self, api: BotApi, person: Person) -> None:
        api.fail("sendMessage", faults.ANSWER_LOST, times=9)
        person.says("một")
        person.says("hai")
        await until(api, "sendMessage", 6)
        assert [message.text for message in person.messages] == ["một"] * 3 + ["hai"] * 3

    async def test_is_rather_given_twice_than_not_at_all(self, api: BotApi, person: Person) -> None:
        api.fail("sendMessage", faults.ANSWER_LOST)
        person.says("/nhiemvu")
        await until(api, "sendMessage", 2)
        assert [message.text for message in person.messages] == ["/nhiemvu", "/nhiemvu"]

    async def test_that_edits_is_given_once_though_tried_twice(
        self, api: BotApi, person: Person, conversation: Conversation
    ) -> None:
        conversation.answers = lambda incoming: Reply(
            body=f"{incoming.pressed}", buttons=((Button("›", "page"),),), replaces=True
        )
        person.says("/nhiemvu")
        await person.sees()
        api.fail("editMessageText", faults.ANSWER_LOST)
        person.taps("›")
        await until(api, "editMessageText", 2)
        assert [message.text for message in person.messages] == ["page"]

    async def test_goes_on_where_it_stopped(self, api: BotApi, person: Person, conversation: Conversation) -> None:
        conversation.answers = lambda incoming: Reply(body="\n".join(["một" * 1000, "hai" * 1000]))
        person.says("/nhiemvu")
        await person.sees()
        api.fail("sendMessage", faults.server_error())
        await person.sees(lambda message: message.text.startswith("hai"))
        assert [message.text[:3] for message in person.messages] == ["một", "hai"]

    async def test_that_fails_for_good_is_one_line_in_the_log_and_the_next_is_given(
        self, api: BotApi, person: Person, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.fail("sendMessage", Fault(bad_request("chat is odd")))
        person.says("một")
        person.says("hai")
        assert (await person.sees()).text == "hai"
        assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [
            "Telegram: câu trả lời cho chat 7 chưa gửi được trọn vẹn (Rejected: chat is odd)"
        ]

    async def test_neither_waits_for_a_long_pause_nor_breaks_it(
        self, api: BotApi, person: Person, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.fail("sendMessage", faults.too_many(3600))
        person.says("một")
        person.says("hai")
        async with asyncio.timeout(60):
            while caplog.text.count("asked to wait") < 2:  # noqa: ASYNC110 - a log is looked at, it tells nobody
                await asyncio.sleep(0.005)
        assert [call.status for call in api.calls("sendMessage")] == [429]

    async def test_to_somebody_who_blocked_the_bot_is_told_and_not_repeated(
        self, api: BotApi, person: Person, links: Links
    ) -> None:
        person.is_in_trouble(forbidden("bot was blocked by the user"))
        person.says("/nhiemvu")
        other = api.person(8)
        other.says("/nhiemvu")
        await other.sees()
        await until(api, "sendMessage", 2)
        assert links.gone == ["7"]

    async def test_follows_a_chat_that_moved(self, api: BotApi, person: Person, links: Links) -> None:
        new = api.person(-1009)
        person.is_in_trouble(Refusal(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1009}))
        person.says("/nhiemvu")
        await until(api, "sendMessage", 2)
        assert [message.text for message in new.messages] == ["/nhiemvu"]
        assert links.moves == [("7", "-1009")]

    async def test_that_cannot_be_made_harms_nobody_else(
        self, person: Person, conversation: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        def stumble(incoming: Incoming) -> Reply:
            if incoming.text == "một":
                raise ZeroDivisionError
            return Reply(body=incoming.text)

        conversation.answers = stumble
        person.says("một")
        person.says("hai")
        assert (await person.sees()).text == "hai"
        assert [record.getMessage() for record in caplog.records] == ["Telegram: một lượt trả lời hỏng"]


class TestReceiving:
    async def test_starts_without_a_network_and_goes_on_when_there_is_one(
        self, conversation: Conversation, links: Links, caplog: pytest.LogCaptureFixture
    ) -> None:
        with unplugged() as api:
            async with running(channel_to(api, conversation, links)) as channel:
                await reaches(channel, Phase.OFFLINE)
                assert channel.state.detail == "ClientConnectorError"
                with api:
                    person = api.person(7)
                    person.says("/nhiemvu")
                    assert (await person.sees()).text == "/nhiemvu"
                    await reaches(channel, Phase.RECEIVING)
        offline = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
        assert offline == ["Telegram: chưa kết nối được (ClientConnectorError); vẫn đang thử lại."]

    async def test_survives_trouble_with_polling(self, api: BotApi, channel: TelegramChannel, person: Person) -> None:
        for fault in (faults.server_error(), faults.CLOSED, faults.too_many(0.01)):
            api.fail("getUpdates", fault)
        person.says("/nhiemvu")
        assert (await person.sees()).text == "/nhiemvu"
        await reaches(channel, Phase.RECEIVING)

    async def test_a_refused_token_is_said_once_and_tried_on(
        self, api: BotApi, conversation: Conversation, links: Links, caplog: pytest.LogCaptureFixture
    ) -> None:
        token, api.token = api.token, "987654321:AAnother_token_another_token_another"
        async with running(channel_to(api, conversation, links)) as channel:
            await until(api, "getMe", 3)
            assert channel.state.phase is Phase.REFUSED
        assert len([record for record in caplog.records if "NHACVIEC_TELEGRAM_TOKEN" in record.message]) == 1
        assert token not in caplog.text
        assert api.token not in caplog.text

    async def test_a_second_process_on_the_same_token_is_one_sentence(
        self, api: BotApi, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
    ) -> None:
        conflict = Fault(Refusal(409, "Conflict: terminated by other getUpdates request"))
        await until(api, "getUpdates", 0)
        api.fail("getUpdates", conflict, times=3)
        api.person(7).says("/nhiemvu")
        await until(api, "getUpdates", 4)
        said = [record for record in caplog.records if "tiến trình khác" in record.getMessage()]
        assert len(said) == 1

    async def test_a_webhook_set_meanwhile_is_left_where_it_is_and_said(
        self, api: BotApi, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
    ) -> None:
        person = api.person(7)
        person.says("/nhiemvu")
        await person.sees()
        api.world.webhook = "https://example.org/hook"
        person.says("/huy")  # the poll that waits is answered; the next one meets the webhook
        await reaches(channel, Phase.WEBHOOK)
        reasons = [channel.trouble and channel.trouble.reason]
        assert api.world.webhook
        api.world.webhook = ""
        await reaches(channel, Phase.RECEIVING)
        reasons.append(channel.trouble and channel.trouble.reason)
        assert reasons == ["bot này đang gửi tin tới một webhook; gỡ bằng: nhacviec webhook delete", None]
        assert [line for line in caplog.messages if "webhook" in line and "tiến trình" in line] == []

    async def test_a_webhook_that_is_there_already_ends_a_bot_that_is_to_poll(
        self, api: BotApi, conversation: Conversation, links: Links
    ) -> None:
        api.world.webhook = "https://example.org/hook"
        with pytest.raises(WebhookInTheWay):
            await channel_to(api, conversation, links).run()
        assert api.world.webhook == "https://example.org/hook"

    async def test_a_webhook_met_by_one_that_polls_in_the_place_of_another_is_said(
        self, api: BotApi, conversation: Conversation, links: Links, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.channels.telegram.receiving.poll.NOT_OURS", 0.01)
        asked: list[bool] = []

        def may_poll() -> bool:
            asked.append(len(asked) > 2)
            return asked[-1]

        api.world.webhook = "https://example.org/hook"
        channel = channel_to(api, conversation, links, may_poll=may_poll)
        async with running(channel):
            await reaches(channel, Phase.WEBHOOK)
            api.world.webhook = ""
            await reaches(channel, Phase.RECEIVING)

    async def test_asks_for_nothing_it_does_not_use(self, api: BotApi, channel: TelegramChannel) -> None:
        api.person(7).says("/huy")  # a call is written down when it is answered
        await until(api, "getUpdates", 1)
        asked = api.calls("getUpdates")[0].params
        assert asked["allowed_updates"] == '["message", "edited_message", "callback_query", "my_chat_member"]'
