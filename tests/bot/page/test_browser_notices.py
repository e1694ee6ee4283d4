"""Notices in a real browser: the switch, and what is shown of a message while the page is closed."""

import json

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from sqlmodel import select

from bot.channels.web.push_services import PushServices
from bot.page.routes import page_routes
from bot.page.sessions import Sessions
from bot.registry.browsers import RegistryBrowsers
from data.models import PushSubscription
from tests.bot.demo.conftest import chromium, page
from tests.bot.page import conftest
from tests.bot.page.conftest import House
from tests.bot.page.test_browser_page import CONTROLLED, enter, looks_right, served
from tests.bot.page.test_notices import KEY, SUBJECT, Engine

__all__ = ["chromium", "page", "served"]

pytestmark = pytest.mark.asyncio(loop_scope="module")

BROWSERS_SERVICE = """(told) => {
  let there = null;
  const made = {
    endpoint: told.endpoint,
    toJSON: () => ({ endpoint: told.endpoint, keys: { p256dh: told.key, auth: told.secret } }),
    unsubscribe: async () => { there = null; return true; },
  };
  PushManager.prototype.getSubscription = async () => there;
  PushManager.prototype.subscribe = async (wanted) => {
    window.wanted = { visible: wanted.userVisibleOnly, key: wanted.applicationServerKey };
    return (there = made);
  };
}"""
"""The maker's service, which this machine cannot reach."""
LISTEN = """() => {
  self.told = [];
  self.registration.showNotification = async (title, { body }) => { self.told.push([title, body]); };
}"""
"""What is shown is kept: a browser without windows shows nothing."""
TELL = """async (data) => {
  const event = new PushEvent("push", { data });
  const ended = new Promise((done) => { event.waitUntil = (work) => work.then(done); });
  self.dispatchEvent(event);
  await ended;
  return self.told;
}"""


@pytest_asyncio.fixture(loop_scope="module")
async def noticing(served: House) -> House:
    """The house with a key of its own; routes are looked up anew at each request."""
    browsers = RegistryBrowsers(served.store, served.clock.wall)
    served.channel.notices = PushServices(
        KEY, SUBJECT, browsers, transport=httpx.MockTransport(lambda _request: httpx.Response(201))
    )
    sessions = Sessions(served.store, served.clock)
    routes = page_routes({"web": served.channel}, sessions, served.app.commands_for, conftest.HOME, browsers)
    served.served.router.routes[:] = [
        *routes,
        *[one for one in served.served.router.routes if not getattr(one, "path", "").startswith("/trang")],
    ]
    return served


def kept(house: House) -> list[str]:
    with house.store.read() as session:
        return [one.endpoint for one in session.exec(select(PushSubscription)).all()]


async def test_browser_switches_notices_on_and_off(page: Page, noticing: House) -> None:
    told = Engine("a").told
    await page.add_init_script(f"({BROWSERS_SERVICE})({json.dumps(told)})")
    await enter(page, noticing, noticing.officer())
    await page.get_by_role("button", name="Bật thông báo trên máy này").click()
    await expect(page.get_by_role("button", name="Tắt thông báo trên máy này")).to_be_visible()
    assert kept(noticing) == [told["endpoint"]]
    assert noticing.channel.notices
    assert await page.evaluate("window.wanted") == {"visible": True, "key": noticing.channel.notices.public_key}
    await looks_right(page)
    await page.get_by_role("button", name="Tắt thông báo trên máy này").click()
    await expect(page.get_by_role("button", name="Bật thông báo trên máy này")).to_be_visible()
    assert kept(noticing) == []


async def test_browser_shows_a_notice_only_while_the_page_is_closed(page: Page, noticing: House) -> None:
    await enter(page, noticing, noticing.officer())
    await page.evaluate(CONTROLLED)
    (worker,) = page.context.service_workers
    await worker.evaluate(LISTEN)
    about = {"title": "⏰ Sáng thứ Hai", "body": "1 việc đến hạn tuần này"}
    assert await worker.evaluate(TELL, json.dumps(about)) == []
    await page.goto(conftest.HOME + "/healthz")
    assert await worker.evaluate(TELL, json.dumps(about)) == [[about["title"], about["body"]]]
