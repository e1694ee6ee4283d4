"""What an administrator does to the registry itself: days off, check, backup, upgrade."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col

from data.backup import NotOurs, backup
from data.consistency import Fault, faults
from data.day_table import DaysUnreadable, read_days
from data.models import DayOff, Delivery, Duty
from data.registry import days
from data.schema import open_registry, revisions
from data.seeds import seed
from data.store import Session, Store
from data.words import DayKind, DeliveryKind, DeliveryState, State
from tests import factories
from tests.root.conftest import Nhacviec


def owing(session: Session) -> Duty:
    """One duty, untouched."""
    agency = factories.agency(session)
    plan = factories.plan(session)
    return factories.duty(session, agency, factories.deadline(session, plan, date(2024, 2, 29)))


def test_a_registry_in_use_is_consistent(store: Store) -> None:
    with store.write() as session:
        owing(session)
    assert faults(store) == []


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
    assert {fault.rule for fault in faults(store)} == rules


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
    assert faults(store) == [Fault("sent", "1")]


def test_a_fault_ends_the_command_with_1_and_is_told(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection, connection:
        connection.execute("UPDATE duty SET version = 1 WHERE id = 1")
    done = nhacviec("db", "check")
    assert (done.status, done.out) == (1, "")
    assert "1 phần việc có số lần cập nhật không khớp lịch sử." in done.err


def test_a_backup_is_whole_while_the_registry_is_written(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "registry.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM duty")
        assert nhacviec("db", "backup", "copy.db").out == "Đã sao lưu vào copy.db.\n"
    copy = open_registry(f"sqlite:///{tmp_path}/copy.db")
    assert faults(copy) == []
    with copy.read() as session:
        assert session.get(Duty, 1) is not None
    copy.close()
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0


def test_a_backup_never_replaces_a_file(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("quý giá")
    done = nhacviec("db", "backup", "copy.db")
    assert (done.status, done.err) == (1, "copy.db: đã có tệp này.\n")
    assert (tmp_path / "copy.db").read_text() == "quý giá"


def test_postgresql_is_left_to_its_own_backup(new_postgresql: Callable[[], str], tmp_path: Path) -> None:
    store = Store(new_postgresql())
    with pytest.raises(NotOurs):
        backup(store, tmp_path / "copy.db")
    store.close()
    assert not (tmp_path / "copy.db").exists()


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
        days.enter(session, read_days(seed("days-off.csv")))
        days.enter(session, read_days(table))
    with store.read() as session:
        day = session.get(DayOff, date(2024, 2, 8))
        assert day is not None
        assert (day.kind, day.name, len(days.decided(session))) == (DayKind.WORKED, "Làm việc", 15)


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
