"""The journal in the registry, as a running bot uses it: an act is done once and its answer arrives."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.app import App
from bot.channels.receiving import bot_channel
from bot.channels.telegram.channel import TelegramChannel
from bot.registry.journal import RegistryJournal
from data.enums import Role, UpdateState
from data.errors import RegistryUnusable
from data.models import JournalEntry
from data.registry.conversations import journal as journal_rows
from data.registry.conversations.journal import Claim, RawUpdate
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Session, Store
from handlers.base.callback_data.account import SendCalendar
from handlers.base.callback_data.codec import encode
from scheduler.testing import FixedClock
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import UNLIMITED
from tests.factories import LONG_AGO
from tests.handlers.chat import Office
from tests.handlers.morning import MORNING
from tests.loopback import faults
from tests.loopback.server import BotApi


def rows(store: Store) -> dict[str, JournalEntry]:
    with store.read() as session:
        return {row.update_id: row for row in session.exec(select(JournalEntry).order_by(col(JournalEntry.id)))}


def raw(*numbers: str) -> list[RawUpdate]:
    return [RawUpdate(number, "7", "{}") for number in numbers]


def journal_of(store: Store) -> RegistryJournal:
    return RegistryJournal(store, lambda: LONG_AGO, "telegram")


async def until_done(store: Store, number: str) -> None:
    async with asyncio.timeout(60):
        while rows(store)[number].state not in (UpdateState.DONE, UpdateState.SKIPPED):  # noqa: ASYNC110 - a row tells nobody
            await asyncio.sleep(0.01)


async def test_what_a_process_held_in_a_registry_that_was_copied_to_a_file_is_answered(store: Store) -> None:
    with store.write() as session:
        journal_rows.record(session, "telegram", raw("1"), LONG_AGO, "41.ab")
    assert [one.update_id for one in await journal_of(store).list_open()] == ["1"]
    with store.write() as session:
        assert journal_rows.claim(session, "telegram", "1", LONG_AGO) is Claim.OPEN


async def test_ends_are_stored_with_the_next_updates_or_soon_by_themselves(store: Store) -> None:
    journal = journal_of(store)
    assert await journal.record(raw("1", "2", "3")) == {"1", "2", "3"}
    await journal.record_attempt("3")
    journal.end("1")
    journal.end("2", "message: KeyError")
    journal.take_back_attempt("3")
    assert await journal.record(raw("3", "4")) == {"4"}
    stored = rows(store)
    assert [stored[number].state.value for number in "1234"] == ["done", "skipped", "received", "received"]
    assert (stored["1"].raw, stored["2"].raw, stored["2"].note) == (None, None, "message: KeyError")
    assert stored["3"].attempts == 0
    journal.end("3")
    await until_done(store, "3")
    journal.end("4")
    await journal.flush()
    assert await journal.list_open() == []


@pytest.mark.parametrize(("together", "stored_in"), [(50, 1), (2, 2)])
async def test_what_arrives_together_is_stored_together_in_parts_and_is_new_to_one(
    store: Store, monkeypatch: pytest.MonkeyPatch, together: int, stored_in: int
) -> None:
    monkeypatch.setattr("bot.registry.journal.TOGETHER", together)
    journal, units = journal_of(store), []
    write = store.write

    def counted(*, at_once: bool = False) -> AbstractContextManager[Session]:
        units.append(at_once)
        return write(at_once=at_once)

    monkeypatch.setattr(store, "write", counted)
    async with journal._one_at_a_time:  # others are being stored
        waiting = [asyncio.create_task(journal.record(raw(number))) for number in ("1", "2", "2", "3")]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert await asyncio.gather(*waiting) == [{"1"}, {"2"}, set(), {"3"}]
    assert len(units) == stored_in
    assert list(rows(store)) == ["1", "2", "3"]


async def test_one_that_cannot_be_stored_takes_no_other_along(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, record = journal_of(store), journal_rows.record

    def picky(
        session: Session, channel: str, updates: Sequence[RawUpdate], wall: datetime, holder: str = ""
    ) -> set[str]:
        if any(one.update_id == "bad" for one in updates):
            raise RegistryUnusable("full")
        return record(session, channel, updates, wall, holder)

    monkeypatch.setattr("bot.registry.journal.journal.record", picky)
    async with journal._one_at_a_time:
        waiting = [asyncio.create_task(journal.record(raw(number))) for number in ("bad", "1", "2")]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    bad, *good = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(bad, RegistryUnusable)
    assert good == [{"1"}, {"2"}]


async def test_ends_that_cannot_be_stored_are_kept_until_they_can(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.registry.journal._AFTER_FAILURE", 0.01)
    journal = journal_of(store)
    await journal.record(raw("1"))
    with monkeypatch.context() as patch:
        for unit in ("write", "write_statement"):
            patch.setattr(store, unit, lambda **_how: (_ for _ in ()).throw(RegistryUnusable("gone")))
        journal.end("1")
        with pytest.raises(RegistryUnusable):
            await journal.record(raw("2"))
        async with asyncio.timeout(60):
            while "could not be written" not in caplog.text:  # noqa: ASYNC110 - a log tells nobody
                await asyncio.sleep(0.005)
    await until_done(store, "1")


class Bot:
    """The program as it runs, against the suite's Bot API, with an officer of Sở Tư pháp in chat 7."""

    def __init__(self, store: Store, api: BotApi, folder: Path) -> None:
        self.store, self.api = store, api
        self.office = Office(store)
        self.app = App(store, FixedClock(MORNING), self.office.files)
        self.person = api.person(7)
        with store.write() as session:
            identities.enrol(
                session,
                agency_id=agencies.find(session, "stp").id,
                role=Role.OFFICER,
                name="Cán bộ A",
                channel="telegram",
                chat_id="7",
                now=MORNING,
            )

    def channel(self) -> TelegramChannel:
        """A new process."""
        return TelegramChannel(
            self.api.token,
            self.app.converse,
            self.app.links("telegram"),
            self.app.journal("telegram"),
            lambda: MORNING,
            base_url=self.api.base_url,
            limits=UNLIMITED,
        )

    async def waits_for_call(self, status: int, text: str = "") -> None:
        await asyncio.to_thread(
            self.api.wait_for,
            lambda world: any(
                call.status == status and text in call.params.get("text", "")
                for call in world.calls
                if call.method in ("sendMessage", "editMessageText")
            ),
        )


@pytest.fixture
def bot(planned: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    monkeypatch.setattr(bot_channel, "GRACE", 0.01)
    with BotApi() as api:
        yield Bot(planned, api, tmp_path)


async def test_an_act_whose_answer_was_not_sent_is_done_once_and_answered_by_the_next_process(bot: Bot) -> None:
    duty = bot.office.duty("II.3")
    async with running(bot.channel()):
        bot.person.says("/nhiemvu II.3")
        await bot.person.sees()
        bot.api.fail("sendMessage", faults.too_many(500))
        bot.person.taps_value(f"percent:{duty.id}:0:50")
        await bot.waits_for_call(429)
    assert bot.office.changes(duty) == ["progress"]
    *_, unsent = rows(bot.store).values()
    assert (unsent.state, unsent.chat_id, unsent.raw is None) == (UpdateState.ANSWERED, "7", False)
    assert "50%" in str(unsent.reply)
    async with running(bot.channel()):
        await bot.waits_for_call(200, "50%")
        await until_done(bot.store, unsent.update_id)
    assert bot.office.changes(duty) == ["progress"]
    assert {(row.state, row.raw, row.reply) for row in rows(bot.store).values()} == {(UpdateState.DONE, None, None)}


async def test_an_answer_with_a_file_is_made_anew(bot: Bot) -> None:
    async with running(bot.channel()):
        bot.person.says("/lich")
        await bot.person.sees()
        bot.api.fail("sendDocument", faults.too_many(500))
        bot.person.taps_value(encode(SendCalendar()))
        await asyncio.to_thread(bot.api.wait_for, lambda world: any(call.status == 429 for call in world.calls))
    *_, unsent = rows(bot.store).values()
    assert (unsent.state, unsent.reply) == (UpdateState.RECEIVED, None)
    async with running(bot.channel()):
        await bot.person.sees(lambda message: message.kind == "document")


async def test_while_the_registry_is_away_each_update_is_answered_with_what_is_wrong(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(bot.channel()):
        bot.person.says("/toi")
        await bot.person.sees()
        with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
            patch.setattr(bot.store, "write", lambda **_how: (_ for _ in ()).throw(RegistryUnusable("gone")))
            bot.person.says("/toi")
            await bot.person.sees(lambda message: "Có lỗi ở phía hệ thống" in message.text)
        bot.person.says("/toi")
        await bot.person.sees(lambda message: "Anh/chị là" in message.text)
    assert "chưa lưu được bản tin vừa nhận" in caplog.text
