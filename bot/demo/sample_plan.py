"""A plan of 2026 to try the administrator's seat with, as offices write them: its files are made when asked for.

No office issued it, and no person is named in it. The agencies are those that every province has since 2025 (Nghị
định 150/2025/NĐ-CP), so a directory that `/cauhinh` proposes has them. Each damage is one that offices make:
words typed in Telex that stayed so, a cell in a font from before Unicode, a head of two lines, merged cells, groups
headed each in another way, a lead that no directory has, one that is not named, deadlines that nobody can tell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

PLAN_ARRIVES = date(2026, 1, 12)
"""The Monday on which somebody sends it to the bot, six days after its date."""
STEM = "ke-hoach-mau-2026"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The kinds of file that are made, by the ending of their names, with the media type of each."""

_LETTERHEAD = (
    "UYR BAN NHAAN DAAN TỈNH HƯNG YÊN",
    "Soos: 15/KH-UBND",
    "Hưng Yên, ngayf 06 thangs 01 năm 2026",
    "KẾ HOẠCH",
    "Cải cách hành chính và chuyển đổi số năm 2026",
    "(Bản mẫu để chạy thử, không phải văn bản của cơ quan nào)",
)
_HEAD = (
    ("TT", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", "Cơ quan thực hiện", "Thời gian hoàn thành"),
    ("TT", "Nội dung nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian hoàn thành"),
)
_HEAD_MERGED = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 1, 5))
"""Cells of the head that are one: first row and column, last row and column, from 0."""
_OLD_FONT = ".VnTime"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: a group over its whole width where it has one text, else the six cells."""

    cells: tuple[str, ...]
    lead_goes_on: bool = False
    """The lead's cell is one with that above."""
    is_in_old_font: bool = False
    """The text of the task is written in TCVN3."""


_ROWS = (
    _Row(("A. CẢI CÁCH THỂ CHẾ",)),
    _Row(("1", "Kế hoạch kiểm tra cải cách hành chính", "Kế hoạch", "Sở Nội vụ", "Các sở, ban, ngành", "31/01/2026")),
    _Row(("2", "Rà soát văn bản quy phạm pháp luật", "Báo cáo", "Sở Tư pháp", "Sở Nội vụ", "Trước 20/02/2026")),
    _Row(
        ("3", "Công bố văn bản hết hiệu lực", "Quyết định", "", "Văn phòng UBND tỉnh", "Quý I/2026"),
        lead_goes_on=True,
    ),
    _Row(("Nhóm nhiệm vụ về thủ tục hành chính:",)),
    _Row(("4", "Niêm yết thủ tục tại nơi tiếp nhận", "Báo cáo", "UBND các xã, phường", "", "15/02/2026")),
    _Row(
        ("5", "Rµ so¸t, ®¬n gi¶n hãa thñ tôc hµnh chÝnh néi bé", "Báo cáo", "Văn phòng UBND tỉnh", "", "30/6/2026"),
        is_in_old_font=True,
    ),
    _Row(("6", "Cắt giảm thành phần hồ sơ", "Danh mục", "Các cơ quan có liên quan", "", "Tháng 9/2026")),
    _Row(("Phần thứ ba - Chuyển đổi số",)),
    _Row(
        ("7", "Tập huấn kỹ năng số", "Lớp tập huấn", "Trung tâm Chuyển đổi số", "Sở Nội vụ", "Sau khi có hướng dẫn")
    ),
    _Row(("8", "Báo cáo kết quả chuyển đổi số", "Báo cáo", "Sở Khoa học và Công nghệ", "", "Hằng quý")),
    _Row(("9", "Khảo sát sự hài lòng của người dân", "Báo cáo", "Sở Nội vụ", "", "Quý II hoặc Quý III/2026")),
)


def make_sample_plan(ending: str) -> bytes:
    """Return the plan as a file. `ending` is a key of `TYPES`."""
    return {"docx": _make_word, "xlsx": _make_excel}[ending]()


def _make_word() -> bytes:
    import docx

    made = docx.Document()
    for line in _LETTERHEAD:
        made.add_paragraph(line)
    table = made.add_table(0, len(_HEAD[0]), style="Table Grid")
    for cells in (*_HEAD, *(row.cells for row in _ROWS)):
        for place, text in zip(table.add_row().cells, cells, strict=False):
            place.text = text
    for top, left, bottom, right in _list_merged():
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    for at, row in enumerate(_ROWS, len(_HEAD)):
        if row.is_in_old_font:
            table.cell(at, 1).paragraphs[0].runs[0].font.name = _OLD_FONT
    return _save(made.save)


def _make_excel() -> bytes:
    import openpyxl
    from openpyxl.styles import Font

    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Phụ lục"
    for line in _LETTERHEAD:
        sheet.append([line])
    for cells in (*_HEAD, *(row.cells for row in _ROWS)):
        sheet.append([text or None for text in cells])
    first = len(_LETTERHEAD) + 1
    for top, left, bottom, right in _list_merged():
        area = {
            "start_row": first + top,
            "start_column": left + 1,
            "end_row": first + bottom,
            "end_column": right + 1,
        }
        sheet.merge_cells(**area)
    for at, row in enumerate(_ROWS, first + len(_HEAD)):
        if row.is_in_old_font:
            sheet.cell(at, 2).font = Font(name=_OLD_FONT)
    return _save(made.save)


def _list_merged() -> Sequence[tuple[int, int, int, int]]:
    """Return the cells of the table that are one, counted as `_HEAD_MERGED` are."""
    found = list(_HEAD_MERGED)
    for at, row in enumerate(_ROWS, len(_HEAD)):
        if len(row.cells) == 1:
            found.append((at, 0, at, len(_HEAD[0]) - 1))
        if row.lead_goes_on:
            found.append((at - 1, 3, at, 3))
    return found


def _save(save: Callable[[BytesIO], object]) -> bytes:
    kept = BytesIO()
    save(kept)
    return kept.getvalue()
