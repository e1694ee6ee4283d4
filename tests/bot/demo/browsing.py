"""What a person does at the demo page, in the words of the tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, Route, expect

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


async def unfold_clock(page: Page) -> None:
    """Opens the clock, where it is not open already."""
    toggle = page.get_by_role("button", name="Đồng hồ chạy thử")
    if await toggle.get_attribute("aria-expanded") == "false":
        await toggle.click()


async def switch(page: Page, view: str) -> None:
    """Chooses how the chat is seen."""
    await unfold_clock(page)
    await page.get_by_role("radio", name=view).check()


@dataclass
class Held:
    """Requests that are kept from the server until `go` is set."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    bodies: list[str | None] = field(default_factory=list)


@asynccontextmanager
async def slow_network(page: Page, address: str, *, lost: bool = False) -> AsyncIterator[Held]:
    """Keeps what is asked of `address` on its way, until the block ends or the test lets it go.

    `lost`: it never comes.
    """
    held = Held()

    async def hold(route: Route) -> None:
        held.bodies.append(route.request.post_data)
        await held.go.wait()
        await (route.abort() if lost else route.continue_())

    await page.route(address, hold)
    yield held
    held.go.set()


async def lose_answers(page: Page, address: str, *, heard: bool) -> None:
    """Cuts the connection before the answer; whether the server is reached all the same is `heard`."""

    async def lose(route: Route) -> None:
        if heard:
            await route.fetch()
        await route.abort()

    await page.route(address, lose)


FADED_IN = "Promise.all(document.getAnimations().map((one) => one.finished))"


async def list_barriers(page: Page) -> list[str]:
    """Return what axe-core finds that keeps somebody from using the page as it is now, with the element.

    What fades in is looked at when it is there: halfway it is paler than it will be.
    """
    await page.evaluate(FADED_IN)
    found = await Axe().run(page)
    return [f"{one['id']}: {node['html']}" for one in found.response["violations"] for node in one["nodes"]]
