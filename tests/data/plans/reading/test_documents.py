"""Documents as readers of formats hand them on: letterheads as tables, sheets, merged cells, spanning headings."""

from collections.abc import Iterable
from datetime import date

import pytest

from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.draft import PlanDraft
from data.plans.formats.document import Block, Cell, Document, Paragraph, Table, TableRow
from data.plans.reading import read_document
from data.plans.remarks import Remark
from data.plans.sidecar import Sidecar

DIRECTORY = Directory(
    (
        AgencyEntry("snv", "Sở Nội vụ", "Sở NV", "department"),
        AgencyEntry("syt", "Sở Y tế", "SYT", "department"),
    )
)
HEADS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
LETTERHEAD = Table(
    (
        TableRow(
            (
                Cell("ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\nSố: 12/KH-UBND"),
                Cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSông Lam, ngày 05 tháng 01 năm 2026"),
            ),
            1,
        ),
    )
)
TITLE = (Paragraph("KẾ HOẠCH", 2), Paragraph("Chăm vườn năm 2026", 3), Paragraph("Căn cứ quy chế làm việc;", 4))


def _table(rows: Iterable[tuple[str | Cell, ...]], first: int, sheet: str = "") -> Table:
    return Table(
        tuple(
            TableRow(tuple(Cell(cell) if isinstance(cell, str) else cell for cell in cells), line)
            for line, cells in enumerate(rows, start=first)
        ),
        sheet,
    )


def _read(*blocks: Block) -> PlanDraft[Remark]:
    return read_document(Document(blocks), Sidecar(), DIRECTORY)


def _tasks(plan: PlanDraft[Remark]) -> list[tuple[str, str, tuple[str, ...], list[str]]]:
    return [
        (task.code, task.title, task.lead_agencies, [one.due_on.isoformat() for one in task.deadlines])
        for task in plan.tasks
    ]


def test_a_letterhead_may_be_a_table_without_lines() -> None:
    plan = _read(LETTERHEAD, *TITLE, _table([HEADS, ("1", "Tưới hoa", "Sở Nội vụ", "Quý I/2026")], 5))
    assert (plan.number, plan.issued_on, plan.title) == ("12/KH-UBND", date(2026, 1, 5), "Chăm vườn năm 2026")
    assert plan.issuer == "Ủy ban nhân dân tỉnh Sông Lam"


def test_each_sheet_is_a_part_of_its_own() -> None:
    plan = _read(
        _table([("Số: 12/KH-UBND", ""), ("Sông Lam, ngày 05 tháng 01 năm 2026", "")], 1, "Bìa"),
        _table([HEADS, ("1", "Tưới hoa", "Sở Nội vụ", "Quý I/2026")], 1, "Vườn trước"),
        _table([HEADS, ("1", "Tỉa cành", "Sở Y tế", "Quý II/2026")], 1, "Vườn sau"),
    )
    assert _tasks(plan) == [
        ("S1.1", "Tưới hoa", ("snv",), ["2026-03-31"]),
        ("S2.1", "Tỉa cành", ("syt",), ["2026-06-30"]),
    ]
    assert (plan.number, [section.title for section in plan.sections]) == ("12/KH-UBND", ["Vườn trước", "Vườn sau"])


@pytest.mark.parametrize("month_only", [True, False])
def test_merged_cells_and_true_dates_of_a_spreadsheet(*, month_only: bool) -> None:
    day = Cell("46100", day=date(2026, 4, 1), month_only=month_only)
    again = Cell("46100", repeated=True, day=date(2026, 4, 1), month_only=month_only)
    title = Cell("KẾ HOẠCH")
    plan = _read(
        _table(
            [
                ("Số: 9/KH-UBND", "", "", "ngày 05 tháng 01 năm 2026"),
                (title, *[Cell("KẾ HOẠCH", repeated=True)] * 3),
                HEADS,
                (Cell("I. Việc chung"), *[Cell("I. Việc chung", repeated=True)] * 3),
                ("1", "Tưới hoa", "Sở Nội vụ", day),
                ("2", "Tỉa cành", Cell("Sở Nội vụ", repeated=True), again),
            ],
            1,
            "Sheet1",
        )
    )
    due = "2026-04-30" if month_only else "2026-04-01"
    assert _tasks(plan) == [("I.1", "Tưới hoa", ("snv",), [due]), ("I.2", "Tỉa cành", ("snv",), [due])]
    assert [task.certain for task in plan.tasks] == [True, True]


def test_one_number_may_stand_over_several_tasks() -> None:
    plan = _read(
        LETTERHEAD,
        *TITLE,
        _table(
            [
                HEADS,
                ("1", "Tưới hoa", "Sở Nội vụ", "Quý I/2026"),
                (Cell("1", repeated=True), "Tỉa cành", "Sở Y tế", "Quý II/2026"),
            ],
            5,
        ),
    )
    assert _tasks(plan) == [
        ("1", "Tưới hoa", ("snv",), ["2026-03-31"]),
        ("1b", "Tỉa cành", ("syt",), ["2026-06-30"]),
    ]
