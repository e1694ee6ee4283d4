"""A plan without a table: tasks stand under headings, with labelled lines below."""

import pytest

from data.plans.formats.text import read_text
from data.plans.listed_tasks import read_label, read_listed_tasks
from data.plans.table.columns.kinds import Column
from data.plans.table.row import Heading, Row

PLAN = """II. NHIỆM VỤ
1. Vườn trước
a) Trồng hoa hồng dọc đường
- Cơ quan chủ trì: Sở Nội vụ.
- Cơ quan phối hợp: Sở Y tế, Sở Tư pháp.
- Thời gian hoàn thành: Quý I/2024.
- Kinh phí: 5 triệu.
b) Trồng hoa cúc
- Đơn vị thực hiện: Sở Y tế
- Thời hạn: Trước ngày 30/6/2024
2. Tưới hoa ở vườn sau. Cơ quan chủ trì: Sở Tài chính. Thời gian: Thường xuyên.
III. TỔ CHỨC THỰC HIỆN
1. Các sở báo cáo: trước ngày 15/12/2024.
"""


def test_headings_with_labelled_lines_are_tasks() -> None:
    first_line, entries = read_listed_tasks(read_text(PLAN.encode()))
    headings = [(one.numbering and one.numbering.printed, one.title) for one in entries if isinstance(one, Heading)]
    rows = [
        (row.line, row[Column.NUMBER], row[Column.TITLE], row[Column.LEAD], row[Column.TIMEFRAME])
        for row in entries
        if isinstance(row, Row)
    ]
    assert first_line == 1
    assert headings == [("II", "NHIỆM VỤ"), ("1", "Vườn trước")]
    assert rows == [
        (3, "a", "Trồng hoa hồng dọc đường", "Sở Nội vụ", "Quý I/2024"),
        (8, "b", "Trồng hoa cúc", "Sở Y tế", "Trước ngày 30/6/2024"),
        (11, "2", "Tưới hoa ở vườn sau", "Sở Tài chính", "Thường xuyên"),
    ]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("- Cơ quan chủ trì: Sở Nội vụ.", (Column.LEAD, "Sở Nội vụ")),
        ("b) Đơn vị phối hợp thực hiện: các sở", (Column.COORDINATING, "các sở")),
        ("Thời hạn hoàn thành: 30/6", (Column.TIMEFRAME, "30/6")),
        ("Kết quả, sản phẩm: Báo cáo", (Column.DELIVERABLE, "Báo cáo")),
        ("Sở Nội vụ chủ trì việc này: rất gấp", None),
        ("Cơ quan chủ trì:", None),
    ],
)
def test_labels_are_told_from_sentences(line: str, label: tuple[Column, str] | None) -> None:
    assert read_label(line) == label


def test_who_and_when_may_stand_in_brackets() -> None:
    text = (
        "1. Trồng cau (Chủ trì: Sở Nội vụ; phối hợp: Sở Y tế; thời gian: Quý I)\n2. Trồng hoa (đợt 2: mùa thu)\n"
        "- Cơ quan chủ trì: Sở Y tế\n"
    )
    rows = [one for one in read_listed_tasks(read_text(text.encode()))[1] if isinstance(one, Row)]
    assert [(row[Column.TITLE], row[Column.LEAD], row[Column.TIMEFRAME]) for row in rows] == [
        ("Trồng cau", "Sở Nội vụ", "Quý I"),
        ("Trồng hoa (đợt 2: mùa thu)", "Sở Y tế", ""),
    ]


def test_a_text_that_names_one_lead_is_no_list_of_tasks() -> None:
    assert read_listed_tasks(read_text("1. Mở đầu\nCơ quan chủ trì: Sở Nội vụ".encode())) == (0, ())
