"""A served page, and a browser to look at it with.

Browser, server and test share one event loop a module: mark the module `pytest.mark.asyncio(loop_scope="module")`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from bot.demo.server import DemoServer
from bot.http.listening import listen
from tests.bot.demo.paper_house import PaperHouse
from tests.skips import FORBIDDEN

_BROWSERS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""Debian's Chromium without and with its windows: the first does the same for a third of the time."""
CHROMIUM = next((path for path in _BROWSERS if path.exists()), _BROWSERS[-1])
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}

expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong


@dataclass(frozen=True)
class Served:
    """A running server over a house of paper."""

    address: str
    house: PaperHouse
    server: DemoServer


@asynccontextmanager
async def serving(house: PaperHouse, port: int = 0) -> AsyncIterator[Served]:
    """Serves `house` on the loopback address, by default on a free port, until the block ends."""
    listening = listen(port)
    server = DemoServer(house)
    living = asyncio.create_task(server.live(listening))
    yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", house, server)
    server.should_exit = True
    await living


@pytest_asyncio.fixture(loop_scope="module")
async def served() -> AsyncIterator[Served]:
    async with serving(PaperHouse()) as served:
        yield served


def require_chromium() -> None:
    """Skips the test without Debian's Chromium; where `tests.skips` forbids skipping, fails it."""
    if CHROMIUM.exists():
        return
    missing = f"không có {CHROMIUM}: cài gói chromium-headless-shell của Debian để chạy kiểm thử trình duyệt"
    if FORBIDDEN:
        pytest.fail(missing)
    pytest.skip(missing)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium without a window."""
    require_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """An empty tab of a phone. Whatever a page reports as an error, or loads from elsewhere, fails the test."""
    context = await chromium.new_context(viewport=PHONE, locale="vi-VN", timezone_id="America/Los_Angeles")
    tab = await context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda asked: complaints.append(asked.url) if "://127.0.0.1:" not in asked.url else None)
    yield tab
    await context.close()
    assert complaints == []
