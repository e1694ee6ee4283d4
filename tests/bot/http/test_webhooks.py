"""A webhook: who may give updates, how big they may be, and what the provider is told."""

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient

from bot.channels.webhook import NotReady, Webhook
from bot.http import webhooks
from bot.http.app import build_app

SECRET = "s" * 32
PATH = "/tele/" + "a" * 32
HEADER = "X-Telegram-Bot-Api-Secret-Token"
KNOWN = {HEADER: SECRET}


class Desk:
    """Keeps what it is given; refuses with `trouble`, or takes as long as `held` is not set."""

    def __init__(self) -> None:
        self.stored: list[object] = []
        self.trouble: Exception | None = None
        self.held: asyncio.Event | None = None

    async def receive(self, update: object) -> None:
        if self.held:
            await self.held.wait()
        if self.trouble:
            raise self.trouble
        self.stored.append(update)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def asking(desk: Desk) -> AsyncIterator[AsyncClient]:
    routes = webhooks.webhook_routes([Webhook(PATH, HEADER, SECRET, desk.receive)])
    async with AsyncClient(transport=ASGITransport(build_app(routes)), base_url="http://bot") as client:
        yield client


async def test_what_is_stored_is_answered_with_200(asking: AsyncClient, desk: Desk) -> None:
    answer = await asking.post(PATH, json={"update_id": 1}, headers=KNOWN)
    assert (answer.status_code, desk.stored) == (200, [{"update_id": 1}])


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "s" * 31}, {HEADER: "S" * 32}, {"X-Other": SECRET}])
async def test_without_the_secret_nothing_is_read(asking: AsyncClient, desk: Desk, headers: dict[str, str]) -> None:
    read: list[bytes] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(b"{}")
        yield b"{}"

    assert (await asking.post(PATH, content=body(), headers=headers)).status_code == 401
    assert read == desk.stored == []


async def test_the_secret_is_compared_in_constant_time(
    asking: AsyncClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def refuse(told: bytes, known: bytes) -> bool:
        compared.append((told, known))
        return False

    monkeypatch.setattr(hmac, "compare_digest", refuse)
    assert (await asking.post(PATH, json={"update_id": 1}, headers=KNOWN)).status_code == 401
    assert (compared, desk.stored) == ([(SECRET.encode(), SECRET.encode())], [])


async def test_another_path_tells_no_more_than_any_page_that_is_not_there(asking: AsyncClient, desk: Desk) -> None:
    other, nothing = [await asking.post(path, json={}, headers=KNOWN) for path in ("/tele/b", "/nothing")]
    assert (other.status_code, other.content) == (nothing.status_code, nothing.content) == (404, nothing.content)
    assert (await asking.get(PATH, headers=KNOWN)).status_code == 405
    assert desk.stored == []


async def test_256_kib_are_taken_and_not_a_byte_more(asking: AsyncClient, desk: Desk) -> None:
    frame = len(json.dumps({"text": ""}))
    for size, status in ((webhooks.MAX_UPDATE_BYTES, 200), (webhooks.MAX_UPDATE_BYTES + 1, 413)):
        content = json.dumps({"text": "x" * (size - frame)})
        assert (await asking.post(PATH, content=content, headers=KNOWN)).status_code == status

        async def in_pieces(content: str = content) -> AsyncIterator[bytes]:  # with no length told before
            yield content.encode()

        assert (await asking.post(PATH, content=in_pieces(), headers=KNOWN)).status_code == status
    assert len(desk.stored) == 2


async def test_an_empty_try_of_the_address_is_answered_and_stores_nothing(asking: AsyncClient, desk: Desk) -> None:
    assert (await asking.post(PATH, content=b"", headers=KNOWN)).status_code == 200
    assert (await asking.post(PATH, content=b"")).status_code == 401
    assert desk.stored == []


@pytest.mark.parametrize("body", [b"{", b"[1]", b"[" * 100_000, b"\xff\xfe", b"null"])
async def test_what_is_no_object_is_refused(asking: AsyncClient, desk: Desk, body: bytes) -> None:
    assert (await asking.post(PATH, content=body, headers=KNOWN)).status_code == 400
    assert desk.stored == []


@pytest.mark.parametrize("trouble", [NotReady("not yet"), ZeroDivisionError()])
async def test_what_could_not_be_stored_is_asked_for_again(
    asking: AsyncClient, desk: Desk, trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    desk.trouble = trouble
    answer = await asking.post(PATH, json={"message": "bí mật"}, headers=KNOWN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert [record.levelno for record in caplog.records if record.name == webhooks.__name__] == [logging.ERROR]
    assert SECRET not in caplog.text
    assert "bí mật" not in caplog.text


async def test_a_registry_that_hangs_keeps_the_provider_no_longer_than_half_a_second(
    asking: AsyncClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert webhooks.ANSWER_SECONDS < 0.5
    monkeypatch.setattr(webhooks, "ANSWER_SECONDS", 0.01)
    desk.held = asyncio.Event()
    assert (await asking.post(PATH, json={"update_id": 1}, headers=KNOWN)).status_code == 503
    desk.held.set()
    async with asyncio.timeout(60):
        while not desk.stored:  # noqa: ASYNC110 - it is stored all the same; sent again, it does nothing
            await asyncio.sleep(0.001)


async def test_a_body_that_does_not_come_is_not_waited_for(
    asking: AsyncClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "BODY_SECONDS", 0.01)

    async def stuck() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)

    assert (await asking.post(PATH, content=stuck(), headers=KNOWN)).status_code == 408
