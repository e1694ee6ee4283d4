"""Sends nobody asked for: the outbox learns from each failure what to do next."""

import traceback
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.channel import TelegramChannel
from handlers.base.messages import Attachment, Button, Reply
from scheduler.sending.errors import ChatMoved, Passing, Rejected, SendFailed, SlowDown, Unknown, Unreachable
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.telegram.conftest import channel_to, unplugged
from tests.loopback import faults
from tests.loopback.errors import Refusal, bad_request, forbidden
from tests.loopback.faults import Fault
from tests.loopback.people import Person
from tests.loopback.server import BotApi


@pytest.fixture
async def pusher(api: BotApi, conversation: Conversation, links: Links) -> AsyncIterator[TelegramChannel]:
    """A channel that never receives."""
    channel = channel_to(api, conversation, links)
    yield channel
    await channel.close()


DIGEST = Reply(heading="⏰ Sáng Thứ Hai", body="🔴 II.2", buttons=((Button("II.2 đã xong", "done:2"),),))


async def test_returns_the_id_of_the_message(api: BotApi, person: Person, pusher: TelegramChannel) -> None:
    message_id = await pusher.send("7", DIGEST)
    assert message_id == str(person.last.message_id)


async def test_of_a_long_reply_the_id_is_that_of_the_buttons(
    api: BotApi, person: Person, pusher: TelegramChannel
) -> None:
    long = Reply(body="một\n" * 3000, buttons=DIGEST.buttons)
    message_id = await pusher.send("7", long)
    assert len(person.messages) == 3
    assert [message_id] == [str(message.message_id) for message in person.messages if message.buttons]


async def test_a_file_alone_is_a_message_too(api: BotApi, person: Person, pusher: TelegramChannel) -> None:
    reply = Reply(files=(Attachment("a.csv", "text/csv", b"a"),))
    assert await pusher.send("7", reply) == str(person.last.message_id)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        pytest.param(faults.too_many(17), SlowDown(17.0), id="429"),
        pytest.param(faults.server_error(500), Passing("server error"), id="500"),
        pytest.param(faults.server_error(502), Passing("server error"), id="502"),
        pytest.param(faults.CLOSED, Unknown("ServerDisconnectedError"), id="closed"),
        pytest.param(faults.ANSWER_LOST, Unknown("ServerDisconnectedError"), id="answer lost"),
        pytest.param(faults.blocked(), Unreachable("forbidden"), id="blocked"),
        pytest.param(Fault(forbidden("user is deactivated")), Unreachable("forbidden"), id="deactivated"),
        pytest.param(Fault(bad_request("chat not found")), Unreachable("chat not found"), id="not found"),
        pytest.param(
            Fault(bad_request("not enough rights to send text messages to the chat")),
            Unreachable("not enough rights to send text messages to the chat"),
            id="no rights",
        ),
        pytest.param(
            Fault(Refusal(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1009})),
            ChatMoved("-1009"),
            id="migrated",
        ),
        pytest.param(
            Fault(bad_request('can\'t parse entities: Unsupported start tag "bí mật" at byte offset 3')),
            Rejected("can't parse entities"),
            id="markup",
        ),
        pytest.param(Fault(bad_request("BUTTON_DATA_INVALID")), Rejected("button_data_invalid"), id="button"),
        pytest.param(Fault(Refusal(401, "Unauthorized")), Passing("token refused"), id="token"),
        pytest.param(faults.nonsense(b"<html>", 400), Unknown("not Telegram's answer"), id="a gateway's 400"),
        pytest.param(faults.nonsense(b"<html>", 403), Unknown("not Telegram's answer"), id="a gateway's 403"),
        pytest.param(faults.nonsense(b'{"error": 1}', 403), Unknown("not Telegram's answer"), id="a gateway's JSON"),
        pytest.param(faults.nonsense(b"<html>", 404), Passing("token refused"), id="a gateway's 404"),
        pytest.param(faults.nonsense(b"<html>", 502), Passing("server error"), id="a gateway's 502"),
        pytest.param(faults.nonsense(b"<html>"), Unknown("unreadable answer"), id="no JSON"),
        pytest.param(faults.nonsense(b'["ok"]'), Unknown("unreadable answer"), id="no object"),
        pytest.param(faults.nonsense(b'{"ok": true}'), Unknown("unreadable answer"), id="no result"),
        pytest.param(
            faults.nonsense(b'{"ok": true, "result": {"message_id": 1}}'),
            Unknown("unreadable answer"),
            id="no message",
        ),
    ],
)
async def test_fails_in_the_class_that_says_what_to_do(
    api: BotApi,
    person: Person,
    pusher: TelegramChannel,
    fault: Fault,
    expected: SendFailed,
) -> None:
    api.fail("sendMessage", fault)
    with pytest.raises(type(expected)) as failed:
        await pusher.send("7", DIGEST)
    assert str(failed.value) == str(expected)
    assert len(api.calls("sendMessage")) == 1


async def test_no_network_is_certainly_not_sent(conversation: Conversation, links: Links) -> None:
    with unplugged() as gone:
        channel = channel_to(gone, conversation, links)
        with pytest.raises(Passing):
            await channel.send("7", DIGEST)
        await channel.close()


async def test_no_answer_in_time_says_nothing(
    api: BotApi, person: Person, conversation: Conversation, links: Links
) -> None:
    channel = channel_to(api, conversation, links, answer_timeout=0.5)
    api.fail("sendMessage", faults.SILENT)
    with pytest.raises(Unknown, match="SocketTimeoutError"):
        await channel.send("7", DIGEST)
    await channel.close()


async def test_nothing_to_say_is_refused(api: BotApi, pusher: TelegramChannel) -> None:
    with pytest.raises(Rejected):
        await pusher.send("7", Reply(body=" \n "))


@pytest.mark.parametrize("fault", [faults.CLOSED, faults.server_error(), Fault(Refusal(401, "Unauthorized"))])
async def test_a_failure_carries_no_token(api: BotApi, person: Person, pusher: TelegramChannel, fault: Fault) -> None:
    api.fail("sendMessage", fault)
    with pytest.raises(SendFailed) as failed:
        await pusher.send("7", DIGEST)
    told = "".join(traceback.format_exception(failed.value)) + repr(failed.value) + repr(pusher)
    assert api.token not in told
    assert failed.value.__context__ is None
