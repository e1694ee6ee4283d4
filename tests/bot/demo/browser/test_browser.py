"""The demo page in a real browser, on the screen of a phone."""

from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Page, expect

from data.accepted_files import MAX_BYTES
from tests.bot.demo.browsing import say, sideways, sit, tap, unfold_clock
from tests.bot.demo.conftest import Served
from tests.files import PDF

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
    await expect(page.get_by_role("heading", name="Sở Tư pháp")).to_be_visible()
    await expect(page.get_by_text("Cán bộ Sở Tư pháp · Cán bộ đầu mối")).to_be_visible()


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


async def test_browser_shows_a_long_answer_from_its_top(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "\n".join(f"dòng {number}" for number in range(1, 80)))
    await expect(page.get_by_role("article")).to_have_count(2)
    log, answer = page.get_by_role("log"), page.get_by_role("article").last
    top = "one => one.getBoundingClientRect().top"
    assert abs(await answer.evaluate(top) - await log.evaluate(top)) < 2
    await say(page, "/tieptheo")
    await expect(page.get_by_role("button", name="📎 Văn bản")).to_be_in_viewport()


async def test_browser_downloads_an_attachment(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/tieptheo")
    await tap(page, "📎 Văn bản")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Kế hoạch số 12.txt").click()
    assert (await download.value).suggested_filename == "Kế hoạch số 12.txt"


async def test_browser_changes_roles_and_starts_afresh(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "xin chào")
    await page.get_by_role("button", name="Đổi vai").click()
    await sit(page, served, "noi vu")
    await expect(page.get_by_role("heading", name="Sở Nội vụ")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(0)


SCREENS = ((320, 568), (640, 360), (360, 640), (375, 667), (414, 896), (1280, 800))
"""Width and height."""


async def test_browser_never_scrolls_sideways(page: Page, served: Served) -> None:
    await page.goto(served.address)
    for width, height in SCREENS:
        await page.set_viewport_size({"width": width, "height": height})
        assert not await sideways(page), (width, height)
    await sit(page, served, "van hoa the thao")
    for command in ("/nhiemvu", "/tieptheo"):
        await say(page, command)
    await expect(page.get_by_role("article")).to_have_count(4)
    await unfold_clock(page)
    for width, height in SCREENS:
        await page.set_viewport_size({"width": width, "height": height})
        assert not await sideways(page), (width, height)
        for name in ("+1 ngày", "Tới lần nhắc kế tiếp", "Đổi vai", "Gửi"):
            button = page.get_by_role("button", name=name, exact=True)
            await expect(button, f"{width}x{height}").to_be_in_viewport(ratio=1)


async def test_browser_sends_a_file_with_what_is_typed_as_its_caption(page: Page, served: Served) -> None:
    await sit(page, served)
    field = page.get_by_role("textbox", name="Tin nhắn")
    await field.fill("II.3 bản ký")
    async with page.expect_file_chooser() as asked:
        await page.get_by_role("button", name="Gửi tệp").click()
    await (await asked.value).set_files(FilePayload(name="KH 12.pdf", mimeType="application/pdf", buffer=PDF))
    await expect(page.get_by_text("📎 KH 12.pdf")).to_be_visible()
    await expect(page.get_by_text("Anh/chị vừa gửi: II.3 bản ký")).to_be_visible()
    await expect(field).to_have_value("")
    [incoming] = served.house.heard
    assert [(file.name, await file.fetch()) for file in incoming.files] == [("KH 12.pdf", PDF)]


async def test_browser_keeps_a_file_of_more_than_20_megabytes_to_itself(
    page: Page, served: Served, tmp_path: Path
) -> None:
    large = tmp_path / "KH 12.pdf"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    await sit(page, served)
    await page.get_by_label("Tệp cần gửi").set_input_files(large)
    await expect(page.get_by_text("Tệp quá 20 MB nên không nhận được.")).to_be_visible()
    assert served.house.heard == []
