"""What a person does at the demo page, in the words of the tests."""

from playwright.async_api import Page, expect

from tests.bot.demo.conftest import Served


async def sit(page: Page, served: Served, agency: str = "tu phap") -> None:
    """Takes the first agency that the search finds, as an officer."""
    await page.goto(served.address)
    await page.get_by_role("combobox", name="Ở cơ quan").fill(agency)
    await page.get_by_role("listbox", name="Cơ quan").get_by_role("option").first.click()
    await expect(page.get_by_role("log")).to_be_visible()


async def say(page: Page, text: str) -> None:
    await page.get_by_role("textbox", name="Tin nhắn").fill(text)
    await page.keyboard.press("Enter")


async def tap(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).last.click()


async def hide(page: Page, *, hidden: bool) -> None:
    """Tells the page that its tab went to the back, or came to the front."""
    await page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


async def sideways(page: Page) -> bool:
    """Whether the page, or the list of messages, is wider than it is shown."""
    return bool(
        await page.evaluate(
            "[document.documentElement, document.getElementById('log')]"
            ".some(shown => shown.scrollWidth > shown.clientWidth)"
        )
    )
