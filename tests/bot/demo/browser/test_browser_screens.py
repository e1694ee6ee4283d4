"""The demo page in a real browser on small screens, over a keyboard, with large text."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.demo.browsing import say, sideways, sit, unfold_clock
from tests.bot.demo.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLOCK = "Đồng hồ chạy thử"

TOO_SMALL = """() => [...document.querySelectorAll('button, a, textarea, input, [role=option], label')]
    .filter(one => one.checkVisibility() && !one.closest('label > input') && one.offsetParent)
    .filter(one => !one.matches('.search, label > input'))
    .map(one => [one.textContent || one.id, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44).map(([name]) => name)"""


async def enlarge_text(page: Page, percent: int) -> None:
    await page.evaluate("percent => document.documentElement.style.fontSize = `${percent}%`", percent)


async def height_of(page: Page, element: str) -> float:
    return float(await page.locator(element).evaluate("one => one.getBoundingClientRect().height"))


SCREENS = [
    (320, 568, 100, 380),
    (360, 640, 100, 450),
    (640, 360, 100, 250),
    (640, 180, 100, 75),
    (320, 300, 100, 190),
    (320, 256, 100, 150),
    (320, 568, 200, 150),
    (640, 360, 200, 150),
    (640, 180, 200, 75),
]
"""Width, height, size of the text in percent, and the room that must be left for messages."""


async def test_browser_leaves_the_messages_room_and_everything_within_reach(page: Page, served: Served) -> None:
    await sit(page, served, "van hoa the thao")
    await say(page, "/nhiemvu")
    for width, height, percent, room in SCREENS:
        screen = f"{width}x{height}, {percent}%"
        await page.set_viewport_size({"width": width, "height": height})
        await page.reload()
        await enlarge_text(page, percent)
        await expect(page.get_by_role("article")).to_have_count(2)
        assert await height_of(page, "#log") >= room, screen
        assert not await sideways(page), screen
        for name in ("Danh sách lệnh", "Gửi tệp", "Gửi"):
            await expect(page.get_by_role("button", name=name, exact=True), screen).to_be_in_viewport(ratio=1)
        await expect(page.get_by_role("textbox", name="Tin nhắn"), screen).to_be_in_viewport(ratio=1)
    await unfold_clock(page)
    for width, height, percent, _room in SCREENS:
        screen = f"{width}x{height}, {percent}%"
        await page.set_viewport_size({"width": width, "height": height})
        await enlarge_text(page, percent)
        for name in ("+1 ngày", "+7 ngày", "Tới lần nhắc kế tiếp", "Đổi vai"):
            button = page.get_by_role("button", name=name, exact=True)
            await button.scroll_into_view_if_needed()
            await expect(button, screen).to_be_in_viewport(ratio=0.8)
        assert not await sideways(page), screen


async def small_targets(page: Page) -> list[tuple[tuple[int, int], str]]:
    """Return what is too small to be hit with a finger, with the screen on which it is."""
    found = []
    for width, height in ((320, 568), (640, 360), (390, 844), (1280, 800)):
        await page.set_viewport_size({"width": width, "height": height})
        found += [((width, height), name) for name in await page.evaluate(TOO_SMALL)]
    return found


async def test_browser_has_no_target_under_44_pixels(page: Page, served: Served) -> None:
    await page.goto(served.address)
    await expect(page.get_by_role("combobox", name="Ở cơ quan")).to_be_visible()
    assert await small_targets(page) == []
    await sit(page, served)
    assert await small_targets(page) == []
    await unfold_clock(page)
    await page.get_by_role("button", name="Danh sách lệnh").click()
    assert await small_targets(page) == []
    await page.keyboard.press("Escape")
    await say(page, "/tieptheo")
    await page.get_by_role("button", name="📎 Văn bản").click()
    await expect(page.get_by_role("link", name="Kế hoạch số 12.txt")).to_be_visible()
    assert await small_targets(page) == []


@pytest.mark.parametrize(("height", "opened"), [(568, "false"), (640, "false"), (844, "true")])
async def test_browser_folds_the_clock_where_there_is_no_room_and_as_one_likes(
    page: Page, served: Served, height: int, opened: str
) -> None:
    await page.set_viewport_size({"width": 360, "height": height})
    await sit(page, served)
    toggle, hand = page.get_by_role("button", name=CLOCK), page.get_by_role("button", name="+1 ngày")
    await expect(toggle).to_have_attribute("aria-expanded", opened)
    await expect(hand).to_be_visible(visible=opened == "true")
    await toggle.click()
    await expect(hand).to_be_visible(visible=opened != "true")
    await page.reload()
    await expect(hand).to_be_visible(visible=opened != "true")
    assert opened == "false" or await height_of(page, ".clock") <= 48


async def test_browser_folds_the_clock_over_the_messages_while_one_types(page: Page, served: Served) -> None:
    await page.set_viewport_size({"width": 640, "height": 180})
    await sit(page, served)
    await unfold_clock(page)
    await expect(page.get_by_role("button", name="+1 ngày")).to_be_visible()
    await page.get_by_role("textbox", name="Tin nhắn").focus()
    await expect(page.get_by_role("button", name="+1 ngày")).to_be_hidden()


async def test_browser_stays_above_a_keyboard_that_lies_over_the_page(page: Page, served: Served) -> None:
    await page.set_viewport_size({"width": 640, "height": 360})
    await sit(page, served)
    await page.evaluate(
        "() => { Object.defineProperty(visualViewport, 'height', { value: 180, configurable: true });"
        " visualViewport.dispatchEvent(new Event('resize')); }"
    )
    bottom = "one => one.getBoundingClientRect().bottom"
    assert await page.get_by_role("button", name="Gửi", exact=True).evaluate(bottom) <= 180
    assert await height_of(page, "#log") >= 75


async def test_browser_keeps_the_newest_message_in_sight_when_room_is_taken(page: Page, served: Served) -> None:
    await sit(page, served)
    await say(page, "/nhiemvu")
    await say(page, "/tieptheo")
    newest = page.get_by_role("button", name="📎 Văn bản")
    await expect(newest).to_be_in_viewport(ratio=1)
    await page.set_viewport_size({"width": 390, "height": 420})
    await expect(newest).to_be_in_viewport(ratio=1)
