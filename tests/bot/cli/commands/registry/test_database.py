"""What an administrator does to the registry itself: days off, check, backup, upgrade."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, update
from sqlmodel import col

from data.consistency import Fault, find_faults
from data.days_off_file import DaysUnreadable, read_days
from data.enums import DayKind, DeliveryKind, DeliveryState, State
from data.models import DayOff, Delivery, Duty
from data.registry.office import days_off
from data.schema import revisions
from data.seeds import seed
from data.store import Session, Store
from tests import factories
from tests.bot.conftest import Nhacviec
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import SqliteFiles, empty


def damage(path: Path) -> None:
    """A page in the middle of the file is not what it was."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All that lies in it, with modes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


def owing(session: Session) -> Duty:
    """One duty, untouched."""
    agency = factories.agency(session)
    plan = factories.plan(session)
    return factories.duty(session, agency, factories.deadline(session, plan, date(2024, 2, 29)))


def test_a_registry_in_use_is_consistent(store: Store) -> None:
    with store.write() as session:
        owing(session)
    assert find_faults(store) == []


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ({"version": 3}, {"entries", "state"}),
        ({"state": State.DONE}, {"completed"}),
        ({"completed_on": date(2024, 2, 29)}, {"completed"}),
    ],
)
def test_a_duty_that_contradicts_its_history_is_found(
    store: Store, values: dict[str, object], rules: set[str]
) -> None:
    with store.write() as session:
        duty = owing(session)
        session.execute(update(Duty).where(col(Duty.id) == duty.id).values(**values))
    assert {fault.rule for fault in find_faults(store)} == rules


def test_a_delivery_that_is_sent_without_a_message_id_is_found(store: Store) -> None:
    with store.write() as session:
        officer = factories.officer(session, factories.agency(session))
        link = factories.link(session, officer, channel="web")
        session.add(
            Delivery(
                officer_id=factories.known(officer.id),
                chat_link_id=factories.known(link.id),
                channel="web",
                kind=DeliveryKind.DIGEST,
                slot=date(2024, 2, 26),
                state=DeliveryState.SENT,
                planned_at=factories.LONG_AGO,
                due_at=factories.LONG_AGO,
                next_attempt_at=factories.LONG_AGO,
            )
        )
    assert find_faults(store) == [Fault("sent", "1")]


def test_a_fault_ends_the_command_with_1_and_is_told(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection, connection:
        connection.execute("UPDATE duty SET version = 1 WHERE id = 1")
    done = nhacviec("db", "check")
    assert (done.status, done.out) == (1, "")
    assert "1 nhiệm vụ có số lần cập nhật không khớp lịch sử." in done.err


def nothing(path: Path) -> None:
    path.unlink()


def no_folder(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def no_tables(path: Path) -> None:
    path.unlink()
    execute(path, "PRAGMA user_version = 1")


def foreign(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE theirs (x)")


def no_database(path: Path) -> None:
    path.write_text("đây không phải cơ sở dữ liệu, chỉ là một tệp văn bản dài" * 99)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def without_a_table(path: Path) -> None:
    execute(path, "DROP TABLE delivery")


def older(path: Path) -> None:
    execute(path, "UPDATE alembic_version SET version_num = '0001'")


def newer(path: Path) -> None:
    execute(path, "UPDATE alembic_version SET version_num = '9999'")


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


NO_REGISTRIES = [
    (nothing, "missing", "Không có sổ nhiệm vụ ở "),
    (no_folder, "missing", "Không có sổ nhiệm vụ ở "),
    (empty_file, "empty", "Cơ sở dữ liệu sqlite:///"),
    (no_tables, "empty", "Cơ sở dữ liệu sqlite:///"),
    (foreign, "foreign", "NHACVIEC_DATABASE_URL không trỏ tới"),
    (no_database, "damaged", "Cơ sở dữ liệu thiếu bảng hoặc bị hỏng."),
    (without_a_table, "damaged", "Cơ sở dữ liệu thiếu bảng hoặc bị hỏng."),
    (a_folder, "absent", "Không mở được cơ sở dữ liệu."),
    (older, "old", "Cơ sở dữ liệu ở phiên bản cũ (0001)."),
    (newer, "newer", "Cơ sở dữ liệu thuộc phiên bản mới hơn (9999)"),
]
LOOKS = ("db check", "db check --json", "db backup copy.db", "status", "status --json")


@pytest.mark.parametrize(("make", "reason", "said"), NO_REGISTRIES, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_no_registry_is_refused_and_left_as_it_was(
    nhacviec: Nhacviec,
    settings: Callable[..., None],
    sqlite: SqliteFiles,
    tmp_path: Path,
    make: Callable[[Path], None],
    reason: str,
    said: str,
) -> None:
    path = tmp_path / "of the office" / "registry.db"
    path.parent.mkdir()
    shutil.move(sqlite.copy_of(empty).removeprefix("sqlite:///"), path)
    make(path)
    settings(database_url=f"sqlite:///{path}")
    before = snapshot(tmp_path)
    looks = [line for line in LOOKS if not (reason == "old" and "backup" in line)]
    done = {line: nhacviec(*line.split()) for line in looks}
    assert snapshot(tmp_path) == before
    assert {one.status for one in done.values()} == {1}
    [told] = {one.err for one in done.values()}
    assert told.startswith(said)
    assert told.count("\n") == 1
    assert {done[line].out for line in looks if "--json" not in line} == {""}
    checked, status = (json.loads(done[line].out) for line in looks if "--json" in line)
    assert checked == {"ok": False, "faults": [{"rule": "unusable", "detail": reason}]}
    assert (status["ok"], status["well"], status["alarms"]) == (False, False, ["unusable"])
    assert status["problems"] == [told.rstrip("\n")]


def test_a_server_without_tables_is_no_registry_and_is_given_none(
    nhacviec: Nhacviec, settings: Callable[..., None], postgresql: PostgresqlServer
) -> None:
    url = postgresql.new()
    settings(database_url=url)
    for command in ("db check", "db backup copy.db", "status"):
        done = nhacviec(*command.split())
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert "trống, chưa có bảng nào" in done.err
    with closing(Store(url)) as store, store.connection() as connection:
        assert inspect(connection).get_table_names() == []
    postgresql.drop(url)


@pytest.mark.parametrize("in_use", [False, True], ids=["at rest", "in use"])
def test_a_check_changes_nothing(nhacviec: Nhacviec, plan_175: None, tmp_path: Path, in_use: bool) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/registry.db")) as bot:
        if in_use:
            with bot.write() as session:
                session.execute(update(Duty).values(version=0))
        before = snapshot(tmp_path)
        assert nhacviec("db", "check").out == "Cơ sở dữ liệu toàn vẹn và nhất quán.\n"
        after = snapshot(tmp_path)
        assert after.keys() == before.keys()
        assert {name: after[name] for name in after if name.endswith(("db", "wal"))} == {
            name: before[name] for name in before if name.endswith(("db", "wal"))
        }


def test_an_upgrade_makes_the_tables_and_can_be_repeated(nhacviec: Nhacviec) -> None:
    newest = revisions()[-1]
    assert nhacviec("db", "upgrade").out == f"Cơ sở dữ liệu: phiên bản chưa có bảng → {newest}.\n"
    assert nhacviec("db", "upgrade").out == f"Cơ sở dữ liệu: phiên bản {newest} → {newest}.\n"


def test_a_newer_database_is_not_touched(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in ("upgrade", "check"):
        done = nhacviec("db", command)
        assert (done.status, done.out) == (1, "")
        assert done.err.startswith("Cơ sở dữ liệu thuộc phiên bản mới hơn (9999)")


def test_the_shipped_days_are_entered(nhacviec: Nhacviec) -> None:
    assert nhacviec("days", "import").out == "Đã ghi 15 ngày.\n"
    assert nhacviec("days", "import").out == "Đã ghi 15 ngày.\n"


def test_days_of_a_table_replace_those_entered_before(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "days.csv"
    table.write_text("date,kind,name,document\n2024-02-08,worked,Làm việc,QĐ 1\n", encoding="utf-8-sig")
    with store.write() as session:
        days_off.save_days(session, read_days(seed("days-off.csv")))
        days_off.save_days(session, read_days(table))
    with store.read() as session:
        day = session.get(DayOff, date(2024, 2, 8))
        assert day is not None
        assert (day.kind, day.name, len(days_off.list_decided(session))) == (DayKind.WORKED, "Làm việc", 15)


@pytest.mark.parametrize(
    "row",
    [
        "2024-02-30,off,Tết,CV 1",
        "2024-02-08,nghỉ,Tết,CV 1",
        "2024-02-08,off,,CV 1",
        "2024-02-08,off,Tết",
        "2024-02-08,off,Tết,CV 1, tr. 2",
        f"2024-02-08,off,{'Tết' * 67},CV 1",
        f"2024-02-08,off,Tết,{'CV 1' * 51}",
        "x",
    ],
)
def test_a_wrong_row_is_refused_by_its_line_and_nothing_is_entered(
    nhacviec: Nhacviec, tmp_path: Path, row: str
) -> None:
    (tmp_path / "days.csv").write_text(f"date,kind,name,document\n2024-01-01,off,Tết,CV 1\n{row}\n")
    with pytest.raises(DaysUnreadable) as refused:
        read_days(tmp_path / "days.csv")
    assert refused.value.line == 3
    done = nhacviec("days", "import", "days.csv")
    assert (done.status, done.err) == (1, "Dòng 3 của bảng ngày nghỉ không đọc được; chưa ghi gì.\n")
