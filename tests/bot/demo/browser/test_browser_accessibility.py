"""The demo page in a real browser: nothing that axe-core knows keeps anybody from using it."""

from typing import Literal

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.bot.demo.browsing import list_barriers, lose_answers, say, sit, tap, unfold_clock
from tests.bot.demo.conftest import PHONE, Served

pytestmark = pytest.mark.asyncio(loop_scope="module")

SIZES: list[ViewportSize] = [PHONE, {"width": 320, "height": 568}, {"width": 667, "height": 375}]
DESK: ViewportSize = {"width": 1280, "height": 800}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_browser_meets_no_barrier_anywhere(
    page: Page, served: Served, scheme: Literal["light", "dark"]
) -> None:
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.goto(served.address)
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_visible()
    assert await list_barriers(page) == []
    await sit(page, served)
    await unfold_clock(page)
    await expect(page.get_by_text("gõ / để xem lệnh")).to_be_visible()
    assert await list_barriers(page) == []
    await page.get_by_role("button", name="Danh sách lệnh").click()
    assert await list_barriers(page) == []
    await page.keyboard.press("Escape")
    await say(page, "/nhiemvu")
    await say(page, "xem http://127.0.0.1:1/tai/x")
    await say(page, "/tieptheo")
    await tap(page, "📎 Văn bản")
    await expect(page.get_by_role("link", name="Kế hoạch số 12.txt")).to_be_visible()
    await lose_answers(page, "**/api/say", heard=False)
    await say(page, "chưa gửi")
    await expect(page.get_by_text("Chưa gửi được")).to_be_visible()
    for size in (*SIZES, DESK):
        await page.set_viewport_size(size)
        assert await list_barriers(page) == [], size
    await page.set_viewport_size(PHONE)
    await page.unroute("**/api/say")
    await page.get_by_role("radio", name="Như Zalo").check()
    await say(page, "/toi")
    await expect(page.get_by_text("Zalo: /toi")).to_be_visible()
    assert await list_barriers(page) == []
