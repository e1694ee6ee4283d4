"""The demo page in a real browser: the switch between the page and Zalo."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.demo.browsing import say, sit, switch, unfold_clock
from tests.bot.demo.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_browser_shows_a_chat_on_the_page_and_one_on_zalo_and_keeps_both(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/nhiemvu")
    await expect(page.get_by_role("button", name="II.3", exact=True)).to_be_visible()
    await page.get_by_role("textbox", name="Tin nhắn").fill("đang viết dở")
    await switch(page, "Như Zalo")
    await expect(page.get_by_role("article")).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_have_value("")
    await expect(page.get_by_role("button", name="Danh sách lệnh")).to_be_hidden()
    await expect(page.get_by_text("Cán bộ đầu mối · như trên Zalo")).to_be_visible()
    await say(page, "/toi")
    await expect(page.get_by_text("Zalo: /toi")).to_be_visible()
    assert [(one.chat_id[:5], one.text) for one in served.house.heard][-1] == ("zalo.", "/toi")

    await page.reload()
    await expect(page.get_by_role("radio", name="Như Zalo")).to_be_checked()
    await expect(page.get_by_role("article")).to_have_count(2)
    await switch(page, "Trên trang")
    await expect(page.get_by_role("button", name="II.3", exact=True)).to_be_visible()
    await expect(page.get_by_text("Zalo: /toi")).to_have_count(0)


async def test_browser_switches_by_keyboard_alone(page: Page, served: Served) -> None:
    await sit(page, served)
    await unfold_clock(page)
    await page.get_by_role("radio", name="Trên trang").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_text("như trên Zalo")).to_be_visible()
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_text("như trên Zalo")).to_have_count(0)


async def test_browser_opens_an_address_in_a_tab_of_its_own(page: Page, served: Served) -> None:
    await sit(page, served)
    address = f"{served.address}/healthz"
    await say(page, f"xem {address}, rồi <b>đọc</b>.")
    link = page.get_by_role("link", name=address, exact=True).last
    async with page.context.expect_page() as opened:
        await link.click()
    assert (await opened.value).url == address
    assert await page.get_by_text("<b>đọc</b>").count() == 2


async def test_browser_shows_older_messages_when_asked_and_stays_where_one_reads(page: Page, served: Served) -> None:
    await page.set_viewport_size({"width": 390, "height": 480})
    await sit(page, served)
    served.house.history.at_most = 4
    for number in range(5):
        await say(page, f"câu {number}")
        await expect(page.get_by_text(f"Anh/chị vừa gửi: câu {number}")).to_be_visible()
    older = page.get_by_role("button", name="Xem tin cũ hơn")
    await expect(older).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("article")).to_have_count(4)
    read = page.get_by_text("câu 3", exact=True)
    await older.focus()
    before = await read.bounding_box()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_have_count(8)
    after = await read.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 60
    await expect(older).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_have_count(10)
    await expect(older).to_have_count(0)
    shown = await page.get_by_role("article").all_inner_texts()
    assert [text.split("\n")[0] for text in shown][:3] == ["câu 0", "Anh/chị vừa gửi: câu 0", "câu 1"]
    assert await page.get_by_role("log").locator(".day").count() == 1


async def test_browser_lists_mails_without_a_place_to_type(page: Page, served: Served) -> None:
    await sit(page, served)
    await switch(page, "Thư")
    await expect(page.get_by_text("Chưa có thư nào.")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_be_hidden()
    await switch(page, "Trên trang")
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_be_visible()
    await expect(page.get_by_text("Mời anh/chị gõ câu hỏi")).to_be_visible()
