"""Notices in browsers that do not show the page: who is told, of what, by which services, and for how long."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import http_ece
import httpx
import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from sqlmodel import select

from bot.app import App
from bot.channels.web.browser_notices import notice_of
from bot.channels.web.channel import WebChannel
from bot.channels.web.push_services import TTL, PushServices
from bot.http.app import build_app
from bot.page.routes import STREAM, page_routes
from bot.page.sessions import Sessions
from bot.registry.browsers import RegistryBrowsers
from data.enums import Role
from data.models import ChatLink
from data.registry.people import page_sessions
from data.registry.reach.push_subscriptions import AT_MOST
from data.rules.limits.terms import SUPERVISOR_SESSION_TERM, UNOPENED_PAGE_TERM, UNSEEN_SESSION_TERM
from handlers.base.messages import Reply
from scheduler.sending.errors import Unreachable
from tests.bot.page.conftest import HOME, POST, Browser, House

KEY = "thVUEA56WjUDwnX1oeKa36PEQp8e_VbY4_WlUgNiUJ0"
SUBJECT = "mailto:nhacviec@coquan.gov.vn"
SERVICE = "https://fcm.googleapis.com/fcm/send/"
DIGEST = Reply(
    "⏰ Sáng thứ Hai, 26/02 · Sở Tư pháp", "🟠 II.3  Xây dựng kế hoạch", mail_subject="1 việc đến hạn tuần này"
)
LONG = UNOPENED_PAGE_TERM + timedelta(hours=1)


def base64_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Engine:
    """A browser's own side of it: its keys, its address at its maker's service."""

    name: str
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = b"0123456789abcdef"

    @property
    def told(self) -> dict[str, str]:
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": SERVICE + self.name, "key": base64_of(point), "secret": base64_of(self.secret)}

    def read(self, body: bytes) -> dict[str, str]:
        read = http_ece.decrypt(body, private_key=self.private, auth_secret=self.secret, version="aes128gcm")
        found: dict[str, str] = json.loads(read)
        return found


class Service:
    """A strict push service: each notice must be signed, of today and for it, and encrypted."""

    def __init__(self) -> None:
        self.notices: list[tuple[str, bytes]] = []
        self.status = 201

    def __call__(self, request: httpx.Request) -> httpx.Response:
        scheme, _, about = request.headers["authorization"].partition(" ")
        fields = dict(part.split("=", 1) for part in about.split(","))
        assert scheme == "vapid"
        assert Vapid02.verify(f"vapid {about}")
        claims = json.loads(base64.urlsafe_b64decode(fields["t"].split(".")[1] + "=="))
        assert claims["aud"] == f"https://{urlsplit(str(request.url)).netloc}"
        assert claims["sub"] == SUBJECT
        assert (request.headers["content-encoding"], request.headers["ttl"]) == ("aes128gcm", str(TTL))
        if self.status == 201:
            self.notices.append((request.url.path.rpartition("/")[2], request.content))
        return httpx.Response(self.status)


class NoticingHouse:
    """A page whose messages are told of."""

    def __init__(self, house: House, service: Service) -> None:
        self.house, self.service = house, service
        browsers = RegistryBrowsers(house.store, house.clock.wall)
        self.notices = PushServices(KEY, SUBJECT, browsers, transport=httpx.MockTransport(service))
        app = App(house.store, house.clock, house.files, public_url=HOME, has_page=True)
        house.channel = WebChannel(app.converse, house.clock.now, house.history, app.journal("web"), self.notices)
        routes = page_routes(
            {"web": house.channel}, Sessions(house.store, house.clock), app.commands_for, HOME, browsers
        )
        house.served = build_app(routes, endless=[STREAM])

    def chat_of(self, officer_id: int) -> str:
        with self.house.store.write() as session:
            return page_sessions.get_or_link_chat(session, officer_id, self.house.clock.now())

    async def push(self, officer_id: int) -> None:
        """A message that nobody asked for."""
        await self.house.channel.send(self.chat_of(officer_id), DIGEST)
        for telling in [*self.house.channel._telling]:
            await telling


@pytest_asyncio.fixture
async def noticing(house: House) -> AsyncIterator[NoticingHouse]:
    made = NoticingHouse(house, Service())
    yield made
    await made.notices.close()


async def switch_on(browser: Browser, told: dict[str, str], **headers: str) -> httpx.Response:
    return await browser.client.post("/trang/api/notices/on", json=told, headers={POST: browser.post} | headers)


async def go_on(browser: Browser, told: dict[str, str]) -> httpx.Response:
    where = {"endpoint": told["endpoint"]}
    return await browser.client.post("/trang/api/notices/again", json=where, headers={POST: browser.post})


async def test_a_browser_that_asked_is_told_what_the_heading_says_and_no_more(noticing: NoticingHouse) -> None:
    me, engine = noticing.house.officer(), Engine("a")
    browser = await noticing.house.signed(me)
    assert (await browser.open()).json()["notices"] == noticing.notices.public_key
    assert (await switch_on(browser, engine.told)).json() == {"on": True}
    await noticing.push(me)
    ((name, body),) = noticing.service.notices
    assert name == "a"
    assert engine.read(body) == {"title": DIGEST.heading, "body": DIGEST.mail_subject}
    assert b"II.3" not in body
    assert len(await browser.shown()) == 1


async def test_a_closed_page_is_a_way_while_a_browser_hears_of_it(noticing: NoticingHouse) -> None:
    me, engine = noticing.house.officer(), Engine("a")
    browser = await noticing.house.signed(me)
    await switch_on(browser, engine.told)
    noticing.house.clock.ahead = LONG
    with noticing.house.store.write() as session:
        assert (
            page_sessions.close_unopened(session, now=noticing.house.clock.now(), wall=noticing.house.clock.wall())
            == 0
        )
    await noticing.push(me)
    assert len(noticing.service.notices) == 1
    noticing.service.status = 503
    with pytest.raises(Unreachable):
        await noticing.push(me)
    noticing.service.status = 410
    for _ in range(2):
        with pytest.raises(Unreachable):
            await noticing.push(me)
    noticing.service.status = 201
    with pytest.raises(Unreachable):
        await noticing.push(me)
    assert len(noticing.service.notices) == 1, "a browser that is gone is forgotten"


async def test_a_page_that_was_not_opened_is_no_way_by_itself(noticing: NoticingHouse) -> None:
    me = noticing.house.officer()
    await noticing.house.signed(me)
    noticing.house.clock.ahead = LONG
    with pytest.raises(Unreachable):
        await noticing.push(me)
    with noticing.house.store.write() as session:
        assert (
            page_sessions.close_unopened(session, now=noticing.house.clock.now(), wall=noticing.house.clock.wall())
            == 1
        )


@pytest.mark.parametrize("how", ["/thoat", "leave", "30 days", "another officer"])
async def test_who_has_left_the_page_is_told_of_nothing(noticing: NoticingHouse, how: str) -> None:
    house, me, engine = noticing.house, noticing.house.officer(), Engine("a")
    browser = await house.signed(me)
    await switch_on(browser, engine.told)
    chat_id = noticing.chat_of(me)
    match how:
        case "/thoat":
            await browser.say("/thoat")
        case "leave":
            await browser.client.post("/trang/api/leave", json={}, headers={POST: browser.post})
        case "30 days":
            house.clock.ahead = UNSEEN_SESSION_TERM + timedelta(hours=1)
        case _:
            other = house.officer("snv", name="Trần Văn B")
            with house.store.write() as session:
                session.exec(select(ChatLink).where(ChatLink.chat_id == chat_id)).one().officer_id = other
    assert await noticing.notices.notify(chat_id, notice_of(DIGEST)) is False
    assert noticing.service.notices == []


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN])
async def test_after_a_working_day_a_supervisors_browser_hears_that_there_is_something_and_not_what(
    noticing: NoticingHouse, role: Role
) -> None:
    house, engine = noticing.house, Engine("a")
    me = house.officer("snv", role)
    await switch_on(await house.signed(me), engine.told)
    house.clock.ahead = SUPERVISOR_SESSION_TERM + timedelta(minutes=1)
    await noticing.push(me)
    told = engine.read(noticing.service.notices[-1][1])
    assert told == {"title": "Có tin nhắc việc", "body": "Anh/chị vào lại trang để đọc"}

    other, again = await house.signed(house.officer()), await house.signed(me)
    assert (await go_on(other, engine.told)).json() == {"on": False}, "somebody else at the same browser"
    assert (await go_on(again, Engine("b").told)).json() == {"on": False}
    assert (await go_on(again, engine.told)).json() == {"on": True}
    await noticing.push(me)
    assert engine.read(noticing.service.notices[-1][1])["title"] == DIGEST.heading
    assert (await again.say("/thoat")).status_code == 200
    with pytest.raises(Unreachable):
        await noticing.push(me)
    assert len(noticing.service.notices) == 2


async def test_switched_off_is_off(noticing: NoticingHouse) -> None:
    me, engine = noticing.house.officer(), Engine("a")
    browser = await noticing.house.signed(me)
    await switch_on(browser, engine.told)
    gone = {"endpoint": engine.told["endpoint"]}
    answer = await browser.client.post("/trang/api/notices/off", json=gone, headers={POST: browser.post})
    assert answer.json() == {"on": False}
    await noticing.push(me)
    assert noticing.service.notices == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/a",
        "https://fcm.googleapis.com:8080/a",
        "https://fcm.googleapis.com@127.0.0.1/a",
        "https://127.0.0.1/a",
        "https://evilfcm.googleapis.com.evil.example/a",
        "https://notpush.apple.com/a",
        "https://[::1/a",
        SERVICE + "a" * 1024,
        "",
    ],
)
async def test_this_server_calls_nobody_but_push_services(noticing: NoticingHouse, endpoint: str) -> None:
    browser = await noticing.house.signed(noticing.house.officer())
    answer = await switch_on(browser, Engine("a").told | {"endpoint": endpoint})
    assert answer.status_code == 400


@pytest.mark.parametrize("wrong", [{"key": "x"}, {"secret": ""}, {"key": "A" * 200}])
async def test_keys_that_are_none_are_refused(noticing: NoticingHouse, wrong: dict[str, str]) -> None:
    browser = await noticing.house.signed(noticing.house.officer())
    assert (await switch_on(browser, Engine("a").told | wrong)).status_code == 400


async def test_only_the_page_itself_can_switch(noticing: NoticingHouse) -> None:
    browser = await noticing.house.signed(noticing.house.officer())
    assert (await switch_on(browser, Engine("a").told, **{POST: "0" * 64})).status_code == 403
    assert (await switch_on(browser, Engine("a").told, origin="https://evil.example")).status_code == 403
    stranger = noticing.house.browser()
    assert (await switch_on(stranger, Engine("a").told)).status_code == 401


async def test_an_officer_has_so_many_browsers_and_the_oldest_makes_room(noticing: NoticingHouse) -> None:
    me = noticing.house.officer()
    browser = await noticing.house.signed(me)
    for number in range(AT_MOST + 2):
        assert (await switch_on(browser, Engine(f"{number}").told)).status_code == 200
    await noticing.push(me)
    assert [name for name, _ in noticing.service.notices] == [f"{number}" for number in range(2, AT_MOST + 2)]


async def test_without_a_key_nothing_is_offered(house: House) -> None:
    browser = await house.signed(house.officer())
    assert (await browser.open()).json()["notices"] == ""
    assert (await switch_on(browser, Engine("a").told)).status_code in (404, 405)
