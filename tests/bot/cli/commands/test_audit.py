"""`nhacviec audit export`, and what the commands of the shell leave in it: who, before, after."""

import csv
import json
import os
import pwd
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.cli.office import open_office
from bot.cli.settings_trace import record_settings
from handlers.views.overview import audit_table
from tests.bot.conftest import Nhacviec

ACCOUNT = f"os:{pwd.getpwuid(os.geteuid()).pw_name}"
DAY = ("--from", "2024-02-26", "--to", "2024-02-26")


@pytest.fixture(autouse=True)
def _no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUDO_USER", raising=False)


def exported(nhacviec: Nhacviec, *options: str) -> list[dict[str, Any]]:
    done = nhacviec("audit", "export", *(options or DAY), "--json")
    assert (done.status, done.err) == (0, "")
    entries: list[dict[str, Any]] = json.loads(done.out)["entries"]
    return sorted(entries, key=lambda entry: entry["id"])  # the clock of each command begins at eight


def test_each_command_that_changes_or_hands_out_is_there_with_who_gave_it(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    by = ("--by", "Nguyễn Văn A")
    for line in (
        "officer invite --agency stp",
        "plan close 175/KH-UBND",
        "plan reopen 175/KH-UBND",
        "days import",
        "export xlsx --out a.xlsx",
        "export ics --agency stp --out a.ics",
        "db backup a.zip",
    ):
        assert nhacviec(*line.split(), *by).status == 0, line
    assert nhacviec("audit", "export", *DAY).status == 0
    entries = exported(nhacviec)
    assert [entry["action"] for entry in entries] == [
        "invitation.create",
        "plan.close",
        "plan.reopen",
        "export.make",
        "export.make",
        "backup.make",
        "audit.export",
    ]
    assert {entry["person"] for entry in entries[:-1]} == {f"Nguyễn Văn A ({ACCOUNT})"}
    assert entries[-1]["person"] == ACCOUNT
    assert {entry["channel"] for entry in entries} == {"console"}
    assert {entry["at"] for entry in entries} == {"2024-02-26T08:00:00+07:00"}
    assert all(entry["position"] for entry in entries)
    assert (entries[1]["before"], entries[1]["after"]["closed_at"][:19]) == (
        {"closed_at": None},
        "2024-02-26 01:00:00",
    )


def test_the_name_may_be_a_setting_and_is_refused_where_it_is_none(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None]
) -> None:
    settings(by="Trần Thị B")
    nhacviec("officer", "invite", "--agency", "stp")
    nhacviec("officer", "invite", "--agency", "stp", "--by", "Nguyễn Văn A")
    people = [entry["person"] for entry in exported(nhacviec) if entry["action"] == "invitation.create"]
    assert people == [f"Trần Thị B ({ACCOUNT})", f"Nguyễn Văn A ({ACCOUNT})"]
    done = nhacviec("officer", "invite", "--agency", "stp", "--by", " ")
    assert (done.status, done.err.startswith("Giá trị của '--by' không đúng: cần họ tên")) == (2, True)


def test_a_day_off_that_changes_is_there_with_what_it_was_and_one_that_does_not_is_not(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    (tmp_path / "days.csv").write_text("date,kind,name,document\n2024-02-08,worked,Làm bù,QĐ 1\n")
    nhacviec("days", "import")
    nhacviec("days", "import", "days.csv")
    [entry] = [one for one in exported(nhacviec) if one["action"] == "days.enter"]
    assert (entry["subject"], entry["before"]["kind"], entry["after"]["kind"]) == ("2024-02-08", "off", "worked")


def test_days_are_those_of_viet_nam_and_both_are_included(nhacviec: Nhacviec, plan_175: None) -> None:
    assert [entry["action"] for entry in exported(nhacviec, "--from", "2024-01-02", "--to", "2024-01-02")] == [
        "agency.directory",
        "plan.apply",
    ]
    assert exported(nhacviec, "--from", "2024-01-03", "--to", "2024-02-25") == []
    assert nhacviec("audit", "export", "--from", "2024-02-02", "--to", "2024-02-01").status == 2


def test_a_table_for_people_and_one_that_runs_no_formula(nhacviec: Nhacviec, plan_175: None) -> None:
    nhacviec("officer", "invite", "--agency", "stp", "--by", "=HYPERLINK(1)")
    done = nhacviec("audit", "export", *DAY, "--csv")
    heading, row = csv.reader(StringIO(done.out))
    assert heading == audit_table.columns(), "as on the board"
    assert (row[0], row[1], row[4]) == ("26/02/2024 08:00", f"'=HYPERLINK(1) ({ACCOUNT})", "cấp mã mời")
    told = nhacviec("audit", "export", *DAY).out
    assert "cấp mã mời" in told
    assert told.endswith("2 dòng.\n")


def test_settings_leave_a_trace_where_they_change_and_no_secret(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None]
) -> None:
    settings(telegram_token="123456:abcdefghij", heartbeat_url="https://canh.example.vn/bi-mat")
    for days in ("14", "14", "30"):
        settings(look_back_days=days)
        with open_office() as office:
            record_settings(office)
    first, change = [entry for entry in exported(nhacviec) if entry["action"] == "settings.start"]
    assert (first["before"], change["subject"]) == ({}, "look_back_days")
    assert (change["before"]["look_back_days"], change["after"]["look_back_days"]) == (14, 30)
    assert change["after"]["telegram_token"] == "123456:…"
    assert "abcdefghij" not in json.dumps([first, change])
    assert "bi-mat" not in json.dumps([first, change])


def test_the_check_tells_the_head_of_the_chain_what_waits_and_which_row_was_tampered_with(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    nhacviec("officer", "invite", "--agency", "stp")
    assert nhacviec("db", "check").out == "Cơ sở dữ liệu toàn vẹn và nhất quán.\n"
    told = json.loads(nhacviec("db", "check", "--json").out)["audit"]
    assert (told["sealed"], told["unsealed"], len(told["head"])) == (3, 0, 64)
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection, connection:
        connection.execute(
            "INSERT INTO audit_entry (at, actor, action, subject) VALUES ('2024-02-26 01:00:00', 'x', 'snooze', '')"
        )
    done = nhacviec("db", "check")
    assert (done.status, done.out.splitlines()[1:]) == (
        0,
        ["Nhật ký: 1 dòng mới chưa niêm phong; nhịp kế tiếp của bot niêm phong chúng."],
    )
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection, connection:
        connection.execute("UPDATE audit_entry SET actor = 'ai khác' WHERE id = 2")
    done = nhacviec("db", "check")
    assert (done.status, done.out) == (1, "")
    assert done.err == "Nhật ký bị sửa: dòng sai đầu tiên là audit_entry 2. Đối chiếu với bản sao lưu.\n"
