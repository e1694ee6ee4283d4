"""What a sheet shows is read: dates by their formats, numbers as shown, nothing that is hidden or far away."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.plans.formats.document import Document, NoteCode, Table
from data.plans.formats.sheets.excel import read_excel
from data.plans.formats.sheets.number_formats import Shown, Value, show

NOON = datetime(2026, 4, 15, 12)  # noqa: DTZ001 - a spreadsheet knows no time zones


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1.0, "General", Shown("1")),
        (1.1, "General", Shown("1.1")),
        (2026, "0", Shown("2026")),
        (3, "00", Shown("03")),
        (1234567.5, "#,##0.00", Shown("1.234.567,50")),
        (0.25, "0%", Shown("25%")),
        (2, '"Quý "0', Shown("Quý 2")),
        (NOON, "dd/mm/yyyy", Shown("15/04/2026", date(2026, 4, 15))),
        (NOON, "mm/yyyy", Shown("04/2026", date(2026, 4, 1), month_only=True)),
        (NOON, '"Tháng "mm/yyyy', Shown("04/2026", date(2026, 4, 1), month_only=True)),
        (NOON, "yyyy", Shown("2026")),
        (time(0, 0), "dd/mm/yyyy", Shown("00/01/1900")),
        (True, "General", Shown("TRUE")),
        (None, "General", Shown("")),
    ],
)
def test_values_are_shown_by_their_formats(value: Value, number_format: str, shown: Shown) -> None:
    assert show(value, number_format) == shown


def _read(build: Callable[[Worksheet], object]) -> Document:
    made, held = openpyxl.Workbook(), BytesIO()
    sheet = made.worksheets[0]
    for row in (("TT", "Việc"), (1, "A"), (2, "B")):
        sheet.append(row)
    build(sheet)
    made.save(held)
    return read_excel(held.getvalue())


def _texts(read: Document) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for table in read.blocks if isinstance(table, Table) for row in table.rows
    ]


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].hidden = True


def _hide_sheet(sheet: Worksheet) -> None:
    other = sheet.parent.create_sheet("Ẩn")
    other["A1"], other.sheet_state = "x", "hidden"


def _put_far_cell(sheet: Worksheet) -> None:
    sheet["XFD1048576"] = "x"


def _put_formula(sheet: Worksheet) -> None:
    sheet["B3"] = "=1+1"


WHOLE = [["TT", "Việc"], ["1", "A"], ["2", "B"]]


@pytest.mark.parametrize(
    ("build", "texts", "note"),
    [
        (_hide_row, [WHOLE[0], WHOLE[2]], NoteCode.HIDDEN_LEFT_OUT),
        (_hide_column, [["TT"], ["1"], ["2"]], NoteCode.HIDDEN_LEFT_OUT),
        (_hide_sheet, WHOLE, NoteCode.HIDDEN_LEFT_OUT),
        (_put_far_cell, WHOLE, NoteCode.CUT_SHORT),
        (_put_formula, [*WHOLE[:2], ["2", ""]], NoteCode.FORMULA_WITHOUT_VALUE),
    ],
)
def test_what_is_not_shown_is_left_out_and_told(
    build: Callable[[Worksheet], object], texts: list[list[str]], note: NoteCode
) -> None:
    read = _read(build)
    assert _texts(read) == texts
    assert [one.code for one in read.notes] == [note]
