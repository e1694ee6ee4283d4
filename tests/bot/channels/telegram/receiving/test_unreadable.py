"""Updates that the library or this channel cannot read: skipped, logged by their kind, and the others answered."""

import asyncio
import copy
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import RetryAfter
from telegram.request import HTTPXRequest

from bot.channels.receiving.phases import Phase
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.errors import classify
from bot.channels.telegram.receiving import poll, updates
from scheduler.sending.errors import SlowDown
from tests.bot.channels.fakes import Conversation, Links, Notebook
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import channel_to
from tests.bot.channels.telegram.receiving.unreadable import DOCUMENT, MEMBERSHIP, MESSAGE, SECRET, TAP, UNREADABLE
from tests.loopback import faults
from tests.loopback.people import Person
from tests.loopback.server import BotApi

SOON = 0.1


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "AGAIN", SOON)


def said(records: list[logging.LogRecord]) -> list[str]:
    return [record.getMessage() for record in records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize(("update", "kind"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("place", ["first", "last"])
async def test_an_update_that_cannot_be_read_is_skipped_and_the_rest_answered(
    api: BotApi,
    person: Person,
    conversation: Conversation,
    links: Links,
    caplog: pytest.LogCaptureFixture,
    update: Any,
    kind: str,
    place: str,
) -> None:
    notebook = Notebook()
    if place == "first":
        number = api.add_raw(update)
    person.says("một")
    if place == "last":
        number = api.add_raw(update)
    async with running(channel_to(api, conversation, links, journal=notebook)) as channel:
        await person.sees()
        person.says("hai")
        await person.sees()
        assert channel.trouble is None
    assert [incoming.text for incoming in conversation.heard] == ["một", "hai"]
    assert any("không đọc được" in line and kind in line for line in said(caplog.records))
    assert SECRET not in caplog.text
    if isinstance(update, dict) and "update_id" not in update:
        assert notebook.ended[str(number)].startswith(f"{kind}: ")
        assert SECRET not in notebook.ended[str(number)]


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"a_kind_of_2030": {"text": SECRET}}, id="of a new kind"),
        pytest.param({"channel_post": MESSAGE}, id="that nobody asked for"),
        pytest.param({}, id="about nothing"),
    ],
)
async def test_an_update_about_nothing_is_passed_over(
    api: BotApi, person: Person, conversation: Conversation, channel: TelegramChannel, update: Any
) -> None:
    api.add_raw(update)
    person.says("một")
    await person.sees()
    assert [incoming.text for incoming in conversation.heard] == ["một"]


async def test_what_cannot_be_confirmed_keeps_neither_the_bot_nor_the_log_busy(
    api: BotApi, conversation: Conversation, links: Links, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram gives it again at once, for as long as nothing newer comes."""
    api.add_raw({"update_id": "x", "message": MESSAGE})
    async with running(channel_to(api, conversation, links)) as channel:
        await asyncio.sleep(4 * SOON)
        assert channel.trouble is None
    assert 2 <= len(api.calls("getUpdates")) <= 5
    assert len(said(caplog.records)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff\xfe",
        b"<html>" + SECRET.encode(),
        b'{"ok": true, "result": {"text": "' + SECRET.encode() + b'"}}',
        b'{"ok": true, "result": "' + SECRET.encode() + b'"}',
        b'{"ok": true, "result": null}',
        b'{"ok": true}',
        b'["' + SECRET.encode() + b'"]',
        b'{"ok": true, "result": [{"update_id": 1001, "message": {"text": "' + SECRET.encode(),
    ],
)
async def test_an_answer_that_holds_no_updates_is_trouble_and_asked_for_again(
    api: BotApi,
    person: Person,
    conversation: Conversation,
    links: Links,
    caplog: pytest.LogCaptureFixture,
    answer: bytes,
) -> None:
    api.fail("getUpdates", faults.nonsense(answer))
    api.fail("getMe", faults.nonsense(answer))
    person.says("một")
    async with running(channel_to(api, conversation, links)):
        await person.sees()
    assert said(caplog.records)
    assert SECRET not in caplog.text


async def test_a_fault_of_the_program_in_receiving_is_logged_and_receiving_goes_on(
    api: BotApi,
    person: Person,
    conversation: Conversation,
    links: Links,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fetch, faults_left = updates.fetch, [ZeroDivisionError]

    async def faulty(bot: Bot, polls: HTTPXRequest, offset: int, patience: int) -> list[object]:
        if faults_left:
            raise faults_left.pop()
        return await fetch(bot, polls, offset, patience)

    monkeypatch.setattr(updates, "fetch", faulty)
    person.says("một")
    async with running(channel_to(api, conversation, links)):
        await person.sees()
    assert "Telegram: nhận tin hỏng" in said(caplog.records)


@pytest.mark.parametrize("pause", ["soon", -5, None, [], {}, True])
def test_a_pause_that_is_no_number_of_seconds_is_a_while(pause: Any) -> None:
    error = RetryAfter(0)
    error._retry_after = pause
    failed = classify(error)
    assert isinstance(failed, SlowDown)
    assert 0 < failed.retry_after < 60


@pytest.fixture(scope="module")
def open_api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["id", "type", "text"]), st.integers(), max_size=2),
)
WHOLE: list[dict[str, Any]] = [
    {"message": MESSAGE | {"document": DOCUMENT, "media_group_id": "1", "caption": "II.3"}},
    {"message": MESSAGE | {"migrate_to_chat_id": -100}},
    {"callback_query": TAP},
    {"my_chat_member": MEMBERSHIP},
]


def places(body: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in body.items() if isinstance(body, dict) else ():
        yield (*before, key)
        yield from places(value, (*before, key))


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """An update with one or two fields that are gone or hold something else."""
    update: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from(list(places(update))))
        holder: Any = update
        for key in way:
            holder = holder[key]
        if draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = draw(ODD)
        if not update:
            break
    return update


class TestDamagedUpdates:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(updates=st.lists(damaged(), min_size=20, max_size=40))
    def test_keep_nobody_from_being_answered(self, open_api: BotApi, updates: list[dict[str, Any]]) -> None:
        asyncio.run(self.answered_in_spite_of(open_api, updates))

    @staticmethod
    async def answered_in_spite_of(api: BotApi, updates: list[dict[str, Any]]) -> None:
        person = api.person(7)
        for update in updates:
            api.add_raw(update)
        person.says("một")
        async with running(channel_to(api, Conversation(), Links())) as channel:
            await person.sees()
            assert channel.state.phase is not Phase.OFFLINE
