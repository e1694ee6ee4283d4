"""Tables of a .pdf whose lines are not drawn: by where words stand, or said that they cannot be told."""

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from data.errors import PlanUnreadable
from data.plans.formats.document import Cell, Document, NoteCode, Paragraph, Table, TableRow
from data.plans.formats.pdf.reading import read_pdf_pages
from data.plans.reading import read_document
from data.plans.sidecar import Sidecar
from tests.data.plans.formats.made_plain_files import FONT, pdf_of

HEAD = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
LONG = (
    "Xây dựng cơ sở dữ liệu dùng chung của ngành và kết nối với trung tâm dữ liệu của tỉnh trước khi vận hành chính "
    "thức"
)
ROWS = [
    ("1", LONG, "Sở Khoa học và Công nghệ", "Quý I/2026"),
    ("2", "Sửa kho", "Sở Nội vụ", "30/6/2026"),
    ("3", LONG, "Sở Văn hóa, Thể thao và Du lịch", "Trước ngày 15/12/2026"),
    ("", "Quét kho", "Sở Y tế", "Thường xuyên"),
]
PROSE = (
    "Ủy ban nhân dân tỉnh yêu cầu thủ trưởng các cơ quan tổ chức thực hiện nghiêm túc kế hoạch này; trong quá trình "
    "thực hiện nếu có khó khăn, vướng mắc thì phản ánh bằng văn bản để được xem xét, giải quyết theo quy định. "
)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    return Table(tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate((HEAD, *rows), start=1)))


def _texts(document: Document) -> list[tuple[str, ...]]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    return [tuple(" ".join(cell.text.split()) for cell in row.cells) for table in tables for row in table.rows]


def test_a_table_is_told_by_where_its_words_stand_and_that_is_said() -> None:
    read = read_pdf_pages(pdf_of(Document((Paragraph(PROSE * 3, 1), _table(ROWS), Paragraph(PROSE, 9))), ruled=False))
    assert _texts(read) == [HEAD, *ROWS]
    assert [note.code for note in read.notes] == [NoteCode.WITHOUT_LINES]
    assert isinstance(read.blocks[0], Paragraph)
    assert isinstance(read.blocks[-1], Paragraph)


def test_a_table_goes_on_over_pages() -> None:
    rows = [(str(number), f"{LONG} ({number})", "Sở Nội vụ", "Quý II/2026") for number in range(1, 40)]
    assert _texts(read_pdf_pages(pdf_of(Document((_table(rows),)), ruled=False))) == [HEAD, *rows]


def test_prose_letterheads_and_signatures_are_no_tables() -> None:
    made = FPDF()
    made.add_font("roboto", fname=FONT)
    made.set_font("roboto", size=12)
    made.add_page()
    for left, right in (
        ("UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 1/KH", "Hưng Yên, ngày 1 tháng 2"),
    ):
        made.cell(90, 6, left, align="C")
        made.cell(90, 6, right, align="C", new_x="LMARGIN", new_y="NEXT")
    made.multi_cell(0, 6, PROSE * 12, align="J", new_x="LMARGIN", new_y="NEXT")
    for left, right in (("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("- Như trên;", "CHỦ TỊCH"), ("- Lưu: VT.", "")):
        made.cell(90, 6, left)
        made.cell(90, 6, right, align="C", new_x="LMARGIN", new_y="NEXT")
    read = read_pdf_pages(bytes(made.output()))
    assert _texts(read) == []
    assert read.notes == ()


def test_what_cannot_be_parted_is_said_and_not_guessed() -> None:
    """Rows without a space between them, their numbers in the middle: where one ends nobody could tell."""
    made = FPDF()
    made.add_font("roboto", fname=FONT)
    made.set_font("roboto", size=10)
    made.add_page()
    made.multi_cell(0, 5, "Số: 9/KH-UBND\nHưng Yên, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nVườn hoa năm 2026")
    top = 80
    for column, text in ((10, "STT"), (30, "Nhiệm vụ"), (110, "Cơ quan chủ trì"), (160, "Thời gian")):
        made.text(column, top, text)
    lines = ["Trồng cây dọc", "các đường mở", "mới trong năm", "Quét lá trên", "đường và tưới", "hoa trong vườn"] * 2
    for place, line in enumerate(lines, start=1):
        made.text(30, top + 5 * place, line)
        if place % 3 == 2:
            for column, text in ((10, str(place // 3 + 1)), (110, "Sở Nội vụ"), (160, "Quý I/2026")):
                made.text(column, top + 5 * place, text)
    read = read_pdf_pages(bytes(made.output()))
    assert [note.code for note in read.notes] == [NoteCode.COLUMNS_UNTOLD]
    with pytest.raises(PlanUnreadable) as refused:
        read_document(read, Sidecar(), None)
    assert refused.value.reason == "no_columns"
