"""The command line as a test uses it: settings of its own, a registry of its own."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect

import pytest

from bot.cli.program import run
from data import schema
from data.seeds import seed
from data.store import Store
from tests.databases.registries import SqliteFiles, empty
from tests.processes.logs import logging_of_a_process


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


Nhacviec = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _schema_by_copy(sqlite: SqliteFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give new SQLite registries a copy of the current schema: all the migrations take longer than most commands."""
    migrate, migrated = schema.upgrade, sqlite.original(empty)  # made before `upgrade` leans on it

    def upgrade(store: Store, revision: str = "head") -> None:
        if not store.is_file or revision != "head" or schema.version(store) is not None:
            migrate(store, revision)
            return
        file = store._file
        assert file is not None
        with closing(connect(migrated)) as copied, closing(connect(file.path)) as fresh:
            copied.backup(fresh)

    monkeypatch.setattr(schema, "upgrade", upgrade)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Sets variables by their names without the prefix, in a folder without a `.env`."""
    monkeypatch.chdir(tmp_path)

    def put(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"NHACVIEC_{name.upper()}", value)

    put(database_url=f"sqlite:///{tmp_path}/registry.db")
    return put


@pytest.fixture
def nhacviec(settings: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> Nhacviec:
    """Runs a command in this process."""

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        with logging_of_a_process():
            status = run(list(arguments))
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def read_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry into which the command has read plan 175, made once."""
    path = tmp_path_factory.mktemp("plan") / "175.db"
    with pytest.MonkeyPatch.context() as patch, logging_of_a_process():
        patch.setenv("NHACVIEC_DATABASE_URL", f"sqlite:///{path}")
        patch.setenv("NHACVIEC_NOW", "2024-01-02T08:00:00+07:00")
        assert run(["plan", "import", str(seed("ke-hoach-175-kh-ubnd.txt")), "--apply"]) == 0
    return path


@pytest.fixture
def plan_175(read_in: Path, settings: Callable[..., None], tmp_path: Path) -> None:
    """The commands of this test find plan 175 in their registry, and live on Monday 26/02/2024 at eight."""
    shutil.copy(read_in, tmp_path / "registry.db")
    settings(now="2024-02-26T08:00:00+07:00")
