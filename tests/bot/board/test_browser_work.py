"""Work at the board in a real browser: by keyboard alone, without scripts, on a phone and at a desk."""

import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, expect

from data.enums import Role, State
from tests.bot.board.test_drafts import VAGUE, waiting
from tests.bot.board.work import asked_for_more_time, changes, reported, state
from tests.bot.demo.browsing import list_barriers
from tests.bot.demo.conftest import PHONE, chromium, page
from tests.bot.page import conftest
from tests.bot.page.conftest import House
from tests.bot.page.serving import served
from tests.data.plans.formats.made_files import word_of
from tests.handlers.office.test_plan_drafts import ROWS, plan

__all__ = ["chromium", "page", "served"]

pytestmark = pytest.mark.asyncio(loop_scope="module")

WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIZES = ({"width": 320, "height": 640}, PHONE, {"width": 640, "height": 400}, {"width": 1280, "height": 800})
"""A small phone, a phone, a desk at 200 %, a desk."""


async def enter(page: Page, house: House, officer_id: int) -> None:
    await page.goto(conftest.HOME + house.link(officer_id))
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/trang/")


async def open_board(page: Page, path: str) -> None:
    await page.goto(f"{conftest.HOME}/trang/bang/{path}")


async def looks_right(page: Page, name: str) -> None:
    """The page has no barrier and does not scroll sideways, at any size."""
    for size in SIZES:
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        assert not await page.evaluate(WIDE), (name, size)
        assert await list_barriers(page) == [], (name, size)


async def reach(page: Page, name: str) -> None:
    """Go on by the tab key until the button, the summary or the field of this name has the focus."""
    for _step in range(120):
        await page.keyboard.press("Tab")
        told = await page.evaluate(
            "() => { const one = document.activeElement;"
            " return (one.labels?.[0]?.textContent || one.textContent || '').trim(); }"
        )
        if told.startswith(name):
            return
    pytest.fail(f"nothing of the name {name} is reached by keyboard")


async def test_browser_decides_by_keyboard_alone(page: Page, served: House) -> None:
    kept, returned = reported(served, "stp", file=b"%PDF-1.7"), reported(served, "stc")
    asked_for_more_time(served, "skhdt")
    await enter(page, served, served.officer("snv", Role.SUPERVISOR, "Giám sát Một"))
    await open_board(page, "xu-ly")
    await looks_right(page, "xu-ly")
    await reach(page, "Xác nhận")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("Đã xác nhận")
    await looks_right(page, "xu-ly-xong")
    await reach(page, "Trả lại")
    await page.keyboard.press("Enter")
    await reach(page, "Lý do trả lại")
    await page.keyboard.type("thiếu biên bản họp")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("Đã trả lại")
    assert {state(served, row) for row in (kept, returned)} == {State.DONE, State.RETURNED}
    assert {changes(served, row.id)[-1][0] for row in (kept, returned)} == {"confirmed", "returned"}


async def test_browser_shows_the_office_at_every_size(page: Page, served: House) -> None:
    draft = waiting(served, *ROWS, VAGUE)
    served.officer("stp", name="Trần Thị Bình")
    await enter(page, served, served.officer("snv", Role.ADMIN, "Quản trị Một"))
    for path in ("can-bo", "danh-muc", "nhat-ky", "ban-nhap", draft.partition("bang/")[2]):
        await open_board(page, path)
        await looks_right(page, path.replace("/", "-"))


async def test_browser_works_without_scripts(chromium: Chromium, served: House) -> None:
    row = reported(served, "stp")
    officer_id = served.officer("snv", Role.SUPERVISOR, "Giám sát Một")
    context = await chromium.new_context(java_script_enabled=False, viewport=PHONE, locale="vi-VN")
    page = await context.new_page()
    await page.goto(conftest.HOME + served.link(officer_id))
    await page.get_by_role("button").click()
    await open_board(page, "xu-ly")
    await page.locator("summary", has_text="Trả lại").first.click()
    await page.get_by_label("Lý do trả lại").fill("thiếu biên bản họp")
    await page.get_by_role("button", name="Trả lại").first.click()
    await expect(page.get_by_role("status")).to_contain_text("Đã trả lại")
    await context.close()
    assert changes(served, row.id)[-1][0] == "returned"


async def test_browser_sends_a_plan_and_invites_without_scripts(chromium: Chromium, served: House) -> None:
    officer_id = served.officer("snv", Role.ADMIN, "Quản trị Một")
    context = await chromium.new_context(java_script_enabled=False, viewport=PHONE, locale="vi-VN")
    page = await context.new_page()
    await page.goto(conftest.HOME + served.link(officer_id))
    await page.get_by_role("button").click()
    await open_board(page, "ban-nhap")
    word = {"name": "Kế hoạch 77.docx", "mimeType": "application/octet-stream", "buffer": word_of(plan(*ROWS))}
    await page.get_by_label("Tệp kế hoạch").set_input_files(word)  # type: ignore[arg-type]
    await page.get_by_role("button", name="Gửi và xem trước").click()
    await expect(page.get_by_role("status")).to_contain_text("KH 77/KH-UBND")
    await open_board(page, "can-bo")
    await page.get_by_label("Mỗi người một dòng").fill(
        "Trần Văn Bình, Sở Tư pháp\nLê Thị Cúc, Sở Tài chính, lãnh đạo"
    )
    await page.get_by_role("button", name="Xem trước").click()
    await page.get_by_role("status").get_by_role("button", name="Cấp").first.click()
    async with page.expect_download() as saved:
        await page.get_by_role("link", name="Tải phieu-moi.pdf").click()
    assert (await (await saved.value).path()).read_bytes().startswith(b"%PDF")
    await context.close()
