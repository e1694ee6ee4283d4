"""/readyz: green, or red with the reason, whatever the registry does; /healthz answers all the while."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.requests import Request
from starlette.routing import Route

from bot.http import readiness
from bot.http.app import build_app
from bot.http.readiness import Readiness
from bot.http.request_limit import REQUESTS


@asynccontextmanager
async def asking(find_faults: Callable[[], Sequence[str]], patience: float = 60) -> AsyncIterator[AsyncClient]:
    app = build_app(readiness=Readiness(find_faults, patience))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://bot") as client:
        yield client


@pytest.mark.parametrize(
    ("faults", "status"), [([], 200), (["beat"], 503), (["beat", "channel telegram"], 503), (["schema"], 503)]
)
async def test_each_fault_is_named(faults: list[str], status: int) -> None:
    async with asking(lambda: faults) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (status, {"ok": not faults, "faults": faults})


async def test_a_look_that_fails_is_the_database() -> None:
    def broken() -> Sequence[str]:
        raise ZeroDivisionError

    async with asking(broken) as client:
        assert (await client.get("/readyz")).json() == {"ok": False, "faults": ["database"]}


async def test_a_registry_that_hangs_is_red_and_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "FRESH", 0.0)
    hangs, looks = threading.Event(), 0

    def look() -> Sequence[str]:
        nonlocal looks
        looks += 1
        hangs.wait(60)
        return []

    async with asking(look, patience=0.02) as client:
        answers = [await client.get("/readyz") for _ in range(5)]
        assert [answer.json()["faults"] for answer in answers] == [["database"]] * 5
        assert looks == 1
        assert (await client.get("/healthz")).status_code == 200
        hangs.set()
        async with asyncio.timeout(60):
            while (await client.get("/readyz")).status_code != 200:  # noqa: ASYNC110 - the look ends in a thread
                await asyncio.sleep(0.001)


async def test_health_is_answered_while_nothing_else_is() -> None:
    free, entered = asyncio.Event(), 0

    async def slow(request: Request) -> Response:
        nonlocal entered
        entered += 1
        await free.wait()
        raise AssertionError

    app = build_app([Route("/slow", slow)], readiness=Readiness(list))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://bot") as client:
        held = [asyncio.create_task(client.get("/slow")) for _ in range(REQUESTS)]
        async with asyncio.timeout(60):
            while entered < REQUESTS // 2:  # noqa: ASYNC110 - all that one address may hold
                await asyncio.sleep(0.001)
        answers = [(await client.get(path)).status_code for path in ("/slow", "/healthz", "/readyz")]
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)
    assert answers == [503, 200, 200]
