"""An officer who is told by mail: the address, the morning's digest, and the page that its links open."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient

from bot.app import App
from bot.channels.mail.channel import MailChannel
from bot.channels.mail.connections import Connections
from bot.channels.web.channel import WebChannel
from bot.http.app import build_app
from bot.mail_server import read_server
from bot.page.routes import STREAM, page_routes
from bot.page.sessions import Sessions
from bot.page.shown_chat import RegistryHistory
from data.enums import Role
from data.files import Files
from data.files.folder import FilesInFolder
from data.registry.office import agencies
from data.registry.people import identities, officers, offices
from data.rules.limits.terms import MAILED_LINK_TERM
from data.store import Store
from handlers.base.messages import Incoming, Reply
from scheduler.testing import FixedClock
from tests.handlers.morning import MORNING
from tests.loopback.mail.letters import Arrived
from tests.loopback.mail.server import MailServer, Rules

HOME = "https://nhacviec.example.vn"
FROM, ADDRESS = "nhacviec@coquan.gov.vn", "an.tran@stp.coquan.gov.vn"
TELEGRAM = "telegram"


@dataclass
class House:
    """A bot that sends mails and serves the page; its officer talks on Telegram, which this process does not have."""

    store: Store
    server: MailServer
    files: Files
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.app = App(self.store, self.clock, self.files, public_url=HOME, has_page=True, mail_domains=("gov.vn",))
        connections = Connections(read_server(self.server.url))
        self.mail = MailChannel(connections, FROM, self.app.ways_in(), self.clock.wall)
        self.app.send_letters_by(self.mail)
        self.web = WebChannel(
            self.app.converse,
            self.clock.now,
            RegistryHistory(self.store, self.files, self.clock.wall),
            self.app.journal("web"),
        )
        sessions = Sessions(self.store, self.clock)
        self.served = build_app(
            page_routes({"web": self.web}, sessions, self.app.commands_for, HOME), endless=[STREAM]
        )
        with self.store.write() as session:
            self.officer_id = identities.enrol(
                session,
                agency_id=agencies.find(session, "stp").id,
                role=Role.OFFICER,
                name="Trần Thị An",
                channel=TELEGRAM,
                chat_id="7",
                now=self.clock.now(),
            ).officer_id

    async def says(self, text: str = "", pressed: str | None = None) -> Reply:
        number = f"{next(self.numbers)}"
        reply = await self.app.converse(Incoming(TELEGRAM, "7", number, self.clock.now(), text, pressed, "1"))
        assert reply
        return reply

    async def confirms(self, address: str = ADDRESS) -> Reply:
        """Gives the address, reads the code in the mail, types it."""
        await self.says(pressed="mail:")
        asked = await self.says(address)
        assert address in asked.body
        code = re.search(r"\d{6}", self.mails(address)[-1].text)
        assert code
        return await self.says(code[0])

    async def morning(self) -> None:
        """Everything that is due goes out."""
        await self.app.tick({"email": self.mail})

    def mails(self, address: str = ADDRESS) -> list[Arrived]:
        return self.server.to(address)

    def browser(self) -> AsyncClient:
        return AsyncClient(transport=ASGITransport(self.served), base_url=HOME)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest_asyncio.fixture
async def house(planned: Store, server: MailServer, tmp_path: Path) -> AsyncIterator[House]:
    made = House(planned, server, FilesInFolder(tmp_path / "files"))
    yield made
    await made.mail._server.close()


def links_of(mail: Arrived) -> list[str]:
    return re.findall(rf"{HOME}(/\S+)", mail.text)


def link_below(mail: Arrived, code: str) -> str:
    """The link below the line that begins with a code."""
    lines = mail.text.split("\n")
    at = next(at for at, line in enumerate(lines) if f" {code} " in line)
    return lines[at + 1].strip().removeprefix(HOME)


async def shown(browser: AsyncClient) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = (await browser.get("/trang/api/messages")).json()["entries"]
    return entries


async def test_from_the_address_to_the_card_of_a_duty(house: House) -> None:
    assert f"Đã xác nhận {ADDRESS}" in (await house.confirms()).body
    await house.morning()
    code, digest = house.mails()
    assert code.subject == "[Nhắc việc] Mã xác nhận địa chỉ thư"
    assert "/trang" not in code.text  # nobody is known at an address that is not confirmed
    assert "/nhac" not in code.text
    assert re.fullmatch(r"\[Nhắc việc\] (\d việc [^,]+)(, \d việc [^,]+)*", digest.subject)
    assert "Sở Tư pháp" in digest.text
    link = link_below(digest, "II.3")
    async with house.browser() as robot:
        for each in links_of(digest):
            assert (await robot.get(each)).status_code == 200
    async with house.browser() as browser:
        tapped = await browser.post(link, headers={"origin": HOME})
        assert (tapped.status_code, tapped.headers["location"]) == (303, "../")
        (card,) = await shown(browser)
        assert card["heading"].startswith("II.3")
        await house.morning()
        assert len(house.mails()) == 2, "told once"


async def test_the_other_links_of_a_mail_go_on_in_the_browser_that_was_let_in(house: House) -> None:
    await house.confirms()
    await house.morning()
    first, *others = [link for link in links_of(house.mails()[-1]) if "card:" in link]
    async with house.browser() as browser, house.browser() as stranger:
        await browser.post(first)
        again = await browser.get(others[0])
        assert again.status_code == 404
        action = re.search(r'action="\.\./(mo\?xem=[^"]+)"', again.text)
        assert action
        assert (await browser.post(f"/trang/{action[1]}")).status_code == 303
        assert len(await shown(browser)) == 2
        assert (await stranger.post(f"/trang/{action[1]}")).headers["location"] == "./"
        assert (await stranger.get("/trang/api/messages")).status_code == 401
        foreign = await browser.post(f"/trang/{action[1]}", headers={"origin": "https://evil.example"})
        assert foreign.status_code == 403
        assert len(await shown(browser)) == 2


async def test_each_agencys_digest_leads_into_the_page_as_its_reader_whoever_the_address_speaks_for(
    house: House,
) -> None:
    await house.confirms()
    with house.store.write() as session:
        there, now = agencies.find(session, "stc").id, house.clock.now()
        offices.add(session, house.officer_id, agency_id=there, role=Role.OFFICER, last_day=None, now=now)
    await house.morning()
    digests = [mail for mail in house.mails() if links_of(mail)]
    told = []
    for digest in digests:
        async with house.browser() as browser:
            offered = (await browser.get(links_of(digest)[0])).text
        [agency] = [name for name in ("Sở Tư pháp", "Sở Tài chính") if name in digest.text]
        assert agency in offered
        told.append(agency)
    assert sorted(told) == ["Sở Tài chính", "Sở Tư pháp"]


async def test_a_mail_to_somebody_who_has_not_this_address_leads_nowhere(house: House) -> None:
    await house.confirms()
    ways = house.app.ways_in()
    assert await ways.offer(ADDRESS, house.officer_id)
    assert await ways.offer(ADDRESS, None)
    assert await ways.offer(ADDRESS, house.officer_id + 1) is None
    assert await ways.offer("khac@stp.coquan.gov.vn", house.officer_id) is None
    with house.store.write() as session:
        there, now = agencies.find(session, "stc").id, house.clock.now()
        added = offices.add(session, house.officer_id, agency_id=there, role=Role.HEAD, last_day=None, now=now)
    assert await ways.offer(ADDRESS, None) is None, "of which of both?"
    found = await ways.offer(ADDRESS, added)
    assert found
    assert not found.is_reminded


@pytest.mark.parametrize(
    "value", ["sethour:9", "setpause:2024-03-04", "endmail:", "done", "x" * 300, "%00", "cmd:thoat"]
)
async def test_a_link_shows_and_never_changes_anything(house: House, value: str) -> None:
    await house.confirms()
    await house.morning()
    link = links_of(house.mails()[-1])[0].partition("?")[0]
    async with house.browser() as browser:
        assert (await browser.post(f"{link}?xem={value}")).status_code == 303
        assert (await browser.post(f"/trang/mo?xem={value}")).status_code == 303
        assert await shown(browser) == []
    assert f"📧 {ADDRESS}" in str((await house.says("/nhac")).buttons)


async def test_links_of_a_mail_work_for_a_day(house: House) -> None:
    await house.confirms()
    await house.morning()
    link = links_of(house.mails()[-1])[0]
    async with house.browser() as browser:
        house.clock.ahead = MAILED_LINK_TERM - timedelta(minutes=1)
        assert (await browser.get(link)).status_code == 200
        house.clock.ahead = MAILED_LINK_TERM + timedelta(minutes=1)
        assert (await browser.get(link)).status_code == 404
        assert (await browser.post(link)).status_code == 404


async def test_who_has_left_is_let_in_by_no_mail(house: House) -> None:
    await house.confirms()
    await house.morning()
    link = links_of(house.mails()[-1])[0]
    with house.store.write() as session:
        officers.deactivate(session, house.officer_id, now=house.clock.now(), actor="test")
    async with house.browser() as browser:
        assert (await browser.post(link)).status_code == 404


async def test_what_the_server_says_of_the_address_is_said_in_the_chat(house: House) -> None:
    house.server.rules = Rules(refusals={ADDRESS: "550 5.1.1 unknown"})
    await house.says(pressed="mail:")
    assert "Máy chủ thư không nhận thư" in (await house.says(ADDRESS)).body
    house.server.rules = Rules(passing={ADDRESS: 1})
    assert "đang không nhận thư" in (await house.says(pressed="mailcode:")).body
    assert house.mails() == []
    assert "Tôi đã gửi một mã" in (await house.says(pressed="mailcode:")).body
    assert len(house.mails()) == 1


async def test_a_bounce_makes_the_address_unreachable(house: House) -> None:
    await house.confirms()
    house.server.rules = Rules(refusals={ADDRESS: "550 5.1.1 unknown"})
    await house.morning()
    assert f"⚠️ {ADDRESS}" in str((await house.says("/nhac")).buttons)
    tried = house.server.recipients[ADDRESS]
    await house.morning()
    assert house.server.recipients[ADDRESS] == tried


async def test_silence_makes_one_repeat_and_no_more(house: House) -> None:
    await house.confirms()
    house.server.rules = Rules(silent=10)
    for _ in range(60):  # three hours
        await house.morning()
        house.clock.move_to(house.clock.now() + timedelta(minutes=3))
    code, first, second = house.mails()
    assert first.mail["Message-ID"] == second.mail["Message-ID"] != code.mail["Message-ID"]
    house.server.rules = Rules()
    house.clock.move_to(MORNING + timedelta(days=1, hours=5))
    await house.morning()
    assert len(house.mails()) == 3, "nothing is due to be told on Tuesday"
    house.clock.move_to(MORNING + timedelta(days=2))
    await house.morning()
    assert len(house.mails()) == 4
    told, after = first.text, house.mails()[-1].text
    left = [line for line in told.split("\n") if line.startswith("🔴")]
    assert left
    assert all(line.split("  ")[0] in after for line in left), "the next digest carries what was left"


async def test_an_outage_is_waited_out(house: House) -> None:
    await house.confirms()
    house.server.rules = Rules(passing={ADDRESS: 3})
    for _ in range(40):
        await house.morning()
        house.clock.move_to(house.clock.now() + timedelta(minutes=1))
    assert len(house.mails()) == 2
