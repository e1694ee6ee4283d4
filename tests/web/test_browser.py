"""The demo page in a real browser, on the screen of a phone."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.web.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def sit(page: Page, served: Served, agency: str = "tu phap") -> None:
    """Takes the first agency that the search finds, as an officer."""
    await page.goto(served.address)
    await page.get_by_role("combobox", name="Ở cơ quan").fill(agency)
    await page.get_by_role("listbox", name="Cơ quan").get_by_role("option").first.click()
    await expect(page.get_by_role("log")).to_be_visible()


async def say(page: Page, text: str) -> None:
    await page.get_by_role("combobox", name="Tin nhắn").fill(text)
    await page.keyboard.press("Enter")


async def tap(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).last.click()


async def test_browser_finds_an_agency_without_accents_and_shows_who_one_is(page: Page, served: Served) -> None:
    await page.goto(served.address)
    search = page.get_by_role("combobox", name="Ở cơ quan")
    options = page.get_by_role("listbox", name="Cơ quan").get_by_role("option")
    await search.fill("dong phong")
    await expect(options).to_have_text(["UBND xã Đông PhongHuyện Tiền Hải"])
    await search.fill("không có đâu")
    await expect(page.get_by_text("Không có cơ quan nào khớp với “không có đâu”.")).to_be_visible()
    await search.fill("STP")
    await options.click()
    await expect(page.get_by_role("heading", name="Cán bộ Sở Tư pháp")).to_be_visible()
    await expect(page.get_by_text("Sở Tư pháp · Cán bộ đầu mối")).to_be_visible()


async def test_browser_offers_only_agencies_that_have_the_role(page: Page, served: Served) -> None:
    await page.goto(served.address)
    await page.get_by_role("radio", name="Giám sát").check()
    options = page.get_by_role("listbox", name="Cơ quan").get_by_role("option")
    await expect(options).to_have_text(["Sở Nội vụ"])


async def test_browser_says_that_the_data_is_temporary_and_what_day_it_is(page: Page, served: Served) -> None:
    notice = page.get_by_text("Bản chạy thử: dữ liệu tạm, mất khi tắt")
    await page.goto(served.address)
    await expect(notice.filter(visible=True)).to_have_count(1)
    await sit(page, served)
    await expect(notice.filter(visible=True)).to_have_count(1)
    await expect(page.get_by_text("Thứ Hai, 26/02/2024 08:00")).to_be_visible()


async def test_browser_shows_the_answer_and_opens_a_card_by_tapping(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/nhiemvu")
    await tap(page, "II.3")
    await expect(page.get_by_text("Sản phẩm: Kế hoạch của UBND tỉnh")).to_be_in_viewport()
    assert [incoming.pressed or incoming.text for incoming in served.house.heard] == ["/nhiemvu", "card:3"]


async def test_browser_edits_in_place_and_keeps_the_focus_there(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/nhiemvu")
    await tap(page, "›")
    await expect(page.get_by_text("Sở Tư pháp · trang 2")).to_be_visible()
    await expect(page.get_by_text("còn nợ 11, đã xong 3")).to_have_count(0)
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_role("button", name="‹")).to_be_focused()


async def test_browser_shows_a_toast_to_whoever_tapped(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/tieptheo")
    await tap(page, "✅ Đã xong")
    await expect(page.get_by_role("status").filter(has_text="Đã ghi nhận II.3")).to_be_visible()


@pytest.mark.parametrize("text", ["<b>&", "<img src=x onerror=alert(1)>", "&lt;", "😀", "a" * 400])
async def test_browser_shows_any_text_literally(page: Page, served: Served, text: str) -> None:
    await sit(page, served)
    await say(page, text)
    await expect(page.get_by_role("article").last).to_contain_text(f"Anh/chị vừa gửi: {text}")
    assert not await sideways(page)


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
    field = page.get_by_role("combobox", name="Tin nhắn")
    await field.fill("nhiệm")
    await field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await expect(field).to_have_value("nhiệm")
    assert served.house.heard == []


async def test_browser_shows_a_push_under_its_day(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/nhiemvu")
    await page.get_by_role("button", name="+7 ngày").click()
    await expect(page.get_by_text("Thứ Hai, 04/03/2024 08:00")).to_be_visible()
    await expect(page.get_by_text("⏰ Sáng Thứ Hai · Sở Tư pháp")).to_be_in_viewport()


async def test_browser_says_when_no_reminder_is_to_come(page: Page, served: Served) -> None:
    await sit(page, served)
    to_next = page.get_by_role("button", name="Tới lần nhắc kế tiếp")
    await to_next.click()
    await expect(page.get_by_text("⏰ Sáng Thứ Hai · Sở Tư pháp")).to_be_visible()
    await to_next.click()
    await expect(page.get_by_role("status").filter(has_text="không còn lần nhắc nào")).to_be_visible()


async def test_browser_marks_a_push_that_comes_while_reading_further_up(page: Page, served: Served) -> None:
    await sit(page, served)
    for command in ("/nhiemvu", "/tieptheo", "/nhiemvu"):
        await say(page, command)
    await expect(page.get_by_role("article")).to_have_count(6)
    await page.get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
    await page.get_by_role("button", name="Tới lần nhắc kế tiếp").click()
    await page.get_by_role("button", name="↓ 1 tin mới").click()
    await expect(page.get_by_text("⏰ Sáng Thứ Hai · Sở Tư pháp")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="tin mới")).to_have_count(0)


async def test_browser_downloads_an_attachment(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/tieptheo")
    await tap(page, "📎 Văn bản")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Kế hoạch số 12.txt").click()
    assert (await download.value).suggested_filename == "Kế hoạch số 12.txt"


async def test_browser_keeps_the_conversation_over_a_reload(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "xin chào")
    await expect(page.get_by_role("article")).to_have_count(2)
    await page.reload()
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_text("Sở Tư pháp · Cán bộ đầu mối")).to_be_visible()


async def test_browser_tabs_are_different_people(page: Page, served: Served) -> None:
    await sit(page, served)
    other = await page.context.new_page()
    await sit(other, served, "noi vu")
    await say(other, "của Sở Nội vụ")
    await expect(other.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_role("article")).to_have_count(0)
    await other.get_by_role("button", name="Tới lần nhắc kế tiếp").click()
    await expect(page.get_by_text("⏰ Sáng Thứ Hai · Sở Tư pháp")).to_be_visible()
    await expect(page.get_by_text("Thứ Bảy, 02/03/2024 08:00")).to_be_visible()


async def test_browser_asks_again_when_the_rehearsal_is_gone(page: Page, served: Served) -> None:
    await page.goto(served.address)
    await page.evaluate("sessionStorage.setItem('chat', 'of-an-earlier-run')")
    await page.reload()
    await expect(page.get_by_text("Lần chạy thử trước đã tắt")).to_be_visible()
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_visible()


async def test_browser_changes_roles_and_starts_afresh(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "xin chào")
    await page.get_by_role("button", name="Đổi vai").click()
    await sit(page, served, "noi vu")
    await expect(page.get_by_role("heading", name="Cán bộ Sở Nội vụ")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(0)


async def test_browser_gives_back_what_could_not_be_sent(page: Page, served: Served) -> None:
    await sit(page, served)
    long = "ệ" * 30_000
    await say(page, long)
    await expect(page.get_by_role("status").filter(has_text="Tin nhắn quá dài")).to_be_visible()
    await expect(page.get_by_role("combobox", name="Tin nhắn")).to_have_value(long)


async def test_browser_is_used_by_keyboard_alone(page: Page, served: Served) -> None:
    await page.goto(served.address)
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_focused()
    await page.keyboard.type("so")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Cán bộ Sở Tư pháp")).to_be_visible()
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
    await expect(page.get_by_role("combobox", name="Tin nhắn")).to_have_value("/trogiup ")
    await expect(menu).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (375, 667), (414, 896), (1280, 800)])
async def test_browser_never_scrolls_sideways(page: Page, served: Served, width: int, height: int) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(served.address)
    assert not await sideways(page)
    await sit(page, served, "van hoa the thao")
    for command in ("/nhiemvu", "/tieptheo"):
        await say(page, command)
    await expect(page.get_by_role("article")).to_have_count(4)
    assert not await sideways(page)
    for button in ("+1 ngày", "Tới lần nhắc kế tiếp", "Đổi vai", "Gửi"):
        await expect(page.get_by_role("button", name=re.compile(re.escape(button)))).to_be_in_viewport(ratio=1)


async def sideways(page: Page) -> bool:
    """Whether the page, or the list of messages, is wider than it is shown."""
    return bool(
        await page.evaluate(
            "[document.documentElement, document.getElementById('log')]"
            ".some(shown => shown.scrollWidth > shown.clientWidth)"
        )
    )
