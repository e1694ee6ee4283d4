"""The registry's file: its owner's alone, and never another than the one that was opened."""

import logging
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from data.errors import RegistryUnusable
from data.schema import open_existing, open_registry
from data.store import Store
from tests.databases.registries import SqliteFiles, empty

TOUCH = text("UPDATE alembic_version SET version_num = version_num")


@pytest.fixture
def path(sqlite: SqliteFiles, tmp_path: Path) -> Path:
    """The file of a registry in a folder of its own."""
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    return Path(shutil.move(sqlite.copy_of(empty).removeprefix("sqlite:///"), folder / "registry.db"))


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def touch(store: Store) -> None:
    with store.write() as session:
        session.execute(TOUCH)


def look(store: Store) -> None:
    with store.read() as session:
        session.execute(text("SELECT version_num FROM alembic_version"))


def look_bare(store: Store) -> None:
    with store.connection():
        pass


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All that lies in it, with modes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def any_mask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever the system grants to others."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("any_mask")
def test_a_new_registry_and_its_folders_are_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "of" / "the office" / "registry.db"
    store = open_registry(url(path))
    touch(store)
    assert {mode(folder) for folder in (path.parent, path.parent.parent)} == {0o700}
    assert {file.name: mode(file) for file in path.parent.iterdir()} == {
        "registry.db": 0o600,
        "registry.db-wal": 0o600,
        "registry.db-shm": 0o600,
    }
    store.close()


@pytest.mark.parametrize("lax", [0o644, 0o664, 0o606, 0o640])
def test_a_registry_that_others_could_read_is_closed_to_them_and_the_folder_is_left_alone(
    path: Path, lax: int
) -> None:
    beside = [path.with_name(f"registry.db{suffix}") for suffix in ("", "-wal", "-shm")]
    first = Store(url(path))
    touch(first)
    for file in beside:
        file.chmod(lax)
    second = Store(url(path))
    look(second)
    assert [mode(file) for file in beside] == [0o600] * 3
    assert mode(path.parent) == 0o755
    first.close()
    second.close()


def test_a_file_of_somebody_else_keeps_its_mode(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.chmod(0o660)
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)
    store = Store(url(path))
    look(store)
    store.close()
    assert mode(path) == 0o660


def deleted(path: Path) -> None:
    for file in path.parent.glob("registry.db*"):
        file.unlink()


def moved_away(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def folder_moved_away(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def replaced(path: Path) -> None:
    shutil.copy(path, path.with_name("restored.db"))
    path.with_name("restored.db").replace(path)


def delete_all_rows(path: Path) -> None:
    path.unlink()
    path.touch()


@pytest.mark.parametrize("use", [touch, look, look_bare])
@pytest.mark.parametrize(
    ("lose", "reason"),
    [
        (deleted, "gone"),
        (moved_away, "gone"),
        (folder_moved_away, "gone"),
        (replaced, "replaced"),
        (delete_all_rows, "replaced"),
    ],
)
def test_a_file_that_is_lost_while_it_is_open_is_neither_read_nor_written_nor_made_again(
    path: Path, lose: Callable[[Path], None], reason: str, use: Callable[[Store], None]
) -> None:
    store = Store(url(path))
    touch(store)
    lose(path)
    left = snapshot(path.parent.parent)
    for _ in range(3):
        with pytest.raises(RegistryUnusable) as refusal:
            use(store)
        assert (refusal.value.reason, refusal.value.detail) == (reason, str(path))
    assert store.fault() == reason
    assert snapshot(path.parent.parent).keys() == left.keys()
    store.close()


def test_every_way_of_writing_notices(path: Path) -> None:
    store = Store(url(path))
    touch(store)
    deleted(path)
    for at_once in (False, True):
        with pytest.raises(RegistryUnusable), store.write(at_once=at_once):
            pytest.fail("nothing can be written")
    store.close()
    assert list(path.parent.iterdir()) == []


def test_what_is_lost_in_the_middle_of_a_unit_is_not_said_to_be_kept(path: Path) -> None:
    store = Store(url(path))

    def write() -> None:
        with store.write() as session:
            session.execute(TOUCH)
            deleted(path)

    with pytest.raises(RegistryUnusable):
        write()
    store.close()
    assert list(path.parent.iterdir()) == []


def test_a_file_that_is_put_back_is_used_again_and_each_change_is_said_once(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(url(path))
    touch(store)
    away = path.rename(path.with_name("elsewhere.db"))
    for _ in range(3):
        with pytest.raises(RegistryUnusable):
            touch(store)
    away.rename(path)
    touch(store)
    touch(store)
    assert store.fault() is None
    store.close()
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, f"the registry's file is gone, nothing is written: {path}"),
        (logging.ERROR, f"the registry's file is back: {path}"),
    ]


def test_a_store_that_was_closed_takes_the_file_that_lies_there(path: Path) -> None:
    store = Store(url(path))
    touch(store)
    store.close()
    replaced(path)
    touch(store)
    store.close()


@pytest.mark.parametrize("beside", [False, True], ids=["at rest", "in use"])
def test_to_look_changes_nothing_and_leaves_nothing(path: Path, beside: bool) -> None:
    bot = Store(url(path))
    if beside:
        touch(bot)
    path.chmod(0o644)
    before = snapshot(path.parent)
    store = open_existing(url(path))
    look(store)
    with pytest.raises(RegistryUnusable) as refusal:
        touch(store)
    store.close()
    assert refusal.value.reason == "read_only"
    assert snapshot(path.parent).keys() == before.keys()
    assert snapshot(path.parent)["registry.db"] == before["registry.db"]
    bot.close()


def test_to_look_sees_what_a_bot_that_runs_has_just_written(path: Path) -> None:
    bot = Store(url(path))
    with bot.write() as session:
        session.execute(text("INSERT INTO pulse (name, at) VALUES ('x', '2024-02-26')"))
    store = open_existing(url(path))
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM pulse")).scalar_one() == 1
    store.close()
    bot.close()


@pytest.mark.parametrize("name", ["sổ.db", "a b.db", "100%.db", "x?y.db", "x#y.db", "x&mode=rwc.db"])
def test_a_name_of_any_letters_is_found(path: Path, name: str) -> None:
    path = path.rename(path.with_name(name))
    address = URL.create("sqlite", database=str(path)).render_as_string()
    for store in (Store(address, read_only=True), Store(address)):
        look(store)
        store.close()
    assert [file.name for file in path.parent.iterdir()] == [name]
