"""A calendar under a secret address: who gets it, what everybody else learns, and that nothing keeps it."""

import asyncio
import logging
import threading
from collections.abc import Callable

import pytest
from httpx import ASGITransport, AsyncClient, Response

from bot.http.app import build_app
from bot.http.calendar_feed import FeedRoutes
from bot.http.listening import listen
from bot.http.server import HttpServer
from data.errors import RegistryUnusable

SECRET = "s" * 43
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def known(token: str) -> bytes | None:
    return CALENDAR if token == SECRET else None


def client(calendar_of: Callable[[str], bytes | None] = known) -> AsyncClient:
    routes = FeedRoutes(calendar_of).routes()
    return AsyncClient(transport=ASGITransport(build_app(routes)), base_url="http://nhacviec.example.vn")


async def got(path: str, calendar_of: Callable[[str], bytes | None] = known, method: str = "GET") -> Response:
    async with client(calendar_of) as asking:
        return await asking.request(method, path)


async def test_the_secret_opens_the_calendar() -> None:
    answer = await got(f"/lich/{SECRET}.ics")
    assert (answer.status_code, answer.content) == (200, CALENDAR)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"


async def test_nobody_in_between_keeps_it_and_no_page_reads_it_as_something_else() -> None:
    headers = (await got(f"/lich/{SECRET}.ics")).headers
    assert headers["cache-control"] == "private, no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize("token", ["r" * 43, "s" * 42, "s" * 44, "..", "a b", "%00", "ố", SECRET.upper()])
async def test_every_other_secret_is_answered_alike(token: str) -> None:
    wrong, revoked = await got(f"/lich/{token}.ics"), await got(f"/lich/{SECRET}.ics", lambda _token: None)
    assert (wrong.status_code, wrong.content) == (revoked.status_code, revoked.content)
    assert (wrong.status_code, wrong.json()) == (404, {"error": "Không có lịch ở địa chỉ này."})
    assert {**wrong.headers} == {**revoked.headers}


async def test_what_cannot_be_a_secret_costs_no_look() -> None:
    looks: list[str] = []
    await got("/lich/short.ics", lambda token: looks.append(token))
    assert looks == []


async def test_an_address_is_only_read() -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert (await got(f"/lich/{SECRET}.ics", method=method)).status_code == 405


async def test_a_registry_that_cannot_answer_asks_to_come_again() -> None:
    def locked(_token: str) -> bytes | None:
        raise RegistryUnusable("locked")

    answer = await got(f"/lich/{SECRET}.ics", locked)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


async def test_many_at_once_are_made_two_at_a_time() -> None:
    now, most, lock = 0, 0, threading.Lock()
    second = threading.Barrier(2, timeout=60)

    def counted(_token: str) -> bytes | None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        second.wait()
        with lock:
            now -= 1
        return CALENDAR

    async with client(counted) as asking:
        answers = await asyncio.gather(*(asking.get(f"/lich/{SECRET}.ics") for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert most == 2


async def test_no_line_of_the_log_has_the_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    listening = listen(0)
    face = HttpServer(listening, FeedRoutes(known).routes())
    living = asyncio.create_task(face.live())
    async with AsyncClient(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}") as asking:
        assert (await asking.get("/healthz")).json() == {"ok": True}
        caplog.clear()
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(f"GET /lich/{SECRET}.ics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
    face.should_exit = True
    await living
    assert answer.startswith(b"HTTP/1.1 200")
    assert SECRET not in caplog.text
