"""A SQLite file that several processes open at once, the first time."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from data.database import sqlite
from data.errors import RegistryUnusable
from data.store import Store
from tests.processes.programs import COPIES, copy


class Writer:
    """Another process that writes a file no process has opened before, and goes on until it is told to let go."""

    def __init__(self, path: Path) -> None:
        self.writes, self.may_end = COPIES.Event(), COPIES.Event()
        self.process = copy(write, str(path), self.writes, self.may_end)
        assert self.writes.wait(120)

    def let_go(self) -> None:
        self.may_end.set()
        self.process.join(120)


def write(path: str, writes: Any, may_end: Any) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        writes.set()
        may_end.wait(120)
        connection.execute("COMMIT")


def open_once(path: Path) -> str:
    """Return how the file is written that was opened."""
    store = Store(f"sqlite:///{path}")
    try:
        with store.read() as session:
            return str(session.connection().exec_driver_sql("PRAGMA journal_mode").scalar())
    finally:
        store.close()


def test_who_opens_a_file_that_another_process_is_making_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself waits for nobody where the way of writing changes."""
    writer = Writer(tmp_path / "registry.db")
    monkeypatch.setattr(sqlite, "_pause", lambda _seconds: writer.let_go())
    assert open_once(tmp_path / "registry.db") == "wal"
    assert writer.process.exitcode == 0


def test_who_waits_in_vain_says_that_it_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer(tmp_path / "registry.db")
    monkeypatch.setattr("data.store._BUSY_TIMEOUT_SECONDS", 0.05)
    with pytest.raises(RegistryUnusable) as refusal:
        open_once(tmp_path / "registry.db")
    writer.let_go()
    assert refusal.value.reason == "locked"


def test_a_file_that_is_written_ahead_is_opened_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    assert open_once(path) == "wal"
    writer = Writer(path)
    assert open_once(path) == "wal"
    writer.let_go()
