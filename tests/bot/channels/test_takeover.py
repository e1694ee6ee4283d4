"""A Zalo bot that stops in mid-push: real channels, real servers, one digest for all who can be told otherwise."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlmodel import select

from bot.app import App
from bot.channels.channel import Channel
from bot.channels.mail.channel import MailChannel
from bot.channels.mail.connections import Connections
from bot.channels.web.channel import WebChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.mail_server import read_server
from bot.page.shown_chat import RegistryHistory
from data.enums import DeliveryState, Role
from data.files import Files
from data.files.folder import FilesInFolder
from data.models import ChatLink, Delivery, PageMessage, PageSession
from data.registry.office import agencies
from data.registry.people import identities
from data.registry.reach import push_orders
from data.store import Store
from scheduler.testing import FixedClock
from tests.bot.channels.running import running
from tests.bot.channels.zalo.conftest import UNLIMITED
from tests.handlers.morning import MORNING
from tests.loopback.mail.server import MailServer, Rules
from tests.loopback.zalo.server import TOKEN, ZaloApi
from tests.loopback.zalo.world import Bot, Message

ZALO = "zalo-4455667788"
HOME = "https://nhacviec.example.vn"
FROM = "nhacviec@coquan.gov.vn"
STOPS_AFTER = 4
"""Messages that the bot gets out."""


@dataclass
class House:
    """A process with a Zalo bot, mails and the page; officers of one agency with several ways each."""

    store: Store
    api: ZaloApi
    server: MailServer
    files: Files
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    ways: dict[int, tuple[str, ...]] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = App(self.store, self.clock, self.files, public_url=HOME, has_page=True, mail_domains=("gov.vn",))
        self.zalo = ZaloChannel(
            TOKEN,
            self.api.base_url,
            self.app.converse,
            self.app.links(ZALO),
            self.app.journal(ZALO),
            self.app.quota(ZALO, 3000),
            None,
            self.clock.now,
            limits=UNLIMITED,
        )
        history = RegistryHistory(self.store, self.files, self.clock.wall)
        self.mails = Connections(read_server(self.server.url))
        mail = MailChannel(self.mails, FROM, self.app.ways_in(), self.clock.wall)
        web = WebChannel(self.app.converse, self.clock.now, history, self.app.journal("web"))
        self.channels = {self.zalo.name: self.zalo, mail.name: mail, web.name: web}

    def officer(self, *ways: str, first: str = "") -> int:
        """One more officer of Sở Tư pháp."""
        number = len(self.ways) + 1
        chats = {ZALO: f"{number:020x}", "email": f"canbo{number}@coquan.gov.vn", "web": f"page-{number}"}
        now = self.clock.now()
        with self.store.write() as session:
            key = identities.enrol(
                session,
                agency_id=agencies.find(session, "stp").id,
                role=Role.OFFICER,
                name=f"Cán bộ {number}",
                channel=ways[0],
                chat_id=chats[ways[0]],
                now=now,
            ).officer_id
            for way in ways[1:]:
                session.add(ChatLink(officer_id=key, channel=way, chat_id=chats[way], linked_at=now))
            if "web" in ways:
                page = PageSession(token_hash=f"{number}", chat_id=chats["web"], opened_at=now, seen_at=now)
                session.add(page)
            session.flush()
            if first:
                push_orders.set_first(session, key, first, now)
        self.api.bot.chats[chats[ZALO]] = f"Cán bộ {number}"
        self.ways[key] = ways
        return key

    async def lives(self, minutes: int) -> None:
        """Ticks every half minute."""
        for _ in range(2 * minutes):
            await self.app.beat(self.channels)
            self.clock.move_to(self.clock.now() + timedelta(seconds=30))

    def told(self) -> Counter[int]:
        """How many digests each officer got, on whatever way."""
        by_number = dict(enumerate(self.ways, 1))
        found: Counter[int] = Counter()
        for message in self.api.world.sent:
            found[by_number[int(message.chat_id, 16)]] += 1
        for mail in self.server.arrived:
            found[by_number[int(mail.recipient.removeprefix("canbo").partition("@")[0])]] += 1
        with self.store.read() as session:
            for row in session.exec(select(PageMessage)).all():
                found[by_number[int(row.chat_id.removeprefix("page-"))]] += 1
        return found

    def states(self) -> dict[int, DeliveryState]:
        with self.store.read() as session:
            rows = session.exec(select(Delivery)).all()
        assert len(rows) == len(self.ways), "one message for each"
        return {row.officer_id: row.state for row in rows}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running_server:
        yield running_server


@pytest.fixture
def api() -> Iterator[ZaloApi]:
    with ZaloApi() as running_api:
        yield running_api


@pytest_asyncio.fixture
async def house(planned: Store, api: ZaloApi, server: MailServer, tmp_path: Path) -> AsyncIterator[House]:
    built = House(planned, api, server, FilesInFolder(tmp_path / "files"))
    async with running(built.zalo):
        yield built
    await built.mails.close()


def stop(api: ZaloApi, monkeypatch: pytest.MonkeyPatch, *, spent: bool) -> None:
    """After some messages the token is taken back, or the month is spent."""
    add = api.world.add_message

    def add_and_count(bot: Bot, chat_id: str, text: str, picture: bytes = b"") -> Message:
        message = add(bot, chat_id, text, picture)
        if len(api.world.sent) + 1 >= STOPS_AFTER:
            bot.refused = True
        return message

    if spent:
        monkeypatch.setattr(api.world, "modes", type(api.world.modes)(monthly=STOPS_AFTER))
    else:
        monkeypatch.setattr(api.world, "add_message", add_and_count)


@pytest.mark.parametrize("spent", [False, True])
async def test_who_has_another_way_hears_there_once(
    house: House, api: ZaloApi, monkeypatch: pytest.MonkeyPatch, spent: bool
) -> None:
    stop(api, monkeypatch, spent=spent)
    several = [house.officer(ZALO, "email") for _ in range(5)] + [house.officer(ZALO, "web") for _ in range(5)]
    mailed = house.officer(ZALO, "email", first="email")
    alone = [house.officer(ZALO) for _ in range(3)]
    await house.lives(minutes=6)
    told, states = house.told(), house.states()
    assert {one: told[one] for one in several} == dict.fromkeys(several, 1)
    assert told[mailed] == 1
    assert house.server.to(f"canbo{[*house.ways].index(mailed) + 1}@coquan.gov.vn")
    assert {states[one] for one in [*several, mailed]} == {DeliveryState.SENT}
    for one in alone:
        assert (told[one], states[one]) in ((1, DeliveryState.SENT), (0, DeliveryState.PENDING))
    assert api.world.stats["after_429"] + api.world.stats["repeated"] == 0


async def test_a_mail_that_bounces_is_followed_by_the_next_way(house: House) -> None:
    one = house.officer(ZALO, "email", first="email")
    house.server.rules = Rules(refusals={"*": "550 5.1.1 unknown"})
    await house.lives(minutes=1)
    assert house.told()[one] == 1
    assert len(house.api.world.sent) == 1


async def test_a_mail_server_that_is_away_for_long_is_stood_in_for(house: House) -> None:
    one = house.officer(ZALO, "email", first="email")
    house.server.rules = Rules(sender="451 4.3.0 no disk")
    await house.lives(minutes=3)
    assert house.told()[one] == 0
    await house.lives(minutes=6)
    assert house.told()[one] == 1
    house.server.rules = Rules()
    await house.lives(minutes=2)
    assert house.told()[one] == 1
