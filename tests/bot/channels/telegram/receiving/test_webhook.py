"""Receiving by webhook: from the request to the answer, over the real server, as Telegram would send it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from httpx import AsyncClient, Response

from bot.channels.receiving.phases import Phase
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.receiving import pushed_updates
from bot.http.listening import listen
from bot.http.server import HttpServer
from bot.http.webhooks import webhook_routes
from data.errors import RegistryUnusable
from data.registry.conversations.journal import RawUpdate
from tests.bot.channels.fakes import Conversation, Links, Notebook
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import channel_to
from tests.bot.channels.telegram.receiving.test_trouble import reaches
from tests.loopback.people import Person
from tests.loopback.server import BotApi

SECRET = "s" * 32


class Provider:
    """Sends updates as Telegram does."""

    def __init__(self, client: AsyncClient, channel: TelegramChannel, chat_id: int) -> None:
        self._client = client
        self._chat_id = chat_id
        self.channel = channel
        [self.webhook] = channel.webhooks

    async def sends(self, update_id: int, text: str, secret: str = SECRET) -> Response:
        chat = {"id": self._chat_id, "type": "private", "first_name": "Cán bộ"}
        message: dict[str, Any] = {"message_id": update_id, "date": 1, "chat": chat, "from": chat | {"is_bot": False}}
        return await self.sends_raw({"update_id": update_id, "message": message | {"text": text}}, secret)

    async def sends_raw(self, update: object, secret: str = SECRET) -> Response:
        return await self._client.post(self.webhook.path, json=update, headers={self.webhook.header: secret})


@asynccontextmanager
async def provider(api: BotApi, channel: TelegramChannel, *, is_set: bool = True) -> AsyncIterator[Provider]:
    listening = listen(0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    face = HttpServer(listening, webhook_routes(channel.webhooks))
    living = asyncio.create_task(face.live())
    if is_set:
        api.world.webhook = f"{PUBLIC}{channel.webhooks[0].path}"
    async with AsyncClient(base_url=address) as client, running(channel):
        yield Provider(client, channel, 7)
    face.should_exit = True
    await living


PUBLIC = "https://nhacviec.example.vn"


def hooked(api: BotApi, conversation: Conversation, links: Links, journal: Notebook) -> TelegramChannel:
    return channel_to(api, conversation, links, journal=journal, webhook=(PUBLIC, SECRET))


async def test_an_update_is_stored_answered_and_never_polled_for(
    api: BotApi, conversation: Conversation, links: Links, person: Person
) -> None:
    journal = Notebook()
    async with provider(api, hooked(api, conversation, links, journal)) as telegram:
        await reaches(telegram.channel, Phase.RECEIVING)
        assert (await telegram.sends(5, "/nhiemvu")).status_code == 200
        assert list(journal.raw) == ["5"]
        assert (await person.sees()).text == "/nhiemvu"
    assert [incoming.update_id for incoming in conversation.heard] == ["5"]
    assert api.calls("getUpdates") == api.calls("setWebhook") == api.calls("deleteWebhook") == []


async def test_what_comes_five_times_at_once_is_answered_once(
    api: BotApi, conversation: Conversation, links: Links, person: Person
) -> None:
    async with provider(api, hooked(api, conversation, links, Notebook())) as telegram:
        await reaches(telegram.channel, Phase.RECEIVING)
        answers = await asyncio.gather(*(telegram.sends(5, "/nhiemvu") for _ in range(5)))
        assert {answer.status_code for answer in answers} == {200}
        assert (await telegram.sends(6, "/huy")).status_code == 200
        await person.sees(lambda message: message.text == "/huy")
    assert [message.text for message in person.messages] == ["/nhiemvu", "/huy"]


async def test_without_the_secret_nothing_is_stored(api: BotApi, conversation: Conversation, links: Links) -> None:
    journal = Notebook()
    async with provider(api, hooked(api, conversation, links, journal)) as telegram:
        await reaches(telegram.channel, Phase.RECEIVING)
        assert {(await telegram.sends(n, "/nhiemvu", "wrong")).status_code for n in range(50)} == {401}
    assert journal.raw == {}


async def test_the_answer_to_telegram_waits_for_no_answer_to_an_officer(
    api: BotApi, conversation: Conversation, links: Links
) -> None:
    never = asyncio.Event()

    async def hang(_incoming: object) -> None:
        await never.wait()

    conversation.answers = hang
    async with provider(api, hooked(api, conversation, links, Notebook())) as telegram:
        await reaches(telegram.channel, Phase.RECEIVING)
        assert [(await telegram.sends(n, "/nhiemvu")).status_code for n in range(30)] == [200] * 30


async def test_what_cannot_be_stored_is_sent_again_and_answered_once(
    api: BotApi, conversation: Conversation, links: Links, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Notebook()
    async with provider(api, hooked(api, conversation, links, journal)) as telegram:
        await reaches(telegram.channel, Phase.RECEIVING)

        async def full(_updates: list[RawUpdate]) -> set[str]:
            raise RegistryUnusable("full")

        with monkeypatch.context() as broken:
            broken.setattr(journal, "record", full)
            assert (await telegram.sends(5, "/nhiemvu")).status_code == 503
        assert (await telegram.sends(5, "/nhiemvu")).status_code == 200
        await person.sees()
    assert [message.text for message in person.messages] == ["/nhiemvu"]


async def test_what_an_earlier_process_left_is_answered_before_anything_new_is_taken(
    api: BotApi, conversation: Conversation, links: Links, person: Person
) -> None:
    journal = Notebook()
    chat = {"id": 7, "type": "private", "first_name": "Cán bộ"}
    left = {"update_id": 4, "message": {"message_id": 4, "date": 1, "chat": chat, "text": "một"}}
    await journal.record([RawUpdate("4", "7", json.dumps(left))])
    async with provider(api, hooked(api, conversation, links, journal)) as telegram:
        while (await telegram.sends(5, "hai")).status_code == 503:  # noqa: ASYNC110 - as Telegram does
            await asyncio.sleep(0.001)
        await person.sees(lambda message: message.text == "hai")
    assert [message.text for message in person.messages] == ["một", "hai"]


async def test_an_update_without_a_number_is_not_asked_for_again(
    api: BotApi, conversation: Conversation, links: Links
) -> None:
    async with provider(api, hooked(api, conversation, links, Notebook())) as telegram:
        await reaches(telegram.channel, Phase.RECEIVING)
        assert (await telegram.sends_raw({"message": {"text": "bí mật"}})).status_code == 200
        assert (await telegram.sends_raw({"update_id": 9, "guess": "bí mật"})).status_code == 200


@pytest.mark.parametrize(
    ("webhook", "standing", "phase"),
    [
        ("", {}, Phase.NO_WEBHOOK),
        ("https://example.org/hook", {}, Phase.NO_WEBHOOK),
        (None, {"last_error_message": "Connection refused"}, Phase.RECEIVING),
        (None, {"pending_update_count": 2, "last_error_message": "Connection refused"}, Phase.UNDELIVERED),
    ],
)
async def test_a_webhook_that_telegram_does_not_reach_is_trouble(
    api: BotApi,
    conversation: Conversation,
    links: Links,
    monkeypatch: pytest.MonkeyPatch,
    webhook: str | None,
    standing: dict[str, Any],
    phase: Phase,
) -> None:
    monkeypatch.setattr(pushed_updates, "EVERY", pushed_updates.EVERY / 6000)
    channel = hooked(api, conversation, links, Notebook())
    if webhook is not None:
        api.world.webhook = webhook
    api.world.webhook_standing |= standing
    async with provider(api, channel, is_set=webhook is None):
        await reaches(channel, phase)
        assert bool(channel.trouble) is (phase is not Phase.RECEIVING)
        api.world.webhook = f"{PUBLIC}{channel.webhooks[0].path}"
        api.world.webhook_standing = {"pending_update_count": 0}
        await reaches(channel, Phase.RECEIVING)
        assert channel.trouble is None
