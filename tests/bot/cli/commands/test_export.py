"""`nhacviec export`: the files of the chat, from the shell."""

import json
import stat
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from data.atomic_file import DRAFTS
from tests.bot.conftest import Nhacviec
from tests.handlers.overview.workbooks import empty_text, rows_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("xlsx", "175-KH-UBND-2024-02-26.xlsx"),
        ("xlsx --agency stp --period q1", "175-KH-UBND-stp-q1-2024-02-26.xlsx"),
        ("docx", "175-KH-UBND-q1-2024-02-26.docx"),
        ("docx --agency STP --period year", "175-KH-UBND-stp-year-2024-02-26.docx"),
        ("ics --agency stp", "175-KH-UBND-stp-2024-02-26.ics"),
        ("png", "175-KH-UBND-2024-02-26.agencies.png"),
        ("png --picture levels", "175-KH-UBND-2024-02-26.levels.png"),
        ("png --picture tasks --agency stp", "175-KH-UBND-stp-2024-02-26.tasks.png"),
    ],
)
def test_a_file_is_written_under_a_name_that_says_what_it_is(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, line: str, name: str
) -> None:
    done = nhacviec("export", *line.split())
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Đã ghi {name} (")
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("registry.db")) == [name]
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_program_is_told_where_it_is(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    done = nhacviec("export", "docx", "--agency", "stp", "--out", "bao-cao.docx", "--json")
    assert json.loads(done.out) == {
        "file": "bao-cao.docx",
        "bytes": (tmp_path / "bao-cao.docx").stat().st_size,
        "plan": "175/KH-UBND",
        "agency": "stp",
        "period": "q1",
    }
    assert done.err == ""


def test_every_duty_is_in_the_workbook_and_every_figure_in_the_report(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    counted = json.loads(nhacviec("summary", "--json").out)
    nhacviec("export", "xlsx", "--out", "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert len(rows_of(book, "Theo dõi")) == counted["total"]
    assert len(rows_of(book, "Nhiệm vụ")) == 43
    names = (
        "total",
        "done_on_time",
        "done_late",
        "open_in_time",
        "open_overdue",
        "no_date",
        "reported",
        "not_applicable",
    )
    figures = [counted[name] for name in names]
    *agencies, total = (list(row.values()) for row in rows_of(book, "Cơ quan"))
    assert total[4:-1] == figures
    assert {row[2]: row[4:-1] for row in agencies} == {
        part["agency"]: [part[name] for name in names] for part in counted["agencies"]
    }
    nhacviec("export", "docx", "--out", "a.docx")
    rows = Document(str(tmp_path / "a.docx")).tables[1].rows
    assert [int(cell.text) for cell in rows[-1].cells[1:]] == figures


def test_a_period_holds_what_was_due_or_done_in_it_and_its_figures(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    nhacviec("export", "xlsx", "--agency", "stp", "--period", "q1", "--out", "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    codes = [row["Mã"] for row in rows_of(book, "Theo dõi")]
    assert codes == ["II.1", "II.2", "II.3", "II.4", "II.5", "TC.1"]
    assert rows_of(book, "Cơ quan")[-1]["Tổng"] == len(codes)


def test_a_period_without_anything_is_a_workbook_with_a_sentence(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path
) -> None:
    assert nhacviec("export", "xlsx", "--agency", "bhxh", "--period", "q3", "--out", "a.xlsx").status == 0
    book = load_workbook(tmp_path / "a.xlsx")
    assert empty_text(book, "Theo dõi") == "Không có nhiệm vụ nào đến hạn hoặc hoàn thành trong kỳ."


def test_the_calendar_is_that_of_the_agency(nhacviec: Nhacviec, plan_175: None, tmp_path: Path) -> None:
    nhacviec("export", "ics", "--agency", "stp", "--out", "a.ics")
    calendar = Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    assert calendar["X-WR-CALNAME"] == "Nhắc việc · Sở Tư pháp"
    assert len(calendar.walk("VEVENT")) == 13


def test_a_file_that_is_there_is_replaced_whole_or_left_alone(
    nhacviec: Nhacviec, plan_175: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    monkeypatch.setattr(
        "handlers.views.overview.workbook.build_sheets", lambda *_: (_ for _ in ()).throw(OSError(28, "full", "x"))
    )
    done = nhacviec("export", "xlsx", "--out", "a.xlsx")
    assert (done.status, done.err) == (1, "x: ổ đĩa đã đầy.\n")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.glob(DRAFTS)) == []


@pytest.mark.parametrize(
    ("out", "said"),
    [("thieu/a.xlsx", "thieu/a.xlsx: không có tệp hoặc thư mục này."), (".", ".: đây là thư mục, cần một tệp.")],
)
def test_a_place_that_cannot_be_written_is_said_in_a_sentence(
    nhacviec: Nhacviec, plan_175: None, out: str, said: str
) -> None:
    done = nhacviec("export", "xlsx", "--out", out)
    assert (done.status, done.out, done.err) == (1, "", f"{said}\n")
