"""The demo page in a real browser: what was sent, on its way, lost and tried again."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.bot.demo.browsing import hide, lose_answers, say, sit, slow_network, tap
from tests.bot.demo.conftest import Served
from tests.files import PDF

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAY = "**/api/say"
UPLOAD = "**/api/upload?*"


async def test_browser_shows_what_was_sent_at_once_and_what_it_waits_for(page: Page, served: Served) -> None:
    await sit(page, served)
    async with slow_network(page, SAY):
        await say(page, "xin chào")
        await expect(page.get_by_role("article")).to_have_text(["xin chàoĐang gửi…"])
        await expect(page.get_by_role("status").filter(has_text="Đang chờ trả lời…")).to_be_visible()
        assert served.house.heard == []
    await expect(page.get_by_role("article").first).to_contain_text("Đã nhận")
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_text("Đang chờ trả lời…")).to_have_count(0)
    await expect(page.get_by_text("Đang gửi…")).to_have_count(0)


async def test_browser_keeps_the_order_of_what_is_sent_while_the_network_is_slow(page: Page, served: Served) -> None:
    await sit(page, served)
    async with slow_network(page, SAY):
        await say(page, "một")
        await say(page, "hai")
        assert served.house.panel.channel is not None
        await served.house.panel.to_next_reminder("")
        await expect(page.get_by_role("article")).to_have_count(3)
        await expect(page.get_by_role("article").nth(0)).to_contain_text("⏰")
        await expect(page.get_by_role("article").nth(2)).to_have_text("haiĐang gửi…")
    await expect(page.get_by_role("article")).to_have_count(5)
    assert sorted(incoming.text for incoming in served.house.heard) == ["hai", "một"]


@pytest.mark.parametrize("heard", [True, False], ids=["answer lost", "question lost"])
async def test_browser_sends_again_what_got_no_answer_and_is_heard_once(
    page: Page, served: Served, *, heard: bool
) -> None:
    await sit(page, served)
    await hide(page, hidden=True)  # the stream would tell that it arrived
    await lose_answers(page, SAY, heard=heard)
    await say(page, "II.3 80%")
    await expect(page.get_by_role("alert").filter(has_text="Chưa gửi được")).to_be_visible()
    await page.unroute(SAY)
    await page.get_by_role("button", name="Thử lại").dblclick()
    await expect(page.get_by_role("article")).to_have_text(["II.3 80%Đã nhận"])
    assert [incoming.text for incoming in served.house.heard] == ["II.3 80%"]
    await hide(page, hidden=False)
    await expect(page.get_by_role("article")).to_have_count(2)


async def test_browser_drops_what_could_not_be_sent_when_told_so(page: Page, served: Served) -> None:
    await sit(page, served)
    for command in ("/nhiemvu", "/tieptheo"):
        await say(page, command)
    await expect(page.get_by_role("article")).to_have_count(4)
    await lose_answers(page, SAY, heard=False)
    await say(page, "nhầm")
    await expect(page.get_by_role("button", name="Bỏ tin này")).to_be_in_viewport(ratio=1)
    await tap(page, "Bỏ tin này")
    await expect(page.get_by_role("article")).to_have_count(4)
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_be_focused()
    assert len(served.house.heard) == 2


async def test_browser_sends_a_file_again_and_it_comes_in_once(page: Page, served: Served) -> None:
    await sit(page, served)
    await hide(page, hidden=True)
    await lose_answers(page, UPLOAD, heard=True)
    await page.get_by_role("textbox", name="Tin nhắn").fill("II.3")
    signed = FilePayload(name="KH 12.pdf", mimeType="application/pdf", buffer=PDF)
    await page.get_by_label("Tệp cần gửi").set_input_files(signed)
    await expect(page.get_by_text("📎 KH 12.pdf")).to_be_visible()
    await expect(page.get_by_role("button", name="Thử lại")).to_be_visible()
    await page.unroute(UPLOAD)
    await tap(page, "Thử lại")
    await expect(page.get_by_role("article")).to_contain_text(["Đã nhận"])
    assert len(served.house.heard) == 1


async def test_browser_asks_once_when_a_button_is_tapped_twice(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/nhiemvu")
    async with slow_network(page, SAY) as held:
        button = page.get_by_role("button", name="II.3", exact=True)
        await button.dblclick()
        await expect(button).to_have_attribute("aria-disabled", "true")
        await page.get_by_role("button", name="II.2", exact=True).click()
        assert len(held.bodies) == 1
    await expect(page.get_by_text("Sản phẩm: Kế hoạch của UBND tỉnh")).to_be_visible()
    await expect(button).not_to_have_attribute("aria-disabled", "true")
    assert [incoming.pressed for incoming in served.house.heard] == [None, "card:3"]


async def test_browser_does_not_take_the_second_of_two_taps_for_the_button_that_came_there(
    page: Page, served: Served
) -> None:
    await sit(page, served)
    await say(page, "/nhiemvu")
    await tap(page, "›")
    await page.get_by_role("button", name="‹").hover()
    await page.mouse.down(click_count=2)
    await page.mouse.up(click_count=2)
    await say(page, "/tieptheo")
    await expect(page.get_by_role("article")).to_have_count(4)
    assert [incoming.pressed or incoming.text for incoming in served.house.heard] == [
        "/nhiemvu",
        "page:2",
        "/tieptheo",
    ]
    await tap(page, "‹")
    await expect(page.get_by_role("button", name="›")).to_be_visible()


async def test_browser_taps_again_after_a_lost_answer_and_is_heard_once(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/tieptheo")
    await expect(page.get_by_role("button", name="📎 Văn bản")).to_be_visible()
    await lose_answers(page, SAY, heard=True)
    await tap(page, "📎 Văn bản")
    await expect(page.get_by_role("status").filter(has_text="Mất kết nối với chương trình")).to_be_visible()
    await page.unroute(SAY)
    async with page.expect_response(SAY):
        await tap(page, "📎 Văn bản")
    assert [incoming.pressed for incoming in served.house.heard] == [None, "file:3"]
    await expect(page.get_by_role("link", name="Kế hoạch số 12.txt")).to_have_count(1)


async def test_browser_moves_the_clock_once_and_says_that_it_moves(page: Page, served: Served) -> None:
    await sit(page, served)
    async with slow_network(page, "**/api/clock/days") as held:
        await page.get_by_role("button", name="+1 ngày").dblclick()
        await expect(page.get_by_role("status").filter(has_text="Đang chuyển giờ")).to_be_visible()
        assert len(held.bodies) == 1
    await expect(page.get_by_text("Thứ Ba, 27/02/2024 08:00")).to_be_visible()
    await expect(page.get_by_text("Đang chuyển giờ")).to_have_count(0)
