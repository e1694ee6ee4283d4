"""No address takes all places of the HTTP face, and questions after health need none."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.http.request_limit import RequestLimit, network_of


class Face:
    """A face whose requests last until the test ends them."""

    def __init__(self, at_once: int) -> None:
        self.may_end = asyncio.Event()
        self.begun = 0
        self._limit = RequestLimit(self._work, at_once, endless=["/stream"])
        self._tasks: list[asyncio.Task[int]] = []

    async def _work(self, scope: Any, receive: Any, send: Any) -> None:
        self.begun += 1
        if scope["path"] == "/page":
            await self.may_end.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def asks(self, address: str, path: str = "/page") -> asyncio.Task[int]:
        task = asyncio.create_task(self._ask(address, path))
        self._tasks.append(task)
        await asyncio.sleep(0)
        return task

    async def _ask(self, address: str, path: str) -> int:
        statuses: list[int] = []

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        await self._limit({"type": "http", "path": path, "client": (address, 1)}, receive, send)
        return statuses[0]

    async def ended(self) -> list[int]:
        self.may_end.set()
        return await asyncio.gather(*self._tasks)


async def test_an_address_takes_half_and_leaves_room_for_others() -> None:
    face = Face(8)
    for _ in range(100):
        await face.asks("192.0.2.1")
    others = [await face.asks(f"198.51.100.{number}") for number in range(4)]
    health = await face.asks("192.0.2.1", "/healthz")
    assert (face.begun, await health) == (9, 200)
    statuses = await face.ended()
    assert (statuses[:100].count(200), statuses[:100].count(503)) == (4, 96)
    assert [other.result() for other in others] == [200] * 4
    again = Face(8)
    assert await again.asks("192.0.2.1")
    assert await again.ended() == [200]


async def test_places_are_given_back() -> None:
    face = Face(2)
    for _ in range(5):
        asked = await face.asks("192.0.2.1")
        face.may_end.set()
        assert await asked == 200
        face.may_end.clear()


async def test_a_household_with_many_addresses_is_one() -> None:
    face = Face(8)
    for number in range(20):
        await face.asks(f"2001:db8::{number:x}")
    await face.asks("2001:db8:0:1::1")
    assert face.begun == 5
    await face.ended()


@pytest.mark.parametrize(
    ("host", "network"),
    [("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8::5", "2001:db8::/64"), ("", ""), ("unix:", "unix:")],
)
def test_what_counts_as_one_address(host: str, network: str) -> None:
    assert network_of(host) == network
