"""The whole product by typed text: real channel, real conversation, a strict server, one message an answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import func, select
from sqlmodel import SQLModel

from bot.app import App
from bot.channels.zalo.channel import ZaloChannel
from bot.http.app import build_app
from bot.http.webhooks import webhook_routes
from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities, invitations
from data.store import Store
from tests.bot.channels.running import running
from tests.bot.channels.zalo.conftest import UNLIMITED
from tests.handlers.chat import Office
from tests.loopback.zalo.modes import Modes
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import TOKEN, ZaloApi

SECRET = "s" * 32


class House:
    """The process over one Zalo bot."""

    def __init__(
        self, store: Store, api: ZaloApi, webhook: tuple[str, str] | None = None, *, allowed: int = 3000
    ) -> None:
        self.office, self.api = Office(store), api
        self.app = App(store, self.office.clock, self.office.files)
        name = "zalo-4455667788"
        self.quota = self.app.quota(name, allowed)
        self.channel = ZaloChannel(
            TOKEN,
            api.base_url,
            self.app.converse,
            self.app.links(name),
            self.app.journal(name),
            self.quota,
            None,
            self.office.clock.now,
            limits=UNLIMITED,
            webhook=webhook,
        )

    def invite(self, role: Role, of: str = "stp") -> str:
        with self.office.store.write() as session:
            return invitations.invite(
                session,
                agency_id=agencies.find(session, of).id,
                role=role,
                name="Cán bộ A",
                now=self.office.clock.now(),
                actor="test",
            ).code

    async def asks(self, person: Person, text: str) -> str:
        """Type; return the one message that answers."""
        before = len(person.messages)
        person.says(text)
        answer = (await person.sees()).text
        assert len(person.messages) == before + 1
        return answer


@pytest.fixture
async def house(planned: Store, api: ZaloApi) -> AsyncIterator[House]:
    built = House(planned, api)
    async with running(built.channel):
        yield built


async def test_an_officer_reports_and_takes_it_back(house: House, person: Person) -> None:
    assert "gõ mã ấy vào đây" in await house.asks(person, "xin chào")
    assert "Chào anh/chị Cán bộ A" in await house.asks(person, house.invite(Role.OFFICER).lower())
    assert "II.3" in await house.asks(person, "/nhiemvu")
    assert "1 Đã xong" in await house.asks(person, "/nhiemvu II.3")
    assert "số" in (await house.asks(person, "1")).lower()
    assert "1 Hoàn tác" in await house.asks(person, "12/KH-UBND 26/02/2024")
    assert "Đã hoàn tác" in await house.asks(person, "1")
    await house.asks(person, "/nhiemvu II.3")
    assert "gia hạn" in await house.asks(person, "xin gia hạn")
    assert "1 Ghi nhận" in await house.asks(person, "15/03/2024 chờ ý kiến của Bộ Tư pháp")
    await house.asks(person, "1")
    assert house.office.changes(house.office.duty("II.3")) == ["reported", "undone", "extension_asked"]
    assert "chỉ chuyển cho tôi chữ và ảnh" in await _sends(person, "message.unsupported.received")
    assert house.api.world.stats["ignored"] == 0


async def test_a_supervisor_sees_the_state_and_confirms(house: House, person: Person, api: ZaloApi) -> None:
    officer = api.person("b" * 20, "Người khác")
    await house.asks(officer, house.invite(Role.OFFICER))
    await house.asks(officer, "/nhiemvu II.3")
    await house.asks(officer, "1")
    await house.asks(officer, "12/KH-UBND 26/02/2024")
    await house.asks(person, house.invite(Role.SUPERVISOR, "snv"))
    overview = await house.asks(person, "/tonghop")
    assert "Theo cơ quan" in overview
    assert "Sở" in await house.asks(person, "theo cơ quan")
    assert "II.3" in await house.asks(person, "việc chờ xác nhận")


async def test_a_digest_is_answered_by_its_number_in_the_afternoon(house: House, person: Person) -> None:
    await house.asks(person, house.invite(Role.OFFICER))
    house.office.later(days=1)
    await house.app.tick({house.channel.name: house.channel})
    digest = await person.sees(lambda message: "đã xong" in message.text)
    assert "1 " in digest.text.rpartition("\n\n")[2]
    house.office.later(hours=6)
    assert "số" in (await house.asks(person, "1")).lower()


async def test_the_same_message_five_times_at_once_is_answered_once(planned: Store, api: ZaloApi) -> None:
    async with _by_webhook(planned, api) as (house, browser):
        person = api.person()
        person.bot.chats[person.chat_id] = "Cán bộ"
        update = {"event_name": "message.text.received", "message": person.message(text="xin chào")}
        posts = [_post(browser, house, update, house.channel.webhooks[0].secret) for _ in range(5)]
        assert set(await asyncio.gather(*posts)) <= {200, 503}  # on a busy machine: stored late, to be sent again
        await person.sees()
        assert len(person.messages) == 1


async def test_a_thousand_posts_with_a_wrong_secret_or_none_leave_no_row(
    planned: Store, api: ZaloApi, modes: Modes
) -> None:
    async with _by_webhook(planned, api) as (house, browser):
        right = house.channel.webhooks[0].secret
        wrong = [None, "", SECRET, "x" * 64, right[:-1], right + "x", right.swapcase(), f" {right}x"]
        update = {"event_name": "message.text.received", "message": api.person().message(text="xin chào")}
        before = _count_rows(planned)
        statuses = {await _post(browser, house, update, wrong[number % len(wrong)]) for number in range(1000)}
        assert (statuses, _count_rows(planned)) == ({401}, before)
        assert await _post(browser, house, update, right) in (200, 503)  # on a busy machine: stored late
        async with asyncio.timeout(60):
            while _count_rows(planned) == before:  # noqa: ASYNC110 - rows are counted, they tell nobody
                await asyncio.sleep(0.01)


async def test_a_month_that_is_spent_says_nothing_more(planned: Store, person: Person, api: ZaloApi) -> None:
    house = House(planned, api)
    async with running(house.channel):
        await house.asks(person, house.invite(Role.OFFICER))
        house.quota.mark_spent()
        house.office.later(days=1)
        calls = len(api.calls("sendMessage"))
        await house.app.tick({house.channel.name: house.channel})
        person.says("/nhiemvu")
        house.quota.count_received(1)
        await house.quota.flush()
        assert len(api.calls("sendMessage")) == calls
        assert house.channel.trouble is not None
        again = House(planned, api)
        assert again.quota.is_spent


async def _sends(person: Person, event: str) -> str:
    person.sends(event)
    return (await person.sees()).text


@asynccontextmanager
async def _by_webhook(store: Store, api: ZaloApi) -> AsyncIterator[tuple[House, AsyncClient]]:
    house = House(store, api, ("https://nhacviec.example.vn", SECRET))
    api.bot.webhook = "https://nhacviec.example.vn/zalo/4455667788"
    app = build_app(webhook_routes(house.channel.webhooks))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://bot") as browser, running(house.channel):
        async with asyncio.timeout(30):
            while house.channel.trouble:  # noqa: ASYNC110 - a state is looked at, it tells nobody
                await asyncio.sleep(0.005)
        yield house, browser


def _count_rows(store: Store) -> dict[str, int]:
    """Return how many rows each table has."""
    with store.read() as session:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


async def _post(browser: AsyncClient, house: House, update: object, secret: str | None) -> int:
    [webhook] = house.channel.webhooks
    headers = {} if secret is None else {webhook.header: secret}
    return (await browser.post(webhook.path, json=update, headers=headers)).status_code


def test_identities_know_each_bot_as_a_channel(planned: Store) -> None:
    with planned.write() as session:
        agency = agencies.find(session, "stp").id
        for bot in ("zalo-1", "zalo-2"):
            identities.enrol(
                session,
                agency_id=agency,
                role=Role.OFFICER,
                name=bot,
                channel=bot,
                chat_id="same",
                now=Office(planned).clock.now(),
            )
        names = [identities.identify(session, bot, "same") for bot in ("zalo-1", "zalo-2")]
        assert [one and one.name for one in names] == ["zalo-1", "zalo-2"]
