"""120 officers on three bots of fifty people each: invitations, a month that is spent, a token that is lost."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.channels.configured import ChannelEntrances
from bot.settings import Settings
from data.enums import QuotaLevel, Role
from data.files.folder import FilesInFolder
from data.models import Agency, QuotaWarning
from data.registry.office import agencies
from data.registry.people import identities, invitations
from data.registry.reach import mail_addresses
from data.rules.digest_hours import digest_at
from data.store import Store
from tests.acceptance.rehearsal.outages import day_of
from tests.acceptance.rehearsal.seats import STANDING_BODY
from tests.acceptance.ways.mixed_office import MixedOffice
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.modes import Modes
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.server import TOKEN, ZaloApi
from tests.loopback.zalo.world import Bot, Message

OFFICERS, PLACES = 120, 50
TOKENS = (TOKEN, "5566778899:another-loopback-secret", "6677889900:a-third-loopback-secret")
MONTHLY = 130
"""An answer and a digest to each of fifty, and thirty messages more."""
THURSDAY, MONDAY, NEXT_MONDAY = date(2024, 2, 15), date(2024, 2, 19), date(2024, 2, 26)
"""Mornings of one month on which every agency is reminded: TC.1 is overdue, after the holidays on a Thursday."""
BEFORE_THE_TOKEN_IS_LOST = 7
ADMINISTRATOR = "quantri@coquan.gov.vn"


@pytest.fixture
def zalo() -> Iterator[ZaloApi]:
    with ZaloApi(Modes(monthly=MONTHLY, people=PLACES)) as server:
        for token in TOKENS[1:]:
            server.add_bot(token)
        yield server


@dataclass
class Crowd:
    """The officers, each with a chat on the bot that their invitation named, and a mailbox."""

    office: MixedOffice
    zalo: ZaloApi
    mail: MailServer
    people: list[Person]

    def digests(self, day: date) -> Counter[tuple[str, int]]:
        """Return how many digests of a day each officer was sent: by "zalo" or "email", with their number."""
        chats = {person.chat_id: number for number, person in enumerate(self.people)}
        boxes = {address_of(number): number for number in range(OFFICERS)}
        found = [("zalo", chats[one.chat_id]) for one in self.zalo.world.sent if day_of(one.text) == day]
        found += [
            ("email", boxes[one.recipient])
            for one in self.mail.arrived
            if one.recipient in boxes and day_of(one.text) == day
        ]
        return Counter(found)

    def of(self, bot: Bot) -> set[int]:
        return {number for number, person in enumerate(self.people) if person.bot is bot}


def address_of(number: int) -> str:
    return f"canbo{number}@coquan.gov.vn"


def invite_all(office: MixedOffice, zalo: ZaloApi) -> list[tuple[Person, str]]:
    """Invite an officer of each of many agencies; return who writes to which bot, and the code."""
    settings = Settings(zalo_token=",".join(TOKENS), zalo_people=PLACES)  # type: ignore[arg-type]
    entrances, now, found = ChannelEntrances(settings, lambda: None), office.clock.now(), []
    bots = {f"https://bot.zaloplatforms.com/bots/{bot.number}": bot for bot in zalo.world.bots.values()}
    with office.store.write() as session:
        of = session.exec(select(Agency.id).order_by(col(Agency.code).desc()).limit(OFFICERS))
        for number, agency_id in enumerate([one for one in of if one]):
            channel = entrances.find_room(session, now)
            invited = invitations.invite(
                session,
                agency_id=agency_id,
                role=Role.OFFICER,
                name=f"Cán bộ {number}",
                now=now,
                actor="test",
                channel=channel,
            )
            [way_in] = entrances.list_for(invited.code, channel)
            found.append((zalo.person(f"{number:020x}", bot=bots[way_in.address]), way_in.typed))
    return found


@pytest.fixture
async def crowd(sqlite: SqliteFiles, tmp_path: Path, zalo: ZaloApi, mail: MailServer) -> Crowd:
    store = Store(sqlite.copy_of(with_plan_175))
    office = MixedOffice(
        store, FilesInFolder(tmp_path), zalo, mail, digest_at(THURSDAY, 7), tokens=TOKENS, allowed=MONTHLY
    )
    return Crowd(office, zalo, mail, [])


async def join(crowd: Crowd) -> None:
    """Let everybody type their code, and give an address; an administrator has nothing but one."""
    office, now = crowd.office, crowd.office.clock.now()
    for person, code in invite_all(office, crowd.zalo):
        person.says(code)
        crowd.people.append(person)
    for person in crowd.people:
        assert "Chào anh/chị" in (await person.sees()).text
    with office.store.write() as session:
        for number, person in enumerate(crowd.people):
            me = identities.identify(session, f"zalo-{person.bot.number}", person.chat_id)
            assert me
            mail_addresses.save_address(session, me.officer_id, address_of(number), now)
        body = agencies.find(session, STANDING_BODY).id
        identities.enrol(
            session,
            agency_id=body,
            role=Role.ADMIN,
            name="Quản trị",
            channel="email",
            chat_id=ADMINISTRATOR,
            now=now,
        )


def lose_token(bot: Bot, after: int, adding: Callable[..., Message]) -> Callable[..., Message]:
    """Return `adding` so that the token of `bot` is refused once it has sent so many messages more."""
    last = bot.sent + after

    def add(sender: Bot, *about: str) -> Message:
        message = adding(sender, *about)
        bot.refused = bot.sent >= last
        return message

    return add


def list_warned(store: Store, level: QuotaLevel) -> set[str]:
    with store.read() as session:
        return {one.channel for one in session.exec(select(QuotaWarning)) if one.level is level}


async def test_each_officer_hears_once_whatever_becomes_of_the_bots(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, zalo = crowd.office, crowd.zalo
    everybody = set(range(OFFICERS))
    async with office.running():
        await join(crowd)
        first, second, third = zalo.world.bots.values()
        assert [len(crowd.of(bot)) for bot in (first, second, third)] == [50, 50, 20]

        await office.morning(digest_at(THURSDAY, 8))
        assert crowd.digests(THURSDAY) == Counter(("zalo", number) for number in everybody)

        await office.morning(digest_at(MONDAY, 8))
        digests = crowd.digests(MONDAY)
        by_mail = {number for way, number in digests if way == "email"}
        assert {*digests.values()} == {1}
        assert {number for _way, number in digests} == everybody
        assert (first.sent, second.sent) == (MONTHLY, MONTHLY)
        assert [len(crowd.of(bot) & by_mail) for bot in (first, second, third)] == [20, 20, 0]
        await office.app.save_quotas()
        await office.morning(digest_at(MONDAY, 9))
        full = [f"zalo-{bot.number}" for bot in (first, second)]
        assert list_warned(office.store, QuotaLevel.SPENT) == {*full}
        told = "\n".join(one.text for one in crowd.mail.to(ADMINISTRATOR))
        assert all(bot.number in told for bot in (first, second))

        adding = lose_token(third, BEFORE_THE_TOKEN_IS_LOST, zalo.world.add_message)
        monkeypatch.setattr(zalo.world, "add_message", adding)
        await office.morning(digest_at(NEXT_MONDAY, 8))
    digests = crowd.digests(NEXT_MONDAY)
    assert {*digests.values()} == {1}
    assert {number for _way, number in digests} == everybody
    assert sum(way == "zalo" for way, _number in digests) == BEFORE_THE_TOKEN_IS_LOST
    assert zalo.world.stats["repeated"] == 0
    office.store.close()
