"""A backup of an office whose files lie in its database holds them as files, and puts them back wherever they go."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from data import schema
from data.backup import restoring
from data.backup.archive import REGISTRY
from data.backup.making import make_backup
from data.backup.restoring import put_in_place, refuse_if_taken, stage_backup
from data.consistency import find_faults, find_lost_files
from data.files import Files
from data.files.in_registry import FilesInRegistry
from data.store import Store
from tests.data.backup.offices import NOW, content_of, count_rows, files_in, live_a_little, send_file
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import empty


@pytest.fixture
def office(postgresql: PostgresqlServer) -> Iterator[Store]:
    url = postgresql.copy_of(empty)
    with closing(Store(url)) as store:
        yield store
    postgresql.drop(url)


@pytest.fixture
def place(postgresql: PostgresqlServer) -> Iterator[str]:
    """An empty database."""
    url = postgresql.new()
    yield url
    postgresql.drop(url)


def restore(archive: Path, target: Store, files: Files, *, replace: bool = False) -> str | None:
    refuse_if_taken(target, replace=replace)
    with stage_backup(archive, target, files) as staged:
        assert staged.faults == ()
        return put_in_place(staged, target, files, NOW, lambda *_table: None)


def back_up(office: Store, folder: Path) -> Path:
    archive = folder / "backup.zip"
    assert make_backup(office, FilesInRegistry(office), archive, NOW).lost == 0
    return archive


def test_each_content_is_packed_once_and_none_within_the_registry(office: Store, tmp_path: Path) -> None:
    digest = live_a_little(office, FilesInRegistry(office))
    with zipfile.ZipFile(back_up(office, tmp_path)) as archive:
        assert f"files/{digest[:2]}/{digest}" in archive.namelist()
        archive.extract(REGISTRY, tmp_path)
    with closing(Store(f"sqlite:///{tmp_path / REGISTRY}")) as copy:
        assert (count_rows(copy, "proof"), count_rows(copy, "file_content")) == (1, 0)


def test_files_go_from_one_database_into_another(office: Store, place: str, tmp_path: Path) -> None:
    digest = live_a_little(office, FilesInRegistry(office))
    before, archive = content_of(office), back_up(office, tmp_path)
    with closing(Store(place)) as target:
        assert restore(archive, target, FilesInRegistry(target)) is None
    with closing(schema.open_existing(place)) as restored:
        files = FilesInRegistry(restored)
        assert content_of(restored) == before
        assert (find_faults(restored), find_lost_files(restored, files)) == ([], [])
        assert files.read(digest) == FilesInRegistry(office).read(digest)


def test_files_go_from_a_database_into_a_folder_and_back(office: Store, place: str, tmp_path: Path) -> None:
    digest, folder = live_a_little(office, FilesInRegistry(office)), files_in(tmp_path)
    with closing(Store(f"sqlite:///{tmp_path}/registry.db")) as target:
        restore(back_up(office, tmp_path), target, folder)
    with closing(schema.open_existing(f"sqlite:///{tmp_path}/registry.db")) as restored:
        assert find_lost_files(restored, folder) == []
        make_backup(restored, folder, tmp_path / "again.zip", NOW)
    with closing(Store(place)) as target:
        restore(tmp_path / "again.zip", target, FilesInRegistry(target))
        assert FilesInRegistry(target).read(digest) == folder.read(digest)


def test_what_the_old_registry_held_beside_the_backup_stays(office: Store, tmp_path: Path) -> None:
    files = FilesInRegistry(office)
    first = live_a_little(office, files)
    archive = back_up(office, tmp_path)
    later = send_file(office, files, b"%PDF- gui sau khi sao luu", "thu-2")
    aside = restore(archive, office, files, replace=True)
    assert aside
    assert sorted(files.list_digests()) == sorted([first, later])
    assert count_rows(office, "proof") == 1
    with office.connection() as connection:
        assert "file_content" not in inspect(connection).get_table_names(schema=aside)


def test_a_restore_that_breaks_off_leaves_files_as_they_were(
    office: Store, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_a_little(office, FilesInRegistry(office))
    back_up(office, tmp_path)

    def full(*_things: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"{restoring.__name__}.save_content", full)
    with closing(Store(place)) as target:
        with pytest.raises(OSError, match="No space"):
            restore(tmp_path / "backup.zip", target, FilesInRegistry(target))
        assert (schema.version(target), FilesInRegistry(target).list_digests()) == (None, [])
