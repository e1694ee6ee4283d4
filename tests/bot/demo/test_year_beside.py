"""The office of a played year beside the one entered at once: what is answered before it is there, and after."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

import httpx
import pytest

from bot.demo.server import DemoServer, routes_of
from bot.demo.year_beside import YearBeside
from bot.http.listening import listen
from tests.bot.demo.paper_house import MONDAY_MORNING, PaperHouse

DECEMBER, FEBRUARY = date(2024, 12, 18), date(2024, 2, 26)
HTML = "text/html; charset=utf-8"


class PlayedPaperHouse(PaperHouse):
    """A house of paper that plays until it is told that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end, self.is_playing = threading.Event(), threading.Event()
        self.was_stopped = self.was_closed = False
        self.fails = False

    def play_until(self, today: date) -> None:
        self.panel.instant += timedelta(days=100)
        self.is_playing.set()
        assert self.may_end.wait(60)
        if self.fails:
            raise OSError("no space left")

    def stop_playing(self) -> None:
        self.was_stopped = True
        self.may_end.set()

    def close(self) -> None:
        self.was_closed = True


@pytest.fixture
def played() -> Iterator[PlayedPaperHouse]:
    house = PlayedPaperHouse()
    yield house
    house.may_end.set()


@asynccontextmanager
async def serving(
    played: PlayedPaperHouse,
) -> AsyncIterator[tuple[httpx.AsyncClient, asyncio.Task[None], PaperHouse]]:
    """Serve a house of February while `played` plays; yield a client, the running server and that house."""
    early = PaperHouse()
    server = DemoServer(early, YearBeside(lambda: played, routes_of, DECEMBER, FEBRUARY))
    listening = listen(0)
    living = asyncio.create_task(server.live(listening))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        async with httpx.AsyncClient(base_url=address) as client:
            assert await asyncio.to_thread(played.is_playing.wait, 60)
            yield client, living, early
    finally:
        server.should_exit = True
        await asyncio.wait([living])


async def until_ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while not (await client.get("/api/year")).json()["ready"]:  # noqa: ASYNC110 - as a page asks
            await asyncio.sleep(0.01)


async def test_what_one_asks_for_first_says_how_far_the_year_is(played: PlayedPaperHouse) -> None:
    async with serving(played) as (client, _, _):
        for path in ("/", "/bang"):
            page = await client.get(path)
            assert (page.status_code, page.headers["content-type"]) == (200, HTML)
            assert "Đang dựng một năm làm việc của tỉnh, tới 18/12/2024" in page.text
            assert '<a class="chip" href="ngay/">Vào ngay, sáng 26/02/2024</a>' in page.text
        year = (await client.get("/api/year")).json()
        assert (year["ready"], year["day"], year["until"]) == (False, "05/06/2024", "18/12/2024")
        assert 0 < year["part"] < 1
        for path in ("/api/people", "/trang/bang/", "/demo.js"):
            refused = await client.get(path)
            assert (refused.status_code, refused.json()["error"][-1]) == (503, ".")


async def test_the_other_office_answers_meanwhile_and_both_do_then(played: PlayedPaperHouse) -> None:
    async with serving(played) as (client, _, early):
        seat = {"agency": "stp", "role": "officer"}
        chat = (await client.post("/ngay/api/sit", json=seat)).json()["chat"]
        said = {"chat": chat, "update": "u1", "text": "/nhiemvu"}
        assert (await client.post("/ngay/api/say", json=said)).status_code == 200
        assert [one.text for one in early.heard] == ["/nhiemvu"]

        played.may_end.set()
        await until_ready(client)
        assert "Anh/chị vào vai" in (await client.get("/")).text
        theirs = (await client.post("/api/sit", json=seat)).json()["chat"]
        assert (await client.post("/api/say", json=said | {"chat": theirs})).status_code == 200
        assert (await client.post("/api/say", json=said)).status_code == 404
        assert (await client.post("/ngay/api/say", json=said | {"update": "u2"})).status_code == 200
        assert [one.text for one in played.heard] == ["/nhiemvu"]
        assert early.panel.now() == MONDAY_MORNING


async def test_whoever_stops_it_does_not_wait_for_the_year(played: PlayedPaperHouse) -> None:
    async with serving(played) as (_, _, early):
        pass
    assert (played.was_stopped, played.was_closed, played.ran, early.ran) == (True, True, False, True)


async def test_a_year_that_is_there_ends_with_the_other(played: PlayedPaperHouse) -> None:
    async with serving(played) as (client, living, early):
        played.may_end.set()
        await until_ready(client)
    assert living.exception() is None
    assert (played.ran, early.ran) == (True, True)


async def test_a_play_that_fails_ends_the_demo_with_its_reason(played: PlayedPaperHouse) -> None:
    played.fails = True
    async with serving(played) as (_, living, _):
        played.may_end.set()
        await asyncio.wait([living])
    assert isinstance(living.exception(), OSError)
