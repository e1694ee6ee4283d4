"""The demo page in a real browser: nothing is lost, and nothing strays, while one chat takes the place of another."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.bot.demo.browsing import hide, lose_answers, say, sit, slow_network, switch
from tests.bot.demo.conftest import Served
from tests.bot.demo.paper_house import DIGEST

pytestmark = pytest.mark.asyncio(loop_scope="module")

MESSAGES, SAY, STREAM = "**/api/messages?*", "**/api/say", "**/api/stream?*"


def heard(served: Served) -> list[tuple[bool, str]]:
    """What the bot heard, and whether that was on Zalo."""
    return [(one.chat_id.startswith("zalo."), one.pressed or one.text) for one in served.house.heard]


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_browser_writes_into_the_chat_that_was_chosen_however_long_it_takes_to_come(
    page: Page, served: Served, times: int
) -> None:
    await sit(page, served)
    async with slow_network(page, MESSAGES):
        for view in ["Như Zalo", "Trên trang", "Như Zalo"][-times:]:
            await switch(page, view)
        await say(page, "/toi")
        await expect(page.get_by_role("article")).to_have_text(["/toiĐã nhận"])
    await expect(page.get_by_text("Zalo: /toi")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(2)
    assert heard(served) == [(True, "/toi")]


async def test_browser_shows_what_was_on_its_way_only_where_it_was_written(page: Page, served: Served) -> None:
    await sit(page, served)
    async with slow_network(page, SAY):
        await say(page, "việc tuần này")
        await expect(page.get_by_text("Đang chờ trả lời…")).to_be_visible()
        await switch(page, "Như Zalo")
        await expect(page.get_by_role("article")).to_have_count(0)
    async with page.expect_response(SAY):
        await say(page, "/toi")
    await expect(page.get_by_text("Zalo: /toi")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_text("Cán bộ đầu mối · như trên Zalo")).to_be_visible()
    await switch(page, "Trên trang")
    await expect(page.get_by_text("Anh/chị vừa gửi: việc tuần này")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(2)


async def test_browser_brings_back_what_could_not_be_sent_while_another_chat_was_open(
    page: Page, served: Served
) -> None:
    await sit(page, served)
    async with slow_network(page, SAY, lost=True):
        await say(page, "chưa gửi")
        await switch(page, "Như Zalo")
        await switch(page, "Trên trang")
        await expect(page.get_by_role("article")).to_have_text(["chưa gửiĐang gửi…"])
    await expect(page.get_by_role("alert").filter(has_text="Chưa gửi được")).to_be_visible()
    await page.unroute(SAY)
    await page.get_by_role("button", name="Thử lại").click()
    await expect(page.get_by_text("Anh/chị vừa gửi: chưa gửi")).to_be_visible()
    assert heard(served) == [(False, "chưa gửi")]


async def test_browser_gives_back_to_its_own_chat_what_was_refused(page: Page, served: Served) -> None:
    await sit(page, served)
    long = "ệ" * 30_000
    async with slow_network(page, SAY):
        await say(page, long)
        await switch(page, "Như Zalo")
    await expect(page.get_by_role("status").filter(has_text="Nội dung gửi lên quá lớn")).to_be_visible()
    field = page.get_by_role("textbox", name="Tin nhắn")
    await expect(field).to_have_value("")
    await switch(page, "Trên trang")
    await expect(field).to_have_value(long)


async def test_browser_sends_a_command_that_is_tapped_once_however_many_chats_were_open(
    page: Page, served: Served
) -> None:
    await sit(page, served)
    await page.get_by_role("button", name="Đổi vai").click()
    await sit(page, served, "noi vu")
    for view in ("Như Zalo", "Trên trang"):
        await switch(page, view)
    await page.get_by_role("button", name="Danh sách lệnh").click()
    await page.get_by_role("option", name="/tieptheo").click()
    await expect(page.get_by_text("Sản phẩm: Kế hoạch của UBND tỉnh")).to_be_visible()
    assert heard(served) == [(False, "/tieptheo")]
    assert served.house.heard[0].chat_id == served.house.panel.linked[-1]


async def test_browser_shows_a_reminder_in_the_chat_that_it_was_sent_to(page: Page, served: Served) -> None:
    await sit(page, served)
    async with slow_network(page, MESSAGES):
        for view in ("Như Zalo", "Trên trang", "Như Zalo"):
            await switch(page, view)
        channel = served.house.panel.channel
        assert channel is not None
        await channel.send(served.house.panel.linked[0], DIGEST)
        await channel.send(f"zalo.{served.house.panel.linked[0]}", DIGEST)
    await expect(page.get_by_role("article")).to_have_count(1)
    await say(page, "/toi")
    await expect(page.get_by_role("article")).to_have_count(3)


async def test_browser_opens_a_chat_once_the_network_is_back(page: Page, served: Served) -> None:
    await sit(page, served)
    await lose_answers(page, MESSAGES, heard=False)
    await switch(page, "Như Zalo")
    await expect(page.get_by_text("Mất kết nối, đang nối lại…")).to_be_visible()
    await say(page, "/toi")
    await expect(page.get_by_role("article")).to_have_text(["/toiĐã nhận"])
    await page.unroute(MESSAGES)
    await expect(page.get_by_text("Zalo: /toi")).to_be_visible()
    await expect(page.get_by_text("Cán bộ đầu mối · như trên Zalo")).to_be_visible()


async def test_browser_follows_a_chat_again_that_the_server_turned_it_away_from(page: Page, served: Served) -> None:
    await sit(page, served)
    refused: list[str] = []

    async def refuse_twice(route: Route) -> None:
        if len(refused) == 2:
            await route.continue_()
            return
        refused.append(route.request.url)
        await route.fulfill(status=503, json={"error": "Trang này đang mở ở quá nhiều nơi."})

    await page.route(STREAM, refuse_twice)
    await hide(page, hidden=True)
    await hide(page, hidden=False)
    await say(page, "xin chào")
    await expect(page.get_by_text("Anh/chị vừa gửi: xin chào")).to_be_visible()
    assert len(refused) == 2
    await expect(page.get_by_text("Mất kết nối, đang nối lại…")).to_have_count(0)


async def test_browser_keeps_what_is_refused_when_it_is_tried_again(page: Page, served: Served) -> None:
    await sit(page, served)
    await lose_answers(page, SAY, heard=False)
    await say(page, "xin chào")
    await expect(page.get_by_text("Chưa gửi được")).to_be_visible()
    await page.unroute(SAY)
    await page.route(SAY, lambda route: route.fulfill(status=403, json={"error": "Trang đã cũ."}))
    await page.get_by_role("button", name="Thử lại").click()
    await expect(page.get_by_role("status").filter(has_text="Trang đã cũ.")).to_be_visible()
    await expect(page.get_by_text("Chưa gửi được")).to_be_visible()
    await expect(page.get_by_text("xin chào")).to_be_visible()
