"""A turn that has to wait for another writer keeps nobody else waiting."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import App
from bot.registry import access
from data.files.folder import FilesInFolder
from data.store import Store
from handlers.base.messages import Incoming
from scheduler.testing import FixedClock
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.handlers.morning import MORNING


async def test_while_another_process_writes_a_turn_waits_beside_the_loop(sqlite: SqliteFiles, tmp_path: Path) -> None:
    url = sqlite.copy_of(with_plan_175)
    app = App(Store(url), FixedClock(MORNING), FilesInFolder(tmp_path))
    with closing(sqlite3.connect(Path(url.removeprefix("sqlite:///")), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        turn = asyncio.create_task(app.converse(Incoming("chat", "1", "1", MORNING, text="xin chào")))
        await asyncio.sleep(0)
        assert not turn.done()
        other.execute("ROLLBACK")
        reply = await turn
    app.store.close()
    assert reply is not None
    assert "mã mời" in reply.body


async def test_a_turn_that_has_waited_for_long_says_that_the_registry_is_busy(
    sqlite: SqliteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(access, "PAUSES", (0.001, 0.001))
    url = sqlite.copy_of(with_plan_175)
    app = App(Store(url), FixedClock(MORNING), FilesInFolder(tmp_path))
    incoming = Incoming("chat", "1", "1", MORNING, text="xin chào")
    with closing(sqlite3.connect(Path(url.removeprefix("sqlite:///")), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        busy = await app.converse(incoming)
        other.execute("ROLLBACK")
    answered = await app.converse(incoming)
    app.store.close()
    assert busy is not None
    assert busy.body == "Hệ thống đang bận, chưa có gì được ghi. Anh/chị gửi lại sau ít phút."
    assert "locked" in caplog.text
    assert answered is not None
    assert "mã mời" in answered.body


async def test_a_turn_that_finds_nobody_writing_is_over_when_the_loop_goes_on(
    sqlite: SqliteFiles, tmp_path: Path
) -> None:
    app = App(Store(sqlite.copy_of(with_plan_175)), FixedClock(MORNING), FilesInFolder(tmp_path))
    turn = asyncio.create_task(app.converse(Incoming("chat", "1", "1", MORNING, text="xin chào")))
    await asyncio.sleep(0)
    assert turn.done()
    app.store.close()
