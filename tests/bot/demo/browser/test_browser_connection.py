"""The demo page in a real browser when tabs, connections and the program itself come and go."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.bot.demo.browsing import hide, say, sit
from tests.bot.demo.conftest import Served, serving
from tests.bot.demo.paper_house import DIGEST, PaperHouse

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_browser_keeps_the_conversation_over_a_reload(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "xin chào")
    await expect(page.get_by_role("article")).to_have_count(2)
    await page.reload()
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_text("Cán bộ Sở Tư pháp · Cán bộ đầu mối")).to_be_visible()


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


async def test_browser_notices_that_the_program_stopped_and_was_started_anew(page: Page) -> None:
    async with serving(PaperHouse()) as served:
        await sit(page, served)
    await expect(page.get_by_text("Mất kết nối, đang nối lại…")).to_be_visible()
    async with serving(PaperHouse(), port=int(served.address.rpartition(":")[2])):
        await expect(page.get_by_text("Lần chạy thử trước đã tắt")).to_be_visible()


async def test_browser_posts_again_when_no_answer_came_and_is_heard_once(page: Page, served: Served) -> None:
    lost: list[str | None] = []

    async def lose_first_answer(route: Route) -> None:
        if lost:
            await route.continue_()
            return
        await route.fetch()
        lost.append(route.request.post_data)
        await route.abort()

    await sit(page, served)
    await page.route("**/api/say", lose_first_answer)
    async with page.expect_response("**/api/say"):
        await say(page, "xin chào")
    assert (len(lost), len(served.house.heard)) == (1, 1)
    await expect(page.get_by_role("article")).to_have_count(2)


async def test_browser_lets_go_of_the_server_while_the_tab_is_hidden_and_then_catches_up(
    page: Page, served: Served
) -> None:
    await sit(page, served)
    await hide(page, hidden=True)
    assert served.house.panel.channel is not None
    await served.house.panel.channel.send(served.house.panel.linked[0], DIGEST)
    await say(page, "xin chào")
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_have_value("")
    await expect(page.get_by_role("article")).to_have_text(["xin chàoĐã nhận"])
    await hide(page, hidden=False)
    await expect(page.get_by_role("article")).to_have_count(3)


async def test_browser_gives_back_what_could_not_be_sent(page: Page, served: Served) -> None:
    await sit(page, served)
    long = "ệ" * 30_000
    await say(page, long)
    await expect(page.get_by_role("status").filter(has_text="Nội dung gửi lên quá lớn")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_have_value(long)
