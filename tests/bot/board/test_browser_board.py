"""The board in a real browser: by keyboard alone, at every size, with and without scripts, for everybody."""

import pytest
from playwright.async_api import Browser, Page, expect

from data.enums import Role
from data.registry.duties import duty_lines
from tests.bot.demo.browsing import list_barriers
from tests.bot.demo.conftest import chromium, page
from tests.bot.page import conftest
from tests.bot.page.conftest import House
from tests.bot.page.serving import served

__all__ = ["chromium", "page", "served"]

pytestmark = pytest.mark.asyncio(loop_scope="module")

WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIZES = ((320, 568), (390, 844), (640, 450), (1280, 900))
"""The third is the fourth at 200 %: half as many letters fit on a line."""


async def enter(page: Page, house: House) -> None:
    """A supervisor goes in by a link."""
    await page.goto(conftest.HOME + house.link(house.officer("snv", Role.SUPERVISOR)))
    await page.get_by_role("button", name="Vào với tên Nguyễn Văn A").click()
    await expect(page.get_by_role("log")).to_be_visible()


async def test_browser_finds_no_barrier_on_any_page_at_any_size(page: Page, served: House) -> None:
    await enter(page, served)
    with served.store.read() as session:
        duty = duty_lines.list_duties(session)[0]
    paths = (
        "", f"co-quan/{duty.agency_id}", "co-quan", "theo-thang", "nhiem-vu", f"nhiem-vu/{duty.plan_id}/{duty.code}",
        "danh-sach?trangthai=qua-han", "danh-sach/in?cap=department", f"viec/{duty.id}", "treo-tuong", "khong-co",
    )  # fmt: skip
    for path in paths:
        await page.goto(f"{conftest.HOME}/trang/bang/{path}")
        for scheme in ("dark", "light"):
            await page.emulate_media(color_scheme=scheme)
            assert await list_barriers(page) == [], (path, scheme)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            assert not await page.evaluate(WIDE), (path, width)
        await page.set_viewport_size({"width": 320, "height": 568})
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not await page.evaluate(WIDE), (path, "large text")


async def test_browser_prints_lists_as_tables_that_a_sheet_of_a4_holds(page: Page, served: House) -> None:
    await enter(page, served)
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": 680, "height": 960})  # A4 without its margins
    for path in ("", "co-quan", "nhiem-vu", "danh-sach", "danh-sach/in"):
        await page.goto(f"{conftest.HOME}/trang/bang/{path}")
        assert not await page.evaluate(WIDE), path
        head = await page.get_by_role("columnheader").first.bounding_box()
        assert head
        assert head["height"] > 10, path
        await expect(page.get_by_role("navigation")).to_be_hidden()
    await page.goto(f"{conftest.HOME}/trang/bang/co-quan?cap=commune")
    told, search = page.get_by_text("Cấp: UBND cấp xã"), page.locator("form[role=search]")
    stamp = page.locator(".stamp")
    for media, shown in (("print", (told, stamp)), ("screen", (search,))):
        await page.emulate_media(media=media)  # type: ignore[arg-type]
        for one in (told, stamp, search):
            await (expect(one).to_be_visible() if one in shown else expect(one).to_be_hidden())


async def test_browser_filters_and_opens_a_duty_by_keyboard_alone(page: Page, served: House) -> None:
    await enter(page, served)
    await page.goto(f"{conftest.HOME}/trang/bang/danh-sach")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
    await page.keyboard.press("Enter")
    level = page.get_by_label("Cấp", exact=True)
    await page.keyboard.press("Tab")
    await expect(level).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.wait_for_url("**/danh-sach?cap=department**")
    await expect(level).to_have_value("department")
    await expect(level).to_be_focused()
    first = page.get_by_role("rowheader").first.get_by_role("link")
    await first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Lịch sử")).to_be_visible()
    await page.go_back()
    await expect(level).to_have_value("department")


async def test_browser_needs_no_scripts(chromium: Browser, served: House) -> None:
    context = await chromium.new_context(java_script_enabled=False)
    tab = await context.new_page()
    await tab.goto(conftest.HOME + served.link(served.officer("snv", Role.SUPERVISOR)))
    await tab.get_by_role("button", name="Vào với tên Nguyễn Văn A").click()
    await tab.goto(f"{conftest.HOME}/trang/bang/")
    await tab.get_by_label("Quý của mốc hạn", exact=True).select_option("2024-Q1")
    await tab.get_by_role("button", name="Lọc").click()
    await expect(tab.get_by_label("Quý của mốc hạn", exact=True)).to_have_value("2024-Q1")
    await tab.get_by_role("link", name="Danh sách việc").click()
    await expect(tab.get_by_label("Quý của mốc hạn", exact=True)).to_have_value("2024-Q1")
    await tab.get_by_role("link", name="Bỏ lọc").click()
    await expect(tab.get_by_role("heading", name="487 việc")).to_be_visible()
    await tab.get_by_text("Trang sau").first.click()
    await expect(tab.get_by_text("51 đến")).to_be_visible()
    await context.close()


async def test_browser_shows_no_old_figures_on_the_wall_after_the_session_and_new_ones_again(
    page: Page, served: House
) -> None:
    await enter(page, served)
    await page.clock.install()
    await page.goto(f"{conftest.HOME}/trang/bang/treo-tuong")
    await expect(page.get_by_text("tự làm mới mỗi phút")).to_be_visible()
    cookies = await page.context.cookies()
    await page.context.clear_cookies()
    await page.clock.fast_forward(61_000)
    await expect(page.get_by_role("heading", name="Anh/chị chưa vào trang")).to_be_visible()
    await expect(page.get_by_text("tự làm mới mỗi phút")).to_be_hidden()
    await page.context.add_cookies(cookies)  # type: ignore[arg-type]  # what a browser gives is what it takes
    await page.clock.fast_forward(61_000)
    await expect(page.get_by_text("tự làm mới mỗi phút")).to_be_visible()
