"""The demo page in a real browser, with the keyboard."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.demo.browsing import sit
from tests.bot.demo.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_browser_keeps_lines_and_breaks_them_with_shift_enter(page: Page, served: Served) -> None:
    await sit(page, served)
    await page.keyboard.type("một")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("hai")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").last).to_be_visible()
    assert served.house.heard[0].text == "một\nhai"


async def test_browser_leaves_enter_to_the_input_method(page: Page, served: Served) -> None:
    await sit(page, served)
    field = page.get_by_role("textbox", name="Tin nhắn")
    await field.fill("nhiệm")
    await field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await expect(field).to_have_value("nhiệm")
    assert served.house.heard == []


async def test_browser_is_used_by_keyboard_alone(page: Page, served: Served) -> None:
    await page.goto(served.address)
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_focused()
    await page.keyboard.type("so")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Sở Tư pháp")).to_be_visible()
    await page.keyboard.type("/ti")
    await expect(page.get_by_role("option", name="/tieptheo")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="📎 Văn bản")).to_be_visible()
    for _ in range(2):
        await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="📎 Văn bản")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Kế hoạch số 12.txt")).to_be_visible()


async def test_browser_menu_opens_closes_and_completes(page: Page, served: Served) -> None:
    await sit(page, served)
    menu = page.get_by_role("listbox", name="Lệnh")
    await page.get_by_role("button", name="Danh sách lệnh").click()
    await expect(menu.get_by_role("option")).to_have_count(3)
    await page.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await page.keyboard.type("/tro")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_have_value("/trogiup ")
    await expect(menu).to_be_hidden()
