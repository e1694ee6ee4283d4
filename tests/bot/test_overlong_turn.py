"""A turn that works too long is given up: said, logged, nothing of it kept, never tried again."""

import asyncio
import logging
import re
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App
from data.store import Store
from handlers.base.messages import Incoming, Reply
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.handlers.chat import Office, Person

GIVEN_UP = (
    "Yêu cầu này xử lý quá lâu nên tôi đã dừng lại, chưa có gì thay đổi. "
    "Anh/chị gõ lại ngắn gọn hơn hoặc làm cách khác; lỗi đã được ghi lại."
)
LIMIT = timedelta(seconds=0.5)
"""Other turns take a few thousandths."""


class Front:
    """People who talk to the process as it runs."""

    def __init__(self, store: Store) -> None:
        self.office = Office(store)
        self._app = App(store, self.office.clock, self.office.files, turn=LIMIT)

    async def hears(self, incoming: Incoming) -> Reply | None:
        return await self._app.converse(incoming)

    async def asked_for_the_document(self, person: Person) -> None:
        await self.hears(person.update("/nhiemvu II.3"))
        await self.hears(person.update(pressed=f"done:{self.office.duty('II.3').id}:0"))


@pytest.fixture
def front(planned: Store) -> Front:
    return Front(planned)


@pytest.fixture
def front_on_a_file(sqlite: SqliteFiles) -> Iterator[Front]:
    store = Store(sqlite.copy_of(with_plan_175))
    yield Front(store)
    store.close()


def hang(*_: object, **__: object) -> None:
    """Never comes back, whatever goes wrong in it."""
    while True:
        try:
            for number in range(1000):
                int(str(number))
        except Exception:  # noqa: BLE001 - that is the point
            continue


async def hanging(front: Front, patch: pytest.MonkeyPatch) -> None:
    """A turn hangs after it has written; what comes then is as if it had never been."""
    officer, colleague = front.office.officer("stp"), front.office.officer("snv")
    await front.asked_for_the_document(officer)
    incoming = officer.update("12/KH-UBND 26/02/2024")
    with patch.context() as patched:
        patched.setattr("handlers.views.changes.progress.change_saved", hang)
        reply, other = await asyncio.gather(front.hears(incoming), front.hears(colleague.update("/toi")))
    assert reply is not None
    assert reply.body == GIVEN_UP
    assert other is not None
    assert "Sở Nội vụ" in other.text
    assert front.office.changes(front.office.duty("II.3")) == []
    assert await front.hears(incoming) is None
    again = await front.hears(officer.update("12/KH-UBND 26/02/2024"))
    assert again is not None
    assert again.body.startswith("✅ Đã ghi II.3 là xong.")
    assert front.office.changes(front.office.duty("II.3")) == ["reported"]


async def test_a_turn_that_hangs_is_given_up_and_leaves_nothing_behind(
    front: Front, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        await hanging(front, monkeypatch)
    assert "given up on chat" in caplog.text
    assert "in hang" in caplog.text
    assert "12/KH-UBND" not in caplog.text


def test_it_is_given_up_where_the_loop_is_in_another_thread(
    front_on_a_file: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(work: Coroutine[Any, Any, None]) -> None:
        asyncio.run(work)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run, hanging(front_on_a_file, monkeypatch)).result()


async def test_a_pattern_that_never_ends_is_given_up(
    front_on_a_file: Front, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    front, officer = front_on_a_file, front_on_a_file.office.officer("stp")
    await front.hears(officer.update(pressed=f"extend:{front.office.duty('II.3').id}"))
    ambiguous = re.compile(r"(?:(?:ngay)\b\s*:?\s*)*(\d)(\d)(\d)(\d)(\d)(\d)")
    with monkeypatch.context() as patch:
        patch.setattr("handlers.parsing.dates._LEADING_WORDS", ambiguous)
        reply = await front.hears(officer.update("ngày " * 60))
    assert reply is not None
    assert reply.body == GIVEN_UP
    assert "in find_date_at_start" in caplog.text
    assert "ngày " * 3 not in caplog.text
    answered = await front.hears(officer.update("ngày " * 60))
    assert answered is not None
    assert answered.body != GIVEN_UP


async def test_a_refusal_that_hangs_is_given_up_as_well(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = front.office.officer("stp")
    incoming = officer.update("/nhiemvu XII.99")
    with monkeypatch.context() as patch:
        patch.setattr("handlers.views.base.refusals.refusal", hang)
        reply = await front.hears(incoming)
    assert reply is not None
    assert reply.body == GIVEN_UP
    assert await front.hears(incoming) is None
