"""Files that nobody claimed are deleted; those of a duty stay, whatever became of the change they came with."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.orphan_files import UNCLAIMED, delete_orphans
from data.consistency import find_lost_files
from data.files import StoredFile
from data.files.folder import FilesInFolder
from data.registry.duties import progress, proofs
from data.registry.duties.progress_entries import Actor
from data.registry.plans import plan_closing, plans
from data.rules.limits.retention import Retention
from data.store import Session, Store
from scheduler.housekeeping import delete_expired
from scheduler.testing import FixedClock
from tests import factories as make
from tests.factories import LONG_AGO

CLOCK = FixedClock(LONG_AGO)


@pytest.fixture
def files(tmp_path: Path) -> FilesInFolder:
    return FilesInFolder(tmp_path)


def sent_in(files: FilesInFolder, content: bytes, *, ago: timedelta) -> str:
    """Kept so long before the clock's wall."""
    digest = files.save(content)
    [path] = files.folder.rglob(digest)
    os.utime(path, ((CLOCK.wall() - ago).timestamp(),) * 2)
    return digest


def attach(store: Store, digest: str, *, undone: bool) -> None:
    with store.write() as session:
        agency = make.agency(session)
        actor = Actor(make.known(make.officer(session, agency).id), "telegram")
        owed = make.duty(session, agency, make.deadline(session, make.plan(session), LONG_AGO.date()))
        progress.attach(
            session, make.known(owed.id), [StoredFile(digest, "a.pdf", "application/pdf", 1)], actor, LONG_AGO
        )
        if undone:
            progress.undo(session, make.known(owed.id), 1, actor, LONG_AGO)


@pytest.mark.parametrize("undone", [False, True])
def test_a_file_that_nobody_claimed_is_deleted_after_a_day(store: Store, files: FilesInFolder, undone: bool) -> None:
    claimed = sent_in(files, b"claimed", ago=9 * UNCLAIMED)
    unclaimed = sent_in(files, b"unclaimed", ago=UNCLAIMED + timedelta(minutes=1))
    fresh = sent_in(files, b"fresh", ago=UNCLAIMED - timedelta(minutes=1))
    attach(store, claimed, undone=undone)
    delete_orphans(store, files, CLOCK)
    assert files.list_missing([claimed, unclaimed, fresh]) == [unclaimed]
    assert find_lost_files(store, files) == []


def test_a_file_sent_again_while_old_ones_are_looked_up_stays(
    store: Store, files: FilesInFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    unclaimed = sent_in(files, b"unclaimed", ago=2 * UNCLAIMED)
    looked_up = proofs.select_unused

    def meanwhile(session: Session, contents: list[str]) -> list[str]:
        found = looked_up(session, contents)
        sent_in(files, b"unclaimed", ago=timedelta())
        return found

    monkeypatch.setattr(proofs, "select_unused", meanwhile)
    delete_orphans(store, files, CLOCK)
    assert files.list_missing([unclaimed]) == []


def test_what_a_killed_process_had_begun_to_write_is_deleted_after_a_day(
    store: Store, files: FilesInFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(InterruptedError))
        killed.setattr(Path, "unlink", lambda *_, **__: None)  # nothing of the program runs after it
        with pytest.raises(InterruptedError):
            files.save(b"half")
    [draft] = [path for path in files.folder.rglob("*") if path.is_file()]
    for ago, left in ((UNCLAIMED - timedelta(minutes=1), True), (UNCLAIMED + timedelta(minutes=1), False)):
        os.utime(draft, ((CLOCK.wall() - ago).timestamp(),) * 2)
        delete_orphans(store, files, CLOCK)
        assert draft.exists() is left


def test_a_registry_that_was_lost_deletes_no_file_of_the_one_before(store: Store, files: FilesInFolder) -> None:
    """It knows no plan, so nobody can have sent anything in."""
    kept = sent_in(files, b"of the registry before", ago=9 * UNCLAIMED)
    delete_orphans(store, files, CLOCK)
    assert files.list_missing([kept]) == []
    attach(store, sent_in(files, b"claimed", ago=9 * UNCLAIMED), undone=False)
    delete_orphans(store, files, CLOCK)
    assert files.list_missing([kept]) == [kept]


def test_a_folder_that_is_not_there_yet_is_tidy(store: Store, tmp_path: Path) -> None:
    delete_orphans(store, FilesInFolder(tmp_path / "none"), CLOCK)


def test_a_lost_file_of_a_duty_is_found_by_the_check(store: Store, files: FilesInFolder) -> None:
    digest = sent_in(files, b"claimed", ago=UNCLAIMED)
    attach(store, digest, undone=False)
    files.delete([digest], CLOCK.wall())
    [fault] = find_lost_files(store, files)
    assert (fault.rule, fault.detail) == ("files", "1")


@pytest.mark.parametrize(
    ("closed_for", "kept"), [(None, True), (timedelta(days=30), True), (timedelta(days=31), False)]
)
def test_the_content_of_a_file_goes_when_its_plan_was_closed_long_enough_ago(
    store: Store, files: FilesInFolder, closed_for: timedelta | None, kept: bool
) -> None:
    digest = sent_in(files, b"proof", ago=9 * UNCLAIMED)
    attach(store, digest, undone=False)
    if closed_for:
        with store.write() as session:
            [plan] = plans.list_plans(session)
            plan_closing.close(session, plan.id, now=LONG_AGO - closed_for, actor="test")
    with store.write() as session:
        delete_expired(session, Retention(files=timedelta(days=30, hours=1)), now=LONG_AGO, wall=CLOCK.wall())
    delete_orphans(store, files, CLOCK)
    assert (files.list_missing([digest]) == []) is kept
    assert find_lost_files(store, files) == [], "what was given up is not lost"
    with store.read() as session:
        [proof] = proofs.list_current(session, 1)
        assert (proof.name, proof.expired_at is None) == ("a.pdf", kept)
