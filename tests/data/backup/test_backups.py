"""A backup holds registry and files as they were at one moment, and is put back whole or not at all."""

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from data import schema
from data.backup import restoring, snapshot
from data.backup.archive import REGISTRY
from data.backup.making import MadeBackup, make_backup
from data.backup.restoring import put_in_place, refuse_if_taken, stage_backup
from data.consistency import find_faults, find_lost_files
from data.errors import BackupUnusable, CopyRefused, RegistryUnusable
from data.files import Files
from data.files.folder import FilesInFolder
from data.registry.office import audit_chain
from data.schema import downgrade, open_registry
from data.store import Store
from tests.data.backup.offices import NOW, content_of, count_rows, files_in, live_a_little, record_act, send_file
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import Databases, SqliteFiles, empty

Place = Callable[[], str]
"""Returns the address of a registry that is yet to be made."""


def nobody(*_table: object) -> None:
    """Hears of nothing."""


@pytest.fixture
def office(database_url: str) -> Iterator[Store]:
    """A registry in use, on either database."""
    with closing(open_registry(database_url)) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, postgresql: PostgresqlServer) -> Iterator[str]:
    """Where nothing is yet, on either database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new/registry.db"
        return
    url = postgresql.new()
    yield url
    postgresql.drop(url)


def back_up(store: Store, files: Files, folder: Path, name: str = "backup.zip") -> Path:
    made = make_backup(store, files, folder / name, NOW)
    assert isinstance(made, MadeBackup)
    return folder / name


def restore(archive: Path, url: str, files: Files, *, replace: bool = False) -> str | None:
    with closing(Store(url)) as target:
        refuse_if_taken(target, replace=replace)
        with stage_backup(archive, target, files) as staged:
            assert staged.faults == ()
            return put_in_place(staged, target, files, NOW, nobody)


@contextmanager
def opened(url: str) -> Iterator[Store]:
    with closing(schema.open_existing(url)) as store:
        yield store


def test_what_is_restored_is_what_was_there_on_whichever_database(office: Store, place: str, tmp_path: Path) -> None:
    files, new_files = files_in(tmp_path), FilesInFolder(tmp_path / "elsewhere")
    digest = live_a_little(office, files)
    before = content_of(office)
    archive = back_up(office, files, tmp_path)
    assert restore(archive, place, new_files) is None
    with opened(place) as restored:
        assert content_of(restored) == before
        assert (find_faults(restored), find_lost_files(restored, new_files)) == ([], [])
    assert new_files.read(digest) == files.read(digest)


def test_a_restored_registry_goes_on_where_it_was(office: Store, place: str, tmp_path: Path) -> None:
    files = files_in(tmp_path)
    live_a_little(office, files)
    restore(back_up(office, files, tmp_path), place, files)
    with closing(open_registry(place)) as restored:
        send_file(restored, files, b"mot tep nua", "thu-2")
        with restored.write() as session:
            record_act(session, "sau khi khôi phục")
        assert audit_chain.seal(restored, NOW) > 0
        assert find_faults(restored) == []


def test_a_backup_is_of_one_moment_though_officers_go_on(
    office: Store, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is sent while the files are packed is in it with its entry, one that comes later with neither."""
    files = files_in(tmp_path)
    live_a_little(office, files)
    taken = snapshot.take_snapshot

    def while_somebody_sends(store: Store, target: Path) -> str:
        send_file(store, files, b"gui trong luc sao luu", "thu-2")
        found = taken(store, target)
        send_file(store, files, b"gui ngay sau do", "thu-3")
        return found

    monkeypatch.setattr("data.backup.making.take_snapshot", while_somebody_sends)
    archive = back_up(office, files, tmp_path)
    shutil.rmtree(files.folder)
    restore(archive, place, files)
    with opened(place) as restored:
        assert count_rows(restored, "proof") == 2
        assert (find_faults(restored), find_lost_files(restored, files)) == ([], [])


def test_a_backup_tells_how_many_files_were_lost_before(office: Store, tmp_path: Path) -> None:
    files = files_in(tmp_path)
    live_a_little(office, files)
    shutil.rmtree(files.folder)
    made = make_backup(office, files, tmp_path / "backup.zip", NOW)
    assert (made.files, made.lost) == (0, 1)
    with closing(Store(f"sqlite:///{tmp_path}/new.db")) as target:
        with stage_backup(tmp_path / "backup.zip", target, files) as staged:
            assert [fault.rule for fault in staged.faults] == ["files"]
        assert not (tmp_path / "new.db").exists()


def test_an_older_registry_is_backed_up_as_it_is_and_upgraded_when_it_is_restored(
    databases: Databases, place: str, tmp_path: Path
) -> None:
    url = databases.copy_of(empty)
    files = files_in(tmp_path)
    with closing(Store(url)) as old:
        live_a_little(old, files)
        downgrade(old, "0019")
        archive = back_up(old, files, tmp_path)
        assert schema.version(old) == "0019"
    with zipfile.ZipFile(archive) as content, sqlite3.connect(content.extract(REGISTRY, tmp_path / "x")) as found:
        assert found.execute("SELECT version_num FROM alembic_version").fetchone() == ("0019",)
    with closing(Store(place)) as target, stage_backup(archive, target, files) as staged:
        assert (staged.schema, staged.faults) == ("0019", ())
        put_in_place(staged, target, files, NOW, nobody)
    with opened(place) as restored:
        assert (count_rows(restored, "proof"), find_faults(restored)) == (1, [])
    databases.drop(url)


def test_what_stands_there_is_not_replaced_unless_told_and_then_kept(
    databases: Databases, office: Store, tmp_path: Path
) -> None:
    files = files_in(tmp_path)
    live_a_little(office, files)
    archive = back_up(office, files, tmp_path)
    url = databases.copy_of(empty)
    with closing(open_registry(url)) as other, other.write() as session:
        record_act(session, "của sổ cũ")
    with pytest.raises(CopyRefused) as refused:
        restore(archive, url, files)
    assert refused.value.reason == "not_empty"
    aside = restore(archive, url, files, replace=True)
    assert aside is not None
    with opened(url) as restored:
        assert content_of(restored) == content_of(office)
        if restored.is_file:
            with opened(f"sqlite:///{aside}") as old:
                assert count_rows(old, "audit_entry") == 1
        else:
            assert aside == "nhacviec_cu_20240226_083015"
            assert count_rows(restored, f"{aside}.audit_entry") == 1
    databases.drop(url)


def test_nothing_is_restored_under_a_running_bot(databases: Databases, office: Store, tmp_path: Path) -> None:
    files = files_in(tmp_path)
    archive = back_up(office, files, tmp_path)
    url = databases.copy_of(empty)
    with closing(open_registry(url)) as bot:
        with bot.write() as session:
            record_act(session, "đang chạy")
        with pytest.raises(CopyRefused) as refused:
            restore(archive, url, files, replace=True)
        assert refused.value.reason == "in_use"
        with bot.write() as session:
            record_act(session, "vẫn chạy")
    assert restore(archive, url, files, replace=True) is not None
    databases.drop(url)


def test_a_bot_that_starts_while_a_backup_is_checked_is_not_pulled_from_under(
    databases: Databases, office: Store, tmp_path: Path
) -> None:
    files = files_in(tmp_path)
    archive = back_up(office, files, tmp_path)
    url = databases.copy_of(empty)
    with closing(Store(url)) as target, stage_backup(archive, target, files) as staged:
        with closing(open_registry(url)) as bot, bot.write() as session:
            record_act(session, "vừa bật")
            session.flush()
            with pytest.raises(CopyRefused, match="in_use"):
                put_in_place(staged, target, files, NOW, nobody)
        assert put_in_place(staged, target, files, NOW, nobody)
    databases.drop(url)


def truncate(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-200])


def flip_a_byte_of_a_file(archive: Path) -> None:
    content = archive.read_bytes()
    place = content.index(b"%PDF-1.7 cua so")
    archive.write_bytes(content[:place] + b"#" + content[place + 1 :])


def leave_out_a_file(archive: Path) -> None:
    rewritten = archive.with_suffix(".new")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            if not name.startswith("files/"):
                new.writestr(name, old.read(name))
    rewritten.replace(archive)


def put_in_another_registry(archive: Path) -> None:
    rewritten = archive.with_suffix(".new")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"SQLite format 3\x00" + b"x" * 9000 if name == REGISTRY else old.read(name))
    rewritten.replace(archive)


def of_a_newer_program(archive: Path) -> None:
    rewritten = archive.with_suffix(".new")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'"format": 1', b'"format": 2') if name.endswith("json") else content)
    rewritten.replace(archive)


def some_text(archive: Path) -> None:
    archive.write_text("không phải bản sao lưu")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (truncate, "none"),
        (some_text, "none"),
        (flip_a_byte_of_a_file, "damaged"),
        (leave_out_a_file, "damaged"),
        (put_in_another_registry, "damaged"),
        (of_a_newer_program, "newer"),
    ],
)
def test_a_backup_that_does_not_hold_what_it_promises_changes_nothing(
    databases: Databases, sqlite: SqliteFiles, tmp_path: Path, harm: Callable[[Path], None], reason: str
) -> None:
    files = files_in(tmp_path)
    with closing(Store(sqlite.copy_of(empty))) as office:
        live_a_little(office, files)
        archive = back_up(office, files, tmp_path)
    harm(archive)
    shutil.rmtree(files.folder)
    url = databases.copy_of(empty)
    with opened(url) as store:
        before = content_of(store)
    with pytest.raises(BackupUnusable) as refused:
        restore(archive, url, files, replace=True)
    assert refused.value.reason == reason
    with opened(url) as store:
        assert content_of(store) == before
    assert not files.folder.exists()
    databases.drop(url)


def test_a_registry_that_was_tampered_with_is_told_before_it_is_restored(sqlite: SqliteFiles, tmp_path: Path) -> None:
    files = files_in(tmp_path)
    with closing(Store(sqlite.copy_of(empty))) as office:
        live_a_little(office, files)
        with office.write() as session:
            session.execute(text("UPDATE audit_entry SET actor = 'ai đó'"))
        archive = back_up(office, files, tmp_path)
    with closing(Store(f"sqlite:///{tmp_path}/new.db")) as target, stage_backup(archive, target, files) as staged:
        assert [fault.rule for fault in staged.faults] == ["chain.changed"]


@pytest.mark.parametrize("step", ["copy_rows", "schema.build"])
def test_a_restore_that_breaks_off_leaves_the_old_tables(
    postgresql: PostgresqlServer, sqlite: SqliteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    files, url = files_in(tmp_path), postgresql.copy_of(empty)
    with closing(Store(sqlite.copy_of(empty))) as office:
        archive = back_up(office, files, tmp_path)
    with closing(open_registry(url)) as old, old.write() as session:
        record_act(session, "của sổ cũ")

    def break_off(*_things: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"{restoring.__name__}.{step}", break_off)
    with pytest.raises(KeyboardInterrupt):
        restore(archive, url, files, replace=True)
    with opened(url) as store:
        assert count_rows(store, "audit_entry") == 1
        with store.connection() as connection:
            assert "nhacviec_cu_20240226_083015" not in inspect(connection).get_schema_names()
    postgresql.drop(url)


def test_a_damaged_registry_is_replaced_and_kept(sqlite: SqliteFiles, tmp_path: Path) -> None:
    files, broken = files_in(tmp_path), tmp_path / "registry.db"
    with closing(Store(sqlite.copy_of(empty))) as office:
        live_a_little(office, files)
        archive = back_up(office, files, tmp_path)
    broken.write_bytes(b"SQLite format 3\x00" + os.urandom(5000))
    aside = restore(archive, f"sqlite:///{broken}", files, replace=True)
    assert aside
    assert Path(aside).stat().st_size == 5016
    with opened(f"sqlite:///{broken}") as restored:
        assert find_faults(restored) == []
    assert broken.stat().st_mode & 0o077 == 0


def test_a_bare_copy_of_a_file_is_a_backup_of_the_registry_alone(sqlite: SqliteFiles, tmp_path: Path) -> None:
    files = files_in(tmp_path)
    url = sqlite.copy_of(empty)
    with closing(Store(url)) as office:
        live_a_little(office, files)
        before = content_of(office)
    shutil.copy(url.removeprefix("sqlite:///"), tmp_path / "copied.db")
    restore(tmp_path / "copied.db", f"sqlite:///{tmp_path}/registry.db", files)
    with opened(f"sqlite:///{tmp_path}/registry.db") as restored:
        assert content_of(restored) == before


@pytest.mark.parametrize("name", ["copy.db", "copy.sqlite", "COPY.DB"])
def test_a_file_named_as_a_database_is_the_registry_alone(office: Store, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    live_a_little(office, files_in(tmp_path))
    make_backup(office, files_in(tmp_path), folder / name, NOW)
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).stat().st_mode & 0o077 == 0
    with opened(f"sqlite:///{folder / name}") as copied:
        assert content_of(copied) == content_of(office)


def test_a_registry_without_a_table_is_not_backed_up(office: Store, tmp_path: Path) -> None:
    with office.write() as session:
        session.execute(text("DROP TABLE news"))
    with pytest.raises(RegistryUnusable) as refused:
        make_backup(office, files_in(tmp_path), tmp_path / "backup.zip", NOW)
    assert refused.value.reason == "damaged"
    assert list(tmp_path.iterdir()) == []
