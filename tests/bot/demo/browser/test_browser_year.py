"""The demo page in a real browser: what is there while a year is played, and the way from one office to the other."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.demo.server import DemoServer, routes_of
from bot.demo.year_beside import YearBeside
from bot.http.listening import listen
from tests.bot.demo.browsing import list_barriers, say, sideways, unfold_clock
from tests.bot.demo.paper_house import PaperHouse
from tests.bot.demo.test_year_beside import DECEMBER, FEBRUARY, PlayedPaperHouse

pytestmark = pytest.mark.asyncio(loop_scope="module")

WAY = "Sang 18/12/2024, sau một năm làm việc"


@pytest_asyncio.fixture(loop_scope="module")
async def filling() -> AsyncIterator[tuple[PlayedPaperHouse, str]]:
    """A demo whose year is being played, and its address."""
    played, listening = PlayedPaperHouse(), listen(0)
    server = DemoServer(PaperHouse(), YearBeside(lambda: played, routes_of, DECEMBER, FEBRUARY))
    living = asyncio.create_task(server.live(listening))
    assert await asyncio.to_thread(played.is_playing.wait, 60)
    yield played, f"http://127.0.0.1:{listening.getsockname()[1]}"
    played.may_end.set()
    server.should_exit = True
    await living


async def sit(page: Page) -> None:
    await page.get_by_role("combobox", name="Ở cơ quan").fill("tu phap")
    await page.get_by_role("listbox", name="Cơ quan").get_by_role("option").first.click()
    await expect(page.get_by_role("log")).to_be_visible()


async def test_browser_waits_for_the_year_and_then_shows_what_was_asked_for(
    page: Page, filling: tuple[PlayedPaperHouse, str]
) -> None:
    played, address = filling
    await page.goto(address)
    await expect(page.get_by_text("Đã tới 05/06/2024")).to_be_visible()
    for width, height in ((320, 568), (640, 360), (1280, 800)):
        await page.set_viewport_size({"width": width, "height": height})
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        await page.get_by_role("link", name="Vào ngay, sáng 26/02/2024").scroll_into_view_if_needed()
        await expect(page.get_by_role("link", name="Vào ngay, sáng 26/02/2024")).to_be_in_viewport(ratio=1)
    assert await list_barriers(page) == []
    played.may_end.set()
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_visible()
    await expect(page.locator(".year").filter(visible=True)).to_have_count(0)


async def test_browser_enters_at_once_and_is_told_when_the_year_is_there(
    page: Page, filling: tuple[PlayedPaperHouse, str]
) -> None:
    played, address = filling
    await page.goto(address)
    await page.get_by_role("link", name="Vào ngay, sáng 26/02/2024").click()
    await expect(page.get_by_text("đã tới 05/06/2024").filter(visible=True)).to_have_count(1)
    await sit(page)
    await say(page, "/nhiemvu")
    await expect(page.get_by_role("article")).to_have_count(2)
    played.may_end.set()
    await expect(page.get_by_role("status").filter(has_text="Đã dựng xong một năm làm việc")).to_be_visible()
    await unfold_clock(page)
    assert await list_barriers(page) == []
    assert not await sideways(page)
    await page.get_by_role("link", name=WAY).click()
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_visible()
    await sit(page)
    await expect(page.get_by_role("article")).to_have_count(0)
    await page.go_back()
    await expect(page.get_by_role("article")).to_have_count(2)
