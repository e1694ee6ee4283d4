"""A workbook as openpyxl reads it back."""

import errno
import gc
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from data.exports import spreadsheet
from data.exports.spreadsheet import HEADING_ROW, Cell, Column, Marked, Sheet
from data.exports.spreadsheet_formats import Colour

MOMENT = datetime(2024, 2, 20, 15, 10, tzinfo=UTC).replace(tzinfo=None)
"""As a workbook has it: without a time zone."""
COLUMNS = (Column("Mã", 8), Column("Nhiệm vụ", 40), Column("Hạn", 11))


def opened(*rows: tuple[Cell, ...], total: tuple[str | int, ...] = ()) -> Any:
    """The workbook of one sheet, opened again."""
    sheet = Sheet("Nhiệm vụ", COLUMNS, rows, "Không có nhiệm vụ nào.", total=lambda: total, frozen=2)
    return load_workbook(BytesIO(spreadsheet.build_workbook("Kế hoạch 175/KH-UBND", [sheet])))


def page(*rows: tuple[Cell, ...], total: tuple[str | int, ...] = ()) -> Any:
    return opened(*rows, total=total)["Nhiệm vụ"]


def test_a_cell_holds_what_was_written_in_its_own_type() -> None:
    found = page(("II.3", 60, date(2024, 2, 29)), ("II.4", None, MOMENT))
    assert [cell.value for cell in found[4]] == ["Mã", "Nhiệm vụ", "Hạn"]
    assert [cell.value for cell in found[5]][:2] == ["II.3", 60]
    assert found["C5"].value.date() == date(2024, 2, 29)
    assert [cell.value for cell in found[6]] == ["II.4", None, MOMENT]
    assert (found["C5"].is_date, found["C5"].number_format) == (True, "dd/mm/yyyy")
    assert found["C6"].number_format == "dd/mm/yyyy hh:mm"


@pytest.mark.parametrize(
    "name", ["=cmd()", "+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "{=1}", "http://x"]
)
def test_a_text_never_becomes_a_formula_or_a_link(name: str) -> None:
    cell = page((name, name, None))["A5"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", name, None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("=cmd()", True), ("@x", True), ("Sở Tư pháp", False), *((f"{sign}1", True) for sign in "＝＋－＠﹦﹢﹣﹫\t\r")],
)
def test_what_would_begin_a_formula_stays_text_when_somebody_edits_it(text: str, kept: bool) -> None:
    assert bool(page((text, "", None))["A5"].quotePrefix) is kept


def test_a_title_of_2000_characters_is_kept_whole_in_a_row_that_a_program_can_show() -> None:
    title = "Kế hoạch " * 222 + "hết"
    found = page(("I.1", title, None), ("I.2", "Kế hoạch", None))
    assert found["B5"].value == title
    assert found.row_dimensions[6].height < 20 < found.row_dimensions[5].height <= 409


def test_a_day_before_the_calendar_of_workbooks_is_written_out() -> None:
    assert page(("I.1", "", date(1899, 12, 31)))["C5"].value == "31/12/1899"


def test_the_headings_stay_in_sight_and_filter_all_rows_but_the_total() -> None:
    found = page(("I.1", "a", None), ("I.2", "b", None), total=("Tất cả", 2))
    assert found.freeze_panes == "C5"
    assert found.auto_filter.ref == "A4:C6"
    assert [cell.value for cell in found[7]][:2] == ["Tất cả", 2]


def test_sums_follow_the_filter_and_are_known_before_a_program_computes_them() -> None:
    columns = (Column("Mã", 8), Column("Quá hạn", 8, total=3), Column("Ghi chú", 9))
    rows: list[tuple[Cell, ...]] = [("I.1", 1, 'nói "có"'), ("I.2", 2, None)]
    shown = ("Đang hiện: ", 1, ' "dòng"')
    sheet = Sheet("Nhiệm vụ", columns, rows, "", title="THEO DÕI", shown=shown, printed=2)
    file = spreadsheet.build_workbook("Kế hoạch 175/KH-UBND", [sheet])
    written, known = (load_workbook(BytesIO(file), data_only=only)["Nhiệm vụ"] for only in (False, True))
    total = "SUBTOTAL(109,B5:B1048576)"
    assert [known["A1"].value, known["A2"].value] == ["THEO DÕI", "Kế hoạch 175/KH-UBND"]
    assert (written["B3"].value, known["B3"].value) == (f"={total}", 3)
    assert written["A3"].value == f'="Đang hiện: "&{total}&" ""dòng"""'
    assert known["A3"].value == 'Đang hiện: 3 "dòng"'
    assert known.print_area == "'Nhiệm vụ'!$A$1:$B$7"


def test_what_is_marked_is_worded_and_coloured_and_a_share_is_in_percent() -> None:
    found = page((Marked("quá hạn", Colour.RED), Marked(26, Colour.RED), 0.25))
    assert [cell.value for cell in found[5]] == ["quá hạn", 26, 0.25]
    assert [cell.fill.fgColor.rgb for cell in found[5][:2]] == ["FFF8CBAD"] * 2
    assert found["C5"].number_format == "0%"


def test_it_is_printed_on_a4_across_with_headings_on_every_page() -> None:
    found = page(("I.1", "a", None))
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert (found.page_setup.fitToHeight, found.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert found.print_title_rows == "$4:$4"
    assert "175/KH-UBND" in found.oddHeader.left.text


def test_a_sheet_without_rows_says_so() -> None:
    found = page(total=("Tất cả", 0))
    assert found["A5"].value == "Không có nhiệm vụ nào."
    assert found.max_row == HEADING_ROW + 1


def test_what_is_longer_than_a_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 3)
    book = opened(*((f"I.{n}", "", None) for n in range(7)))
    assert book.sheetnames == ["Nhiệm vụ", "Nhiệm vụ 2", "Nhiệm vụ 3"]
    under = [book[name].iter_rows(min_row=HEADING_ROW + 1, values_only=True) for name in book.sheetnames]
    rows = [row[0] for sheet in under for row in sheet]
    assert rows == [f"I.{n}" for n in range(7)]


def test_a_sheet_that_is_just_full_has_no_empty_one_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 3)
    assert opened(*((f"I.{n}", "", None) for n in range(3))).sheetnames == ["Nhiệm vụ"]


@pytest.mark.parametrize("room", [0, 100, 1000, 3000, 5000])
@pytest.mark.parametrize("buffered", [False, True], ids=["at once", "buffered"])
def test_a_full_disk_is_an_error_of_the_system_and_nothing_stumbles_over_it_later(
    room: int, buffered: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """What is collected after its file was closed would be a warning here, and that an error."""
    disk: Any = BufferedRandom(FullDisk(room), 512) if buffered else FullDisk(room)
    rows = [(f"II.{number}", f"nhiệm vụ {number * 7919}", None) for number in range(300)]
    with pytest.raises(OSError, match="no room") as full:
        spreadsheet.write_workbook(disk, "Kế hoạch", [Sheet("Nhiệm vụ", COLUMNS, rows, "")])
    assert full.value.errno == errno.ENOSPC
    disk.close()
    del full
    gc.collect()


def test_a_full_disk_for_what_is_not_finished_is_no_other_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows wait in files of the system's own folder."""
    full = OSError(errno.ENOSPC, "no room")
    monkeypatch.setattr("zipfile.ZipFile.write", lambda *_: (_ for _ in ()).throw(full))
    with BytesIO() as disk, pytest.raises(OSError, match="no room"):
        spreadsheet.write_workbook(disk, "Kế hoạch", [Sheet("Nhiệm vụ", COLUMNS, [("II.3", "nhiệm vụ", None)], "")])
    gc.collect()


class FullDisk(BytesIO):
    """It has room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, content: Any) -> int:
        if self.tell() + len(content) > self._room:
            raise OSError(errno.ENOSPC, "no room")
        return super().write(content)


class BufferedRandom(BytesIO):
    """Tells of a fault when it is asked to seek, as a file of the system does."""

    def __init__(self, disk: FullDisk, size: int) -> None:
        super().__init__()
        self._disk, self._size, self._waiting = disk, size, b""

    def write(self, content: Any) -> int:
        self._waiting += bytes(content)
        return len(content)

    def seek(self, offset: int, whence: int = 0) -> int:
        waiting, self._waiting = self._waiting, b""
        self._disk.write(waiting)
        return self._disk.seek(offset, whence)

    def tell(self) -> int:
        return self._disk.tell() + len(self._waiting)
