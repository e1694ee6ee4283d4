"""Nobody else on the server reads what a command leaves behind, whatever the system grants to others."""

import logging
import os
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.commands.run import warn_of_lost_registry
from bot.cli.office import Office
from bot.settings import load
from data.seeds import seed
from data.store import Store
from scheduler.clock import SystemClock
from tests.bot.conftest import Nhacviec
from tests.databases.registries import SqliteFiles, empty, with_plan_175
from tests.processes.programs import copy, run_program

PLAN = seed("ke-hoach-175-kh-ubnd.txt")


def modes(folder: Path) -> dict[str, str]:
    """Of all that lies in it; those that others may open."""
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    return {str(path.relative_to(folder)): oct(mode) for path, mode in found.items() if mode & 0o077}


def granted_everything(arguments: list[str], environment: dict[str, str], folder: Path) -> None:
    """Run the program in a process whose files others may read and write, unless it says otherwise."""
    os.umask(0)
    sys.stdin = (folder / "typed").open()
    run_program(arguments, environment, folder, folder / "out", folder / "err")


def test_a_program_that_is_granted_everything_gives_nothing_on(
    settings: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NHACVIEC_DATABASE_URL")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "typed").write_text("/lich\n1\n")
    for line in (
        f"plan import {PLAN} --apply",
        "export xlsx --out a.xlsx",
        "export png --out a.png",
        "db backup a.zip",
        "chat --as stp",
    ):
        process = copy(granted_everything, line.split(), dict(os.environ), tmp_path)
        process.join(300)
        assert (line, process.exitcode, (tmp_path / "err").read_text()) == (line, 0, "")
    (tmp_path / "typed").unlink()
    (tmp_path / "err").unlink()
    (tmp_path / "out").unlink()
    kept = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {"nhacviec.db", "a.xlsx", "a.png", "a.zip"} <= kept
    assert modes(tmp_path) == {}


def test_the_folder_of_the_program_is_closed_to_others_and_no_other(
    nhacviec: Nhacviec, settings: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own, shared = tmp_path / "nhacviec", tmp_path / "shared"
    for folder in (own, own / "files", shared, shared / "files"):
        folder.mkdir()
        folder.chmod(0o755)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings(database_url=f"sqlite:///{shared}/registry.db")
    assert nhacviec("officer", "list").status == 0
    assert modes(tmp_path) == {"nhacviec": "0o755", "nhacviec/files": "0o755", "shared": "0o755"}
    settings(files_dir=str(shared))
    monkeypatch.delenv("NHACVIEC_DATABASE_URL")
    assert nhacviec("officer", "list").status == 0
    assert modes(tmp_path) == {"nhacviec/files": "0o755", "shared": "0o755"}


@pytest.mark.parametrize(
    ("granted", "template", "warned"),
    [
        (0o700, with_plan_175, []),
        (0o775, with_plan_175, ["cho người khác ghi"]),
        (0o1777, with_plan_175, []),
        (0o700, empty, ["chưa có kế hoạch nào"]),
    ],
)
def test_the_bot_says_at_its_start_who_could_delete_the_registry_and_that_it_is_empty(
    settings: Callable[..., None],
    sqlite: SqliteFiles,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    granted: int,
    template: Callable[[str], None],
    warned: list[str],
) -> None:
    (tmp_path / "data").mkdir()
    path = Path(shutil.move(sqlite.copy_of(template)[10:], tmp_path / "data" / "registry.db"))
    path.parent.chmod(granted)
    caplog.set_level(logging.WARNING)
    with closing(Store(f"sqlite:///{path}")) as store:
        warn_of_lost_registry(Office(load(), SystemClock(), store))
    said = [record.getMessage() for record in caplog.records]
    assert [word in line for word, line in zip(warned, said, strict=True)] == [True] * len(warned)
