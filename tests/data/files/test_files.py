"""Files do the same wherever they lie: in a folder, or in the registry's database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import schema
from data.errors import NotFound
from data.files import Files
from data.files.folder import FilesInFolder
from data.files.in_registry import FilesInRegistry
from data.store import Store
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import empty
from tests.files import PDF

OTHER = b"%PDF- other"


@pytest.fixture(params=["folder", "registry"])
def files(request: pytest.FixtureRequest, tmp_path: Path, postgresql: PostgresqlServer) -> Iterator[Files]:
    if request.param == "folder":
        yield FilesInFolder(tmp_path / "files")
        return
    url = postgresql.copy_of(empty)
    with closing(Store(url)) as store:
        yield FilesInRegistry(store)
    postgresql.drop(url)


def test_a_content_is_kept_once_under_its_hash_and_read_back(files: Files) -> None:
    digest = files.save(PDF)
    assert (files.save(PDF), files.list_digests()) == (digest, [digest])
    assert files.read(digest) == PDF
    with files.open(digest) as content:
        assert content.read() == PDF


def test_any_bytes_are_kept_as_they_are(files: Files) -> None:
    contents = [b"", bytes(range(256)), b"\0" * 5_000_000, b"\\x00'"]
    assert [files.read(files.save(content)) for content in contents] == contents


def test_what_is_not_there_is_said_to_be_missing(files: Files) -> None:
    there, lost = files.save(PDF), "0" * 64
    assert files.list_missing([there, lost]) == [lost]
    assert files.list_missing([]) == []
    assert (files.renew(there), files.renew(lost)) == (True, False)
    with pytest.raises(NotFound):
        files.read(lost)
    with pytest.raises(FileNotFoundError):
        files.open(lost)


def test_only_what_is_old_and_was_not_stored_again_is_deleted(files: Files) -> None:
    digest, other = files.save(PDF), files.save(OTHER)
    before_both, after_both = datetime(2024, 1, 1, tzinfo=UTC), datetime(2224, 1, 1, tzinfo=UTC)  # of real time
    assert files.list_older_than(before_both) == []
    assert sorted(files.list_older_than(after_both)) == sorted([digest, other])
    files.delete([digest, other], before_both)
    files.delete([other], after_both)
    files.delete_drafts(after_both)
    assert files.list_digests() == [digest]


def test_many_who_save_one_content_at_once_keep_it_once(files: Files) -> None:
    with ThreadPoolExecutor(8) as threads:
        [digest] = set(threads.map(lambda _one: files.save(PDF), range(24)))
    assert files.list_digests() == [digest]


def test_a_registry_that_is_yet_to_be_upgraded_has_none(postgresql: PostgresqlServer) -> None:
    url = postgresql.copy_of(empty)
    with closing(Store(url)) as store:
        schema.downgrade(store, "0042")
        files = FilesInRegistry(store)
        assert (files.list_digests(), files.list_missing(["0" * 64])) == ([], ["0" * 64])
    postgresql.drop(url)
