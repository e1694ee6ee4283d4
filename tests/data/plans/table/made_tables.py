"""Tables of tasks made at random, with the varieties and damage of real ones, and what they are to be read as."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from data.plans.formats.document import Block, Cell, Document, Paragraph, Table, TableRow
from data.plans.table.columns.kinds import Column

HEADS = {
    Column.NUMBER: ("STT", "TT", "Số TT"),
    Column.TITLE: (
        "Nhiệm vụ",
        "Nội dung nhiệm vụ",
        "Tên nhiệm vụ/dự án",
        "Nội dung công việc",
        "Nhiệm vụ, giải pháp",
    ),
    Column.DELIVERABLE: ("Kết quả/sản phẩm", "Sản phẩm dự kiến", "Kết quả thực hiện", "Sản phẩm đầu ra"),
    Column.LEAD: ("Cơ quan chủ trì", "Đơn vị chủ trì thực hiện", "Chủ trì", "Cơ quan đầu mối", "Đơn vị thực hiện"),
    Column.COORDINATING: ("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp"),
    Column.TIMEFRAME: (
        "Thời gian thực hiện",
        "Thời hạn hoàn thành",
        "Hạn",
        "Dự kiến hoàn thành",
        "Lộ trình",
        "Tiến độ",
    ),
    Column.NOTE: ("Ghi chú", "Kinh phí", "Văn bản giao nhiệm vụ"),
}
TITLES = (
    "Trồng cây xanh dọc các tuyến đường mới mở", "Rà soát danh mục hồ sơ lưu trữ",
    "Tổ chức hội nghị tập huấn nghiệp vụ",
    "Xây dựng cơ sở dữ liệu dùng chung của ngành", "Kiểm tra việc chấp hành nội quy", "Sửa kho",
    "Ban hành quy chế làm việc",
)  # fmt: skip
AGENCIES = (
    "Sở Nội vụ",
    "Sở Y tế",
    "UBND các xã, phường",
    "Công an tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Thanh tra tỉnh",
)
TIMES = ("Quý II/2026", "Trước ngày 30/6/2026", "Tháng 9/2026", "Thường xuyên", "15/8/2026", "Hằng quý", "Năm 2026")
PRODUCTS = ("Báo cáo", "Kế hoạch của UBND tỉnh", "Quyết định", "Cơ sở dữ liệu")
NEEDED = (Column.TITLE, Column.LEAD, Column.TIMEFRAME)


@dataclass(frozen=True, slots=True)
class MadeTask:
    """A task of a made table, under the section with this place, from 1 (0: none)."""

    section: int
    cells: dict[Column, str]


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A document with one table, and the tasks that stand in it."""

    document: Document
    tasks: tuple[MadeTask, ...]


@st.composite
def made_tables(draw: st.DrawFn) -> MadeTable:
    """Draw a table: columns in any order, heads in any wording, headings, page breaks, merged cells."""
    columns = draw(_columns())
    tasks = draw(_tasks(columns))
    head = [draw(st.sampled_from(HEADS[column])) for column in columns]
    rows = draw(_rows(columns, tasks, has_headings=any(task.section for task in tasks)))
    lines = [head]
    if _are_neighbours(columns, Column.LEAD, Column.COORDINATING) and draw(st.booleans()):
        lines = _two_lines(columns, head)
    return MadeTable(Document(tuple(draw(_blocks(lines, rows)))), tuple(tasks))


@st.composite
def _columns(draw: st.DrawFn) -> list[Column]:
    others = [column for column in (Column.DELIVERABLE, Column.COORDINATING, Column.NOTE) if draw(st.booleans())]
    return [Column.NUMBER, *draw(st.permutations([*NEEDED, *others]))]


@st.composite
def _tasks(draw: st.DrawFn, columns: list[Column]) -> list[MadeTask]:
    count, has_sections = draw(st.integers(3, 9)), draw(st.booleans())
    values = {
        Column.TITLE: TITLES, Column.LEAD: AGENCIES, Column.COORDINATING: AGENCIES, Column.TIMEFRAME: TIMES,
        Column.DELIVERABLE: PRODUCTS, Column.NOTE: ("", "Hằng tháng báo cáo bằng văn bản"),
    }  # fmt: skip
    section, tasks = 0, []
    for place in range(count):
        if has_sections and (place == 0 or draw(st.booleans())):
            section += 1
        named = [column for column in columns if column is not Column.NUMBER]
        cells: dict[Column, str] = {column: draw(st.sampled_from(values[column])) for column in named}
        tasks.append(MadeTask(section, cells))
    return tasks


@st.composite
def _rows(
    draw: st.DrawFn, columns: list[Column], tasks: list[MadeTask], *, has_headings: bool
) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    style = draw(st.sampled_from(("roman", "letter", "spanning", "first cell"))) if has_headings else ""
    section, above = 0, None
    is_told = style == "spanning" or draw(
        st.booleans()
    )  # whether the format tells of merged cells, or leaves them empty
    for number, task in enumerate(tasks, start=1):
        if task.section != section:
            section, above = task.section, None
            rows.append(_heading(columns, section, style))
        cells = []
        for column in columns:
            text = str(number) if column is Column.NUMBER else task.cells[column]
            merged = above is not None and column in {Column.LEAD, Column.TIMEFRAME} and above.cells[column] == text
            cells.append(Cell(text, repeated=True) if merged and is_told else Cell("" if merged else text))
        rows.append(tuple(cells))
        above = task
    return rows


def _heading(columns: list[Column], section: int, style: str) -> tuple[Cell, ...]:
    roman, letter, title = (
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[section - 1],
        "ABCDEFGHK"[section - 1],
        "Nhóm việc chung",
    )
    if style == "spanning":
        first = Cell(f"{roman}. {title}")
        return (first, *[replace(first, repeated=True)] * (len(columns) - 1))
    if style == "first cell":
        return (Cell(f"{letter}. {title.upper()}"), *[Cell("")] * (len(columns) - 1))
    number = roman if style == "roman" else letter
    return tuple(
        Cell(number if column is Column.NUMBER else title if column is Column.TITLE else "") for column in columns
    )


def _are_neighbours(columns: list[Column], one: Column, other: Column) -> bool:
    return {one, other} <= set(columns) and abs(columns.index(one) - columns.index(other)) == 1


def _two_lines(columns: list[Column], head: list[str]) -> list[list[str]]:
    """Put lead and coordinators under one head, as merged cells show it."""
    below = {Column.LEAD: "Chủ trì", Column.COORDINATING: "Phối hợp"}
    upper = ["Cơ quan thực hiện" if column in below else name for column, name in zip(columns, head, strict=True)]
    return [upper, [below.get(column, name) for column, name in zip(columns, head, strict=True)]]


@st.composite
def _blocks(draw: st.DrawFn, head: list[list[str]], rows: list[tuple[Cell, ...]]) -> list[Block]:
    """Draw the pages of the table: the head once or on each, with stray lines between."""
    pages, repeats = draw(st.integers(1, 3)), draw(st.booleans())
    numbers_columns = draw(st.booleans())
    cuts = sorted(draw(st.lists(st.integers(1, len(rows)), min_size=pages - 1, max_size=pages - 1)))
    blocks: list[Block] = [Paragraph("PHỤ LỤC", 1)]
    line, done = 2, 0
    tails: list[tuple[Cell, ...]] = []
    for end in (*cuts, len(rows)):
        shown: list[TableRow] = []
        rest, tails = tails, []
        if done == 0 or repeats:
            shown += (TableRow(tuple(map(Cell, names)), line + place) for place, names in enumerate(head))
            line += len(head)
        if done == 0 and numbers_columns:
            shown.append(TableRow(tuple(Cell(f"({place})") for place in range(1, len(head[0]) + 1)), line))
            line += 1
        for tail_row in rest:
            shown.append(TableRow(tail_row, line))
            line += 1
        for place, row in enumerate(rows[done:end], start=done):
            tail = draw(_cut(row)) if place + 1 == end < len(rows) else None
            shown.append(TableRow(tail[0] if tail else row, line))
            tails = [*tails, tail[1]] if tail else tails
            line += 1
        if shown:
            blocks += [Table(tuple(shown)), Paragraph("", line)]
        line += 1
        done = end
    return blocks


@st.composite
def _cut(draw: st.DrawFn, row: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], tuple[Cell, ...]] | None:
    """Draw a row that the end of a page cuts, and its rest on the next: titles go on with a small letter."""
    if not draw(st.booleans()) or any(cell.repeated for cell in row):
        return None
    places = [place for place, cell in enumerate(row) if cell.text in TITLES and cell.text.count(" ") > 2]
    if not places:
        return None
    first, rest = row[places[0]].text.rsplit(" ", 1)
    kept = tuple(Cell(first) if place == places[0] else cell for place, cell in enumerate(row))
    return kept, tuple(Cell(rest if place == places[0] else "") for place in range(len(row)))
