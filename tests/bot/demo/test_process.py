"""The real `nhacviec demo` in a real browser: an officer's morning, and a supervisor beside."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.bot.demo.browsing import say, tap
from tests.bot.demo.conftest import PHONE

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]

PATIENCE = 120_000
"""Milliseconds: a month of mornings is a moment of work on a busy machine."""


@pytest_asyncio.fixture(loop_scope="module")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where the demo says that it is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "demo", "--port", "0"),
        env=kept | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(__file__).parents[3])},
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = (await process.stdout.readline()).decode()
    yield said.rpartition(" ")[2].strip()
    process.terminate()
    await process.wait()


async def sit(page: Page, address: str, agency: str) -> None:
    await page.goto(address)
    await page.get_by_role("combobox", name="Ở cơ quan").fill(agency)
    await page.get_by_role("listbox", name="Cơ quan").get_by_role("option").first.click()
    await expect(page.get_by_role("log")).to_be_visible(timeout=PATIENCE)


async def last(page: Page, words: str) -> None:
    await expect(page.get_by_role("log")).to_contain_text(re.compile(words), timeout=PATIENCE)


@pytest_asyncio.fixture(loop_scope="module")
async def supervisor(chromium: Browser) -> AsyncIterator[Page]:
    """A second tab, of somebody else."""
    context = await chromium.new_context(viewport=PHONE)
    yield await context.new_page()
    await context.close()


async def test_browser_follows_a_duty_through_the_real_demo(page: Page, supervisor: Page, address: str) -> None:
    await sit(page, address, "tu phap")
    await say(page, "/nhiemvu")
    await last(page, "chưa xong")
    await tap(page, "II.3")
    await last(page, "Hạn: Thứ Năm, 29/02/2024")
    await tap(page, "✅ Đã xong")
    await last(page, "ngày của văn bản")
    await say(page, "12/KH-UBND 26/02/2024")
    await last(page, "Đã ghi II.3 là xong")
    await say(page, "/nhiemvu đã xong")
    await last(page, "Đang xem: đã xong")

    await say(page, "/lich")
    await tap(page, "🔗 Đường dẫn")
    await last(page, r"/lich/[\w-]{43}\.ics")
    shown = re.search(r"/lich/[\w-]{43}\.ics", await page.get_by_role("log").inner_text())
    assert shown
    calendar = await page.request.get(address + shown[0])
    assert (await calendar.text()).startswith("BEGIN:VCALENDAR")

    await page.get_by_role("button", name="Tới lần nhắc kế tiếp").click()
    await last(page, "⏰ Sáng ")

    await supervisor.goto(address)
    await supervisor.get_by_role("radio", name="Giám sát").check()
    await (
        supervisor.get_by_role("listbox", name="Cơ quan")
        .get_by_role("option")
        .filter(has_text="Sở Nội vụ", visible=True)
        .click()
    )
    await say(supervisor, "/tonghop")
    await last(supervisor, "chờ xác nhận 1 ")
