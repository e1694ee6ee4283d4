"""The demo page in a real browser: taking a role, leaving it, coming back to it."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.demo.browsing import lose_answers, say, sit, slow_network
from tests.bot.demo.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_browser_finds_the_chat_of_a_role_as_it_was_left(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "xin chào")
    await expect(page.get_by_role("article")).to_have_count(2)
    await lose_answers(page, "**/api/say", heard=False)
    await say(page, "chưa gửi")
    await expect(page.get_by_text("Chưa gửi được")).to_be_visible()
    await page.get_by_role("textbox", name="Tin nhắn").fill("đang viết dở")
    await page.get_by_role("button", name="Đổi vai").click()
    await page.get_by_role("combobox", name="Ở cơ quan").fill("noi vu")
    await page.get_by_role("listbox", name="Cơ quan").get_by_role("option").first.click()
    await expect(page.get_by_role("heading", name="Sở Nội vụ")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_have_value("")

    await page.unroute("**/api/say")
    await page.get_by_role("button", name="Đổi vai").click()
    await page.get_by_role("button", name="Sở Tư pháp · Cán bộ đầu mối").click()
    await expect(page.get_by_role("article")).to_have_count(3)
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_have_value("đang viết dở")
    await page.get_by_role("button", name="Thử lại").click()
    await expect(page.get_by_text("Anh/chị vừa gửi: chưa gửi")).to_be_visible()
    assert [incoming.text for incoming in served.house.heard] == ["xin chào", "chưa gửi"]


async def test_browser_goes_back_to_a_role_that_is_chosen_again(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "xin chào")
    await expect(page.get_by_role("article")).to_have_count(2)
    await page.get_by_role("button", name="Đổi vai").click()
    await sit(page, served)
    await expect(page.get_by_role("article")).to_have_count(2)
    assert len(served.house.panel.linked) == 1


async def test_browser_takes_a_role_once_and_says_what_it_waits_for(page: Page, served: Served) -> None:
    await page.goto(served.address)
    await page.get_by_role("combobox", name="Ở cơ quan").fill("tu phap")
    async with slow_network(page, "**/api/sit") as held:
        await page.get_by_role("option", name="Sở Tư pháp").dblclick()
        await expect(page.get_by_role("status").filter(has_text="Đang vào vai ở Sở Tư pháp…")).to_be_visible()
        assert len(held.bodies) == 1
    await expect(page.get_by_role("heading", name="Sở Tư pháp")).to_be_visible()
    assert len(served.house.panel.linked) == 1


async def test_browser_says_what_it_opens_and_tries_again_when_that_fails(page: Page, served: Served) -> None:
    async with slow_network(page, "**/api/people"):
        await page.goto(served.address)
        await expect(page.get_by_role("status").filter(has_text="Đang mở bản chạy thử…")).to_be_visible()
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_visible()
    await page.unroute("**/api/people")
    await lose_answers(page, "**/api/people", heard=False)
    await page.reload()
    await expect(page.get_by_role("status").filter(has_text="Mất kết nối với chương trình")).to_be_visible()
    await page.unroute("**/api/people")
    await page.get_by_role("button", name="Thử lại").click()
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_visible()
