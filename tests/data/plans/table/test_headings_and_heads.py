"""Rows that are no tasks, heads that say more than a name, leads that say more than one: each kind in a table."""

from dataclasses import replace

import pytest

from data.plans.agencies import national
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft
from data.plans.formats.document import Block, Cell, Document, Paragraph, Table, TableRow
from data.plans.reading import read_document
from data.plans.remarks import Remark, RemarkCode
from data.plans.sidecar import Sidecar

HEADS = "STT|Nhiệm vụ|Cơ quan chủ trì|Thời gian"
ABOVE = ("Số: 7/KH-UBND", "Hưng Yên, ngày 08 tháng 01 năm 2026", "KẾ HOẠCH", "Chăm sóc vườn hoa năm 2026")


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The departments and communes of a province of today."""
    province = national.find_province_named("Hưng Yên")
    assert province is not None
    return national.propose_province(province)


def _table(line: int, *rows: str) -> Table:
    """Return a table; "<" is covered by the cell to its left, "^" by that above."""
    made: list[TableRow] = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for place, text in enumerate(row.split("|")):
            covering = cells[place - 1] if text == "<" else made[-1].cells[place] if text == "^" else None
            cells.append(replace(covering, repeated=True) if covering else Cell(text))
        made.append(TableRow(tuple(cells), line + number))
    return Table(tuple(made))


def _read(directory: Directory, *blocks: Block) -> PlanDraft[Remark]:
    above = tuple(Paragraph(text, line) for line, text in enumerate(ABOVE, 1))
    return read_document(Document((*above, *blocks)), Sidecar(), directory)


def _titles(plan: PlanDraft[Remark]) -> list[str]:
    return [task.title for task in plan.tasks]


@pytest.mark.parametrize(
    "headings",
    [("1|Vườn|<|<", "2|Cổng|<|<", "3.1|Ngõ|<|<"), ("1|Vườn||", "2|Cổng||", "3|Ngõ||")],
    ids=["merged", "not merged"],
)
def test_headings_beside_a_count_that_goes_on_are_no_tasks(directory: Directory, headings: tuple[str, ...]) -> None:
    first, second, third = headings
    rows = [
        f"{n}.|Việc số {n} trong vườn hoa|Sở Nội vụ|Quý {q}/2026" for n, q in enumerate(("I", "II", "III", "IV"), 1)
    ]
    plan = _read(directory, _table(9, HEADS, first, rows[0], rows[1], second, rows[2], third, rows[3]))
    assert _titles(plan) == [f"Việc số {n} trong vườn hoa" for n in range(1, 5)]
    assert [section.title for section in plan.sections] == ["Vườn", "Cổng", "Ngõ"]


def test_a_table_of_money_below_the_tasks_is_left_out_and_said(directory: Directory) -> None:
    plan = _read(
        directory,
        _table(
            9,
            f"{HEADS}|Phối hợp",
            "1|Tưới cây trong vườn|Sở Nội vụ|Quý I/2026|Sở Y tế",
            "2|Nhổ cỏ trong vườn|Sở Y tế|Quý II/2026|",
            "TT|Nguồn vốn|Kế hoạch 2026||",
            "1|Ngân sách tỉnh|128500||",
            "2|Vốn khác|95000||",
        ),
    )
    assert _titles(plan) == ["Tưới cây trong vườn", "Nhổ cỏ trong vườn"]
    assert RemarkCode.TABLE_LEFT_OUT in {warning.code for warning in plan.warnings}


@pytest.mark.parametrize(
    ("amid", "told"),
    [
        (("STT|Ghi chú||",), RemarkCode.LINE_SKIPPED),
        (("Số TT|Vườn hoa||",), RemarkCode.LINE_SKIPPED),
        (("TT|Nguồn vốn|Kế hoạch 2026|", "1|Ngân sách tỉnh|128500|"), RemarkCode.TABLE_LEFT_OUT),
        (("TT|Tên sản phẩm|Số lượng|Đơn vị tính", "1|Sách|10|quyển"), RemarkCode.TABLE_LEFT_OUT),
    ],
)
def test_tasks_go_on_below_what_stands_amid_them(
    directory: Directory, amid: tuple[str, ...], told: RemarkCode
) -> None:
    first, second, third = (f"{n}|Tưới luống hoa số {n}|Sở Y tế|Quý II/2026" for n in (1, 2, 3))
    plan = _read(directory, _table(9, HEADS, first, *amid, second, third))
    assert [(task.code, task.title) for task in plan.tasks] == [(f"{n}", f"Tưới luống hoa số {n}") for n in "123"]
    assert told in {warning.code for warning in plan.warnings}


def test_bare_months_under_one_head_are_months(directory: Directory) -> None:
    months = "|".join(map(str, range(1, 13)))
    rows = [["" for _month in range(12)] for _row in range(2)]
    rows[0][2] = rows[1][8] = rows[1][10] = "x"
    plan = _read(
        directory,
        _table(
            9,
            "TT|Nội dung|Đơn vị thực hiện|Thời gian (tháng)" + "|<" * 11,
            f"^|^|^|{months}",
            "1|Tưới cây|Sở Y tế|" + "|".join(rows[0]),
            "2|Nhổ cỏ|Sở Nội vụ|" + "|".join(rows[1]),
        ),
    )
    days = [[one.due_on.isoformat() for one in task.deadlines] for task in plan.tasks]
    assert days == [["2026-03-31"], ["2026-09-30", "2026-11-30"]]


def test_an_appendix_may_name_the_time_of_its_tasks(directory: Directory) -> None:
    blocks: list[Block] = []
    for place, (name, title) in enumerate((("I", "Tưới cây"), ("II", "Nhổ cỏ")), 1):
        blocks += [
            Paragraph(f"PHỤ LỤC {place}", place * 10),
            Paragraph(f"CÁC NHIỆM VỤ HOÀN THÀNH TRONG QUÝ {name}/2026", place * 10 + 1),
            Paragraph("(Kèm theo Kế hoạch số 7/KH-UBND)", place * 10 + 2),
            _table(place * 10 + 3, "TT|Nhiệm vụ|Cơ quan chủ trì|Sản phẩm", f"1|{title}|Sở Y tế|Báo cáo"),
        ]
    plan = _read(directory, *blocks)
    found = [(t.code, t.title, [one.due_on.isoformat() for one in t.deadlines], t.certain) for t in plan.tasks]
    assert found == [("PL1.1", "Tưới cây", ["2026-03-31"], False), ("PL2.1", "Nhổ cỏ", ["2026-06-30"], False)]


@pytest.mark.parametrize(
    ("head", "cell", "lead", "partners"),
    [
        ("Chủ trì/phối hợp", "Chủ trì: Sở Y tế; Sở Nội vụ", ("syt", "snv"), ()),
        ("Chủ trì/phối hợp", "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ", ("syt",), ("snv",)),
        ("Cơ quan chủ trì", "Sở Y tế phối hợp với Sở Nội vụ", ("syt",), ("snv",)),
        ("Cơ quan chủ trì", "Sở Y tế, phối hợp Sở Nội vụ", ("syt",), ("snv",)),
        ("Cơ quan chủ trì", "Sở Y tế, Sở Nội vụ (phối hợp)", ("syt",), ("snv",)),
        ("Cơ quan chủ trì", "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)", ("syt",), ("snv",)),
        ("Cơ quan chủ trì", "Sở Y tế chủ trì, phối hợp cùng với Sở Nội vụ", ("syt",), ("snv",)),
    ],
)
def test_one_cell_may_hold_who_leads_and_who_takes_part(
    directory: Directory, head: str, cell: str, lead: tuple[str, ...], partners: tuple[str, ...]
) -> None:
    plan = _read(directory, _table(9, f"STT|Nhiệm vụ|{head}|Thời gian", f"1|Tưới cây trong vườn|{cell}|Quý I/2026"))
    assert [(task.lead_agencies, task.coordinating_agencies) for task in plan.tasks] == [(lead, partners)]


def test_bullets_of_a_time_are_times_and_no_range(directory: Directory) -> None:
    cells = ("- Quý I\n- Quý II", "Quý I\n- Quý II", "- Quý III - Quý IV")
    rows = [f"{n}|Tưới luống hoa số {n}|Sở Y tế|{cell}" for n, cell in enumerate(cells, 1)]
    plan = _read(directory, _table(9, HEADS, *rows))
    assert [([one.due_on.month for one in task.deadlines], task.certain) for task in plan.tasks] == [
        ([3, 6], True),
        ([6], True),
        ([9, 12], False),
    ]


def test_persons_lead_where_no_column_names_agencies(directory: Directory) -> None:
    rows = [f"{n}|Tưới luống hoa số {n}|Đồng chí Trưởng khu vườn số {n}|Quý I/2026" for n in range(1, 6)]
    plan = _read(directory, _table(9, "TT|Nội dung|Người phụ trách|Thời gian", *rows))
    assert [task.lead for task in plan.tasks] == [(f"Đồng chí Trưởng khu vườn số {n}",) for n in range(1, 6)]


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("Phòng Phổ biến, giáo dục pháp luật", (), ("Phòng Phổ biến, giáo dục pháp luật",)),
        ("Chi cục Hoa và Bảo vệ cây", (), ("Chi cục Hoa và Bảo vệ cây",)),
        ("Phòng Kế hoạch - Cây cảnh", (), ("Phòng Kế hoạch - Cây cảnh",)),
        ("Các phòng, trung tâm thuộc Sở", (), ("phòng, trung tâm thuộc Sở",)),
        ("Các cơ quan, tổ chức, đơn vị", (), ("cơ quan, tổ chức, đơn vị",)),
        ("Công an các xã, phường", (), ("Công an các xã, phường",)),
        ("UBND các xã, phường ven biển", (), ("UBND các xã, phường ven biển",)),
        ("Công ty Hoa và Công ty Lá", (), ("Công ty Hoa", "Công ty Lá")),
        ("Ban Hoa; thôn Lá", (), ("Ban Hoa", "thôn Lá")),
        ("Huyện Hoa và huyện Lá", (), ("Huyện Hoa", "huyện Lá")),
        ("Xã Hoa và phường Lá", (), ("Xã Hoa", "phường Lá")),
        ("Thư viện tỉnh và Bảo tàng tỉnh", (), ("Thư viện tỉnh", "Bảo tàng tỉnh")),
        ("Phòng Văn hóa và Xã hội", (), ("Phòng Văn hóa và Xã hội",)),
        ("Sở NN và MT, Sở GD và ĐT", ("snnmt", "sgddt"), ()),
    ],
)
def test_a_name_that_nobody_knows_is_one_question(
    directory: Directory, cell: str, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    found = directory.resolve(cell)
    assert (found.codes, found.unknown) == (codes, unknown)


@pytest.mark.parametrize(
    "cell",
    ["Các sở, ban, ngành (trừ Sở Y tế)", "Các sở, ban, ngành, trừ Sở Y tế", "Sở, ban, ngành không bao gồm: Sở Y tế"],
)
def test_who_is_excepted_from_a_group_is_none_of_it(directory: Directory, cell: str) -> None:
    found, every = directory.resolve(cell), directory.resolve("Các sở, ban, ngành")
    assert (found.codes, found.unknown) == (tuple(code for code in every.codes if code != "syt"), ())
    assert directory.resolve("Các sở, ban, ngành (trừ Hội Hoa)").unknown == ("Hội Hoa",)
