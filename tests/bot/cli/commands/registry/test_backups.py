"""What an administrator does to keep the registry and bring it back: backup, restore, a move to PostgreSQL."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import col, select

from data.atomic_file import DRAFTS
from data.backup.making import make_backup
from data.consistency import find_faults
from data.errors import RegistryUnusable
from data.models import AuditEntry, Duty
from data.schema import downgrade, open_existing, open_registry
from data.store import Store
from tests.bot.conftest import Nhacviec
from tests.data.backup.offices import NOW, content_of, count_rows, files_in, live_a_little
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import SqliteFiles, empty


def acts(url: str, action: str) -> list[AuditEntry]:
    """The acts of a kind in the audit trail of a registry."""
    with closing(open_existing(url)) as store, store.read() as session:
        return list(session.exec(select(AuditEntry).where(col(AuditEntry.action) == action)))


def damage(path: Path) -> None:
    """A page in the middle of the file is not what it was."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_a_backup_is_whole_while_the_registry_is_written_and_is_restored(
    nhacviec: Nhacviec,
    plan_175: None,
    settings: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("data.store._BUSY_TIMEOUT_SECONDS", 0.01)
    with closing(sqlite3.connect(tmp_path / "registry.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM duty")
        done = nhacviec("db", "backup", "copy.zip")
        assert (done.status, done.out) == (0, "Đã sao lưu vào copy.zip.\n")
        assert done.err.startswith("Chưa ghi được lần sao lưu này vào nhật ký: ")
    assert (tmp_path / "copy.zip").stat().st_mode & 0o077 == 0
    url = f"sqlite:///{tmp_path}/new/registry.db"
    settings(database_url=url)
    done = nhacviec("db", "restore", "copy.zip", "--by", "Nguyễn Văn A")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Đã khôi phục sổ {url} từ copy.zip, sao lưu lúc ")
    with closing(open_existing(url)) as restored:
        assert find_faults(restored) == []
        with restored.read() as session:
            assert session.get(Duty, 1) is not None
    [entry] = acts(url, "backup.restore")
    assert (entry.subject, entry.channel) == ("copy.zip", "console")
    assert (entry.person or "").startswith("Nguyễn Văn A (os:")
    assert nhacviec("db", "check").status == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["registry.db"]


def test_backups_of_many_nights_lie_in_one_folder_and_the_oldest_go(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("nhacviec-20240101-020000.zip", "nhacviec-20240102-020000.zip", "khac.zip", "nhacviec-cu.zip"):
        (folder / name).write_bytes(b"")
    done = nhacviec("db", "backup", "backups", "--keep", "2")
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("Đã xóa 1 bản sao lưu cũ, giữ 2 bản mới nhất.\n")
    kept = sorted(path.name for path in folder.iterdir())
    assert kept[:2] == ["khac.zip", "nhacviec-20240102-020000.zip"]
    assert kept[3:] == ["nhacviec-cu.zip"]
    assert zipfile.is_zipfile(folder / kept[2])
    assert done.out.startswith(f"Đã sao lưu vào backups/{kept[2]}.")
    done = nhacviec("db", "backup", "copy.zip", "--keep", "2")
    assert (done.status, "chỉ dùng khi sao lưu vào một thư mục" in done.err) == (2, True)


def test_nothing_old_is_deleted_where_the_new_backup_fails(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "nhacviec-20240101-020000.zip").write_bytes(b"")
    (folder / "nhacviec-20240102-020000.zip").write_bytes(b"")
    damage(tmp_path / "registry.db")
    assert nhacviec("db", "backup", "backups", "--keep", "1").status == 1
    assert len(list(folder.iterdir())) == 2


def test_a_backup_never_replaces_a_file(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_text("quý giá")
    done = nhacviec("db", "backup", "copy.zip")
    assert (done.status, done.err) == (1, "copy.zip: đã có tệp này.\n")
    assert (tmp_path / "copy.zip").read_text() == "quý giá"


@pytest.mark.parametrize(
    "failure",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        sqlite3.OperationalError("database or disk is full"),
        KeyboardInterrupt(),
    ],
    ids=repr,
)
@pytest.mark.parametrize("step", ["os.fsync", "data.backup.snapshot.refuse_unless_good"])
def test_a_backup_that_cannot_be_finished_leaves_nothing_that_looks_like_one(
    sqlite: SqliteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, step: str
) -> None:
    store = Store(sqlite.copy_of(empty))
    monkeypatch.setattr(step, lambda *_: (_ for _ in ()).throw(failure))
    with pytest.raises((OSError, RegistryUnusable, KeyboardInterrupt, sqlite3.OperationalError)):
        make_backup(store, files_in(tmp_path), tmp_path / "copy.zip", NOW)
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_in_the_middle_is_said_and_leaves_nothing(
    plan_175: None, settings: Callable[..., None], tmp_path: Path
) -> None:
    """As near as a test comes to one: the process may write no file larger than 200 KiB."""
    there = sorted(tmp_path.iterdir())
    limited = f'ulimit -f 200; exec "{sys.executable}" -m bot db backup copy.zip'
    source = {"PYTHONPATH": str(Path(__file__).parents[5])}
    done = subprocess.run(["/bin/bash", "-c", limited], capture_output=True, text=True, env=os.environ | source)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert sorted(tmp_path.iterdir()) == there


def test_a_registry_that_is_yet_to_be_upgraded_is_backed_up_before_it_is(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None], tmp_path: Path
) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/registry.db")) as old:
        downgrade(old, "0013")
    done = nhacviec("db", "backup", "copy.zip", "--by", "Nguyễn Văn A")
    assert (done.status, done.out, done.err) == (0, "Đã sao lưu vào copy.zip.\n", "")
    assert nhacviec("db", "upgrade").status == 0
    [entry] = acts(f"sqlite:///{tmp_path}/registry.db", "backup.make")
    assert (entry.subject, entry.actor.startswith("Nguyễn Văn A (os:")) == ("copy.zip", True)
    settings(database_url=f"sqlite:///{tmp_path}/new.db")
    done = nhacviec("db", "restore", "copy.zip")
    assert "Sổ đã được nâng cấp: phiên bản 0013 → " in done.out
    assert nhacviec("db", "check").out == "Cơ sở dữ liệu toàn vẹn và nhất quán.\n"


def test_a_copy_that_is_torn_is_no_backup(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    damage(tmp_path / "registry.db")
    done = nhacviec("db", "backup", "copy.zip")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("Cơ sở dữ liệu thiếu bảng hoặc bị hỏng.")
    assert not list(tmp_path.glob("*copy*")) + list(tmp_path.glob(f"{DRAFTS}"))


def test_what_stands_there_is_replaced_only_when_told(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None], tmp_path: Path
) -> None:
    assert nhacviec("db", "backup", "copy.zip").status == 0
    done = nhacviec("db", "restore", "copy.zip")
    assert (done.status, done.out) == (1, "")
    assert "đã có dữ liệu. Khôi phục đè lên: thêm --replace" in done.err
    done = nhacviec("db", "restore", "copy.zip", "--replace")
    assert done.status == 0
    [old] = tmp_path.glob("registry.db.cu_*")
    assert f"Sổ cũ được giữ lại ở {old}" in done.out
    assert [len(acts(f"sqlite:///{path}", "backup.make")) for path in (old, tmp_path / "registry.db")] == [1, 0]


def test_faults_of_what_is_to_be_restored_are_told_and_must_be_accepted(
    nhacviec: Nhacviec, settings: Callable[..., None], sqlite: SqliteFiles, tmp_path: Path
) -> None:
    files = files_in(tmp_path)
    with closing(Store(sqlite.copy_of(empty))) as office:
        live_a_little(office, files)
        shutil.rmtree(files.folder)
        make_backup(office, files, tmp_path / "copy.zip", NOW)
    done = nhacviec("db", "restore", "copy.zip")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("1 tệp cán bộ đã gửi không còn ở nơi lưu tệp.")
    assert "thêm --despite-faults" in done.err
    assert not (tmp_path / "registry.db").exists()
    assert nhacviec("db", "restore", "copy.zip", "--despite-faults").status == 0


def test_what_is_no_backup_is_refused_in_one_sentence(nhacviec: Nhacviec, tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_text("không phải")
    for name, said in (("copy.zip", "Chưa có gì thay đổi: tệp này không phải"), ("x.zip", "x.zip: không có tệp")):
        done = nhacviec("db", "restore", name)
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert done.err.startswith(said)
    assert not (tmp_path / "registry.db").exists()


def test_a_registry_moves_to_postgresql_whole(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None], tmp_path: Path, postgresql: PostgresqlServer
) -> None:
    url, file = postgresql.new(), f"sqlite:///{tmp_path}/registry.db"
    with closing(open_existing(file)) as store:
        before = content_of(store)
    done = nhacviec("db", "copy", url, "--by", "Nguyễn Văn A")
    assert (done.status, done.err) == (0, "")
    assert f"NHACVIEC_FILES_DIR={tmp_path}/files" in done.out
    assert "đã đọc lại, khớp từng dòng." in done.out
    with closing(open_existing(url)) as moved:
        after = content_of(moved)
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"audit_entry", "audit_seal"}
        assert after["duty"].rows == before["duty"].rows > 300
        assert f"duty: {after['duty'].rows}\n" in done.out
    for address in (url, file):
        [entry] = acts(address, "registry.copy")
        assert (entry.person or "").startswith("Nguyễn Văn A (os:")
    settings(database_url=url, files_dir=str(tmp_path / "files"))
    assert nhacviec("db", "check").out == "Cơ sở dữ liệu toàn vẹn và nhất quán.\n"
    assert nhacviec("officer", "invite", "--agency", "stp").status == 0
    assert nhacviec("summary").status == 0
    postgresql.drop(url)


def test_files_follow_their_registry_into_the_database(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None], tmp_path: Path, postgresql: PostgresqlServer
) -> None:
    url = postgresql.new()
    with closing(open_registry(f"sqlite:///{tmp_path}/registry.db")) as store:
        digest = live_a_little(store, files_in(tmp_path))
    assert nhacviec("db", "files").err.startswith("NHACVIEC_FILES_IN_DATABASE: chưa đặt thành true")
    assert nhacviec("db", "copy", url).status == 0
    settings(database_url=url, files_in_database="true")
    lost = nhacviec("db", "check")
    assert (lost.status, lost.err.startswith("1 tệp cán bộ đã gửi không còn")) == (1, True)
    (tmp_path / "files/00").mkdir()
    (tmp_path / "files/00" / ("0" * 64)).write_bytes(b"what the name does not promise")
    for taken in (1, 0):
        done = nhacviec("db", "files", str(tmp_path / "files"), "--by", "Nguyễn Văn A")
        assert done.out == f"Thư mục {tmp_path}/files có 2 tệp, vừa đưa vào {taken}.\n"
        assert done.err == "1 tệp đã hỏng (nội dung không khớp tên), không đưa vào.\n"
    [entry] = acts(url, "registry.files")
    assert (entry.subject, json.loads(entry.after or "")) == (str(tmp_path / "files"), {"files": 1})
    shutil.rmtree(tmp_path / "files")
    assert nhacviec("db", "check").out == "Cơ sở dữ liệu toàn vẹn và nhất quán.\n"
    assert nhacviec("db", "backup", "copy.zip").status == 0
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert f"files/{digest[:2]}/{digest}" in archive.namelist()
    assert nhacviec("db", "restore", "copy.zip", "--replace").status == 0
    assert nhacviec("db", "check").out == "Cơ sở dữ liệu toàn vẹn và nhất quán.\n"
    postgresql.drop(url)


def test_a_registry_moves_only_into_an_empty_database_and_only_at_rest(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, postgresql: PostgresqlServer
) -> None:
    taken, free = postgresql.copy_of(empty), postgresql.new()
    done = nhacviec("db", "copy", taken)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "đã có dữ liệu" in done.err
    with closing(open_existing(taken)) as store:
        assert count_rows(store, "plan") == 0
    with closing(Store(f"sqlite:///{tmp_path}/registry.db")) as bot, bot.read() as session:
        session.get(Duty, 1)
        done = nhacviec("db", "copy", free)
        assert (done.status, "đang có chương trình khác mở" in done.err) == (1, True)
    assert nhacviec("db", "copy", free).status == 0
    for url in (taken, free):
        postgresql.drop(url)


@pytest.mark.parametrize("address", ["sqlite:///x.db", "postgresql://host", "postgresql://host:0/x", "x"])
def test_only_postgresql_is_copied_to(nhacviec: Nhacviec, plan_175: None, address: str) -> None:
    done = nhacviec("db", "copy", address)
    assert (done.status, done.out) == (2, "")
    assert "cần một địa chỉ dạng postgresql://" in done.err
