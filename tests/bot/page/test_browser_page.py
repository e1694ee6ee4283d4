"""The page in a real browser: in by keyboard alone, the same chat in a second tab, readable without a network."""

import pytest
from playwright.async_api import Browser, Page, expect
from sqlmodel import select

from data.models import Officer
from tests.bot.demo.browsing import list_barriers, lose_answers, say
from tests.bot.demo.conftest import chromium, page
from tests.bot.page import conftest
from tests.bot.page.conftest import House
from tests.bot.page.serving import served

__all__ = ["chromium", "page", "served"]

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNNAMED = """() => [...document.querySelectorAll("button, a, input, textarea, img")]
    .filter(shown => shown.offsetParent && !(shown.getAttribute("aria-label") || shown.textContent.trim()
        || shown.getAttribute("alt") !== null || shown.labels?.length)).map(shown => shown.outerHTML)"""
SMALL = """() => [...document.querySelectorAll("button, .file, input")]
    .filter(shown => shown.offsetParent && shown.getBoundingClientRect().height < 44).map(shown => shown.outerHTML)"""
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


async def enter(page: Page, house: House, officer_id: int) -> None:
    """Opens a link and goes in, by keyboard alone."""
    await page.goto(conftest.HOME + house.link(officer_id))
    assert await list_barriers(page) == []
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Vào với tên Nguyễn Văn A")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_be_visible()


async def looks_right(page: Page) -> None:
    for fault in (UNNAMED, SMALL):
        assert await page.evaluate(fault) == []
    assert not await page.evaluate(WIDE)
    assert await list_barriers(page) == []


async def test_browser_works_by_keyboard_on_a_phone_and_at_a_desk(page: Page, served: House) -> None:
    me = served.officer()
    await page.goto(conftest.HOME + "/trang/#moi=ABCDE23456")
    await expect(page.get_by_role("textbox", name="Mã mời hoặc mã vào trang")).to_have_value("ABCDE23456")
    await looks_right(page)
    await enter(page, served, me)
    await page.get_by_role("textbox", name="Tin nhắn").focus()
    await page.keyboard.type("/nhiemvu")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="II.3", exact=True)).to_be_visible()
    for width, height in ((390, 844), (360, 740), (320, 568), (1280, 800)):
        await page.set_viewport_size({"width": width, "height": height})
        await looks_right(page)
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    await looks_right(page)
    second = await page.context.new_page()
    await second.goto(conftest.HOME + "/trang/")
    await expect(second.get_by_role("button", name="II.3", exact=True)).to_be_visible()
    await second.get_by_role("button", name="II.3", exact=True).click()
    await expect(page.get_by_text("Sản phẩm: Kế hoạch của UBND tỉnh")).to_be_attached()


CONTROLLED = """() => navigator.serviceWorker.controller !== null || new Promise(
    (found) => navigator.serviceWorker.addEventListener("controllerchange", () => found(true), { once: true }))"""


async def test_browser_reads_the_last_answers_without_a_network_and_forgets_them_on_leaving(
    page: Page, served: House
) -> None:
    await enter(page, served, served.officer())
    await page.get_by_role("textbox", name="Tin nhắn").fill("/toi")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Anh/chị là Nguyễn Văn A")).to_be_visible()
    await page.evaluate(
        CONTROLLED
    )  # not waited for by asking again: the page's rules allow no text to run as a program
    await page.reload()
    await expect(page.get_by_text("Anh/chị là Nguyễn Văn A")).to_be_visible()
    await page.context.set_offline(True)
    await page.reload()
    await expect(page.get_by_text("Anh/chị là Nguyễn Văn A")).to_be_visible()
    await expect(page.get_by_text("Không có mạng.")).to_be_visible()
    await looks_right(page)
    await page.context.set_offline(False)
    await page.reload()
    await page.get_by_role("button", name="Thoát", exact=True).click()
    await expect(page.get_by_text("Anh/chị đã thoát trang trên máy này.")).to_be_visible()
    assert await page.evaluate("caches.has('answers')") is False


async def test_browser_shows_the_door_to_whom_an_administrator_sends_away(
    page: Page, chromium: Browser, served: House
) -> None:
    me = served.officer()
    await enter(page, served, me)
    browser = await served.signed(me)
    await browser.say("/thoat")
    await expect(page.get_by_role("heading", name="Anh/chị có mã")).to_be_visible()
    await expect(page.get_by_text("Lần vào trước đã hết hạn hoặc đã thoát.")).to_be_visible()
    await browser.client.aclose()


async def test_browser_becomes_the_officer_whom_a_code_in_the_chat_lets_in(page: Page, served: House) -> None:
    await page.goto(conftest.HOME + "/trang/")
    await page.get_by_role("textbox", name="Mã mời hoặc mã vào trang").fill("ABCDE23456")
    await page.get_by_role("button", name="Vào bằng mã").click()
    await expect(page.get_by_role("article")).to_have_count(2)
    await say(page, f"/thamgia {served.invitation()}")
    await expect(page.get_by_text("Lê Văn B · Cán bộ đầu mối")).to_be_visible()
    await say(page, "/nhiemvu")
    await expect(page.get_by_role("button", name="TC.2", exact=True)).to_be_visible()


@pytest.mark.parametrize("is_hidden", [False, True], ids=["at the next post", "in a tab that was hidden"])
async def test_browser_shows_a_changed_name_without_being_reloaded(
    page: Page, served: House, is_hidden: bool
) -> None:
    await page.goto(conftest.HOME + "/trang/")
    await page.get_by_role("textbox", name="Mã mời hoặc mã vào trang").fill(served.invitation())
    await page.get_by_role("button", name="Vào bằng mã").click()
    await expect(page.get_by_text("Lê Văn B · Cán bộ đầu mối")).to_be_visible()
    if is_hidden:
        await page.evaluate(HIDE, True)
    with served.store.write() as session:
        found = session.exec(select(Officer).where(Officer.name == "Lê Văn B")).one()
        found.name = "Đỗ Văn F"
        session.add(found)
    await (page.evaluate(HIDE, False) if is_hidden else say(page, "/nhiemvu"))
    await expect(page.get_by_text("Đỗ Văn F · Cán bộ đầu mối")).to_be_visible()


async def test_browser_shows_nobody_what_another_could_not_send(page: Page, served: House) -> None:
    await enter(page, served, served.officer())
    await lose_answers(page, "**/api/say", heard=False)
    await say(page, "chưa gửi")
    await expect(page.get_by_text("Chưa gửi được")).to_be_visible()
    await page.get_by_role("textbox", name="Tin nhắn").fill("viết dở")
    await page.get_by_role("button", name="Thoát", exact=True).dblclick()
    await expect(page.get_by_text("Anh/chị đã thoát trang trên máy này.")).to_be_visible()
    await page.unroute("**/api/say")
    await page.get_by_role("textbox", name="Mã mời hoặc mã vào trang").fill(served.invitation())
    await page.get_by_role("button", name="Vào bằng mã").click()
    await expect(page.get_by_text("Lê Văn B · Cán bộ đầu mối")).to_be_visible()
    await expect(page.get_by_text("chưa gửi")).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Tin nhắn")).to_have_value("")
