"""The demo page in a real browser, over a real office: an administrator sets up the year 2026 on a phone.

With `DEMO_PICTURES=FOLDER` each step is kept as a picture, from which those of the guides are chosen.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, expect

from bot.demo.office import DemoOffice, open_demo
from bot.demo.server import DemoServer
from bot.http.listening import listen
from data.registry.duties import duty_lines
from data.registry.office import agencies
from tests.bot.demo.browsing import list_barriers, say, sideways, tap, unfold_clock

pytestmark = pytest.mark.asyncio(loop_scope="module")

SMALL: ViewportSize = {"width": 360, "height": 740}
OLD, NEW = "UBND xã Đông Hòa", "UBND phường Trần Lãm"
CODE = re.compile(r"Mã: (\w{5} \w{5})")
PICTURES = os.environ.get("DEMO_PICTURES")


@pytest_asyncio.fixture(loop_scope="module")
async def office() -> AsyncIterator[tuple[DemoOffice, str]]:
    listening = listen(0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    made = await asyncio.to_thread(open_demo, date(2024, 12, 18), address)
    server = DemoServer(made)
    living = asyncio.create_task(server.live(listening))
    yield made, address
    server.should_exit = True
    await living


async def picture(page: Page, name: str) -> None:
    assert not await sideways(page)
    if PICTURES:
        await page.evaluate("document.getElementById('toast').classList.remove('shown')")
        await page.wait_for_timeout(500)
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


async def answer(page: Page, button: str, shows: str | re.Pattern[str]) -> None:
    await tap(page, button)
    await expect(page.get_by_role("article").last).to_contain_text(shows)


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
async def test_browser_lets_an_administrator_set_the_year_up(
    page: Page, office: tuple[DemoOffice, str], ending: str
) -> None:
    demo, address = office
    await page.set_viewport_size(SMALL)
    await page.goto(address)
    await page.get_by_role("radio", name="Quản trị").check()
    await page.get_by_role("listbox", name="Cơ quan").get_by_role("option").first.click()
    last = page.get_by_role("article").last

    await unfold_clock(page)
    await page.get_by_role("button", name="Sang 12/01/2026").click()
    await expect(page.get_by_text("12/01/2026 07:30")).to_be_visible()
    assert await list_barriers(page) == []
    await picture(page, "1-ke-hoach-mau")
    await say(page, "/cauhinh")
    await answer(page, "Cấp tỉnh", "Tỉnh, thành phố nào?")
    await answer(page, "Hưng Yên", "UBND các xã, phường, đặc khu (104)")
    await answer(page, "Ghi danh mục", "thêm 147")

    await say(page, "/kehoach")
    await answer(page, "📥 Nhập kế hoạch", "gửi tệp kế hoạch vào đây")
    await page.get_by_role("button", name=f"Gửi ke-hoach-mau-2026.{ending}").dblclick()
    await expect(last).to_contain_text("9 nhiệm vụ, đều mới.")
    assert await page.get_by_text(f"📎 ke-hoach-mau-2026.{ending}").count() == 1
    await page.get_by_role("button", name="Đồng hồ chạy thử").click()
    await picture(page, "2-ban-nhap")
    await answer(page, "Trả lời câu hỏi (2)", "Còn 2 câu hỏi")
    await picture(page, "3-cau-hoi")
    await answer(page, "Các sở, ban, ngành (13 cơ quan)", "Trung tâm Chuyển đổi số")
    await answer(page, "Là cơ quan mới", "9 nhiệm vụ, đều mới.")
    await answer(page, "Ghi vào sổ", "Đã ghi")
    await picture(page, "4-ghi-vao-so")
    with demo._store.read() as session:
        mine = duty_lines.list_duties(session, agency_id=agencies.find(session, "xa-11953").id)
    assert [duty.title for duty in mine] == ["Niêm yết thủ tục tại nơi tiếp nhận"]

    await say(page, "/cauhinh")
    await answer(page, "Sáp nhập cơ quan", "cơ quan cũ có nơi tiếp nhận")
    await say(page, f"{OLD} vào {NEW} từ 01/07/2025 theo 1666/NQ-UBTVQH15")
    await expect(last).to_contain_text("Chuyển sang: 1 việc chưa xong")
    await picture(page, "5-sap-nhap")
    await answer(page, "Ghi sáp nhập", "1 việc chuyển sang")
    with demo._store.read() as session:
        passed = duty_lines.list_duties(session, agency_id=agencies.find(session, NEW, date(2026, 1, 12)).id)
    assert len(passed) == 2

    await say(page, "/moi")
    await say(page, f"Nguyễn Văn A, {NEW}")
    await expect(last).to_contain_text("Mời 1 cán bộ")
    await answer(page, "Cấp mã mời", CODE)
    code = CODE.search(await last.inner_text())
    assert code
    await picture(page, "6-moi-can-bo")

    await page.get_by_role("button", name="Đổi vai").click()
    await page.get_by_text("Tôi có mã mời của cán bộ quản trị").click()
    await page.get_by_role("textbox", name="Mã mời").fill("SAIMA23456")
    await page.get_by_role("button", name="Vào bằng mã").click()
    await expect(page.get_by_role("status").filter(has_text="Mã mời này không đúng")).to_be_visible()
    await page.get_by_role("textbox", name="Mã mời").fill(code[1])
    assert await list_barriers(page) == []
    await page.get_by_role("button", name="Vào bằng mã").click()
    await expect(page.get_by_role("heading", name=NEW)).to_be_visible()
    await say(page, "/nhiemvu")
    await expect(last).to_contain_text("chưa xong 2")
    await picture(page, "7-nguoi-duoc-moi")
    await page.get_by_role("button", name="Đổi vai").click()
    await page.get_by_role("button", name="Sở Nội vụ · Quản trị").click()
    await expect(page.get_by_text("1 việc chuyển sang")).to_be_attached()
