"""No row of a table vanishes: it is a task, a heading with tasks below, or told in a remark."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.plans.agencies import national
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.plans.reading import read_document
from data.plans.remarks import Remark, RemarkCode
from data.plans.sidecar import Sidecar

ABOVE = ("Số: 7/KH-UBND", "Hưng Yên, ngày 08 tháng 01 năm 2026", "KẾ HOẠCH", "Chăm sóc vườn hoa năm 2026")
HEADS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
FILLED = ("Sở Nội vụ", "Quý II/2026")
VERBS = ("Tưới", "Tỉa", "Trồng", "Cắt", "Bón")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
STYLES = ("{n}.{m}", "{n}.{m}.", "{letter})", "{letter}.")
"""Numbers of rows below a task."""


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row; `must_be_task` where its number leaves no doubt of it."""

    cells: tuple[str, ...]
    title: str
    merged: bool = False
    must_be_task: bool = True


def _directory() -> Directory:
    province = national.find_province_named("Hưng Yên")
    assert province is not None
    return national.propose_province(province)


DIRECTORY = _directory()


def _read(rows: list[MadeRow]) -> PlanDraft[Remark]:
    made = [TableRow(tuple(map(Cell, HEADS)), 9)]
    for line, row in enumerate(rows, 10):
        cells = tuple(map(Cell, row.cells))
        if row.merged:
            covered = [replace(cells[1], repeated=True)] * (len(HEADS) - 2)
            cells = (*cells[:2], *covered)
        made.append(TableRow(cells, line))
    above = tuple(Paragraph(text, line) for line, text in enumerate(ABOVE, 1))
    return read_document(Document((*above, Table(tuple(made)))), Sidecar(), DIRECTORY)


def _bare(number: str, title: str, *, merged: bool = False, must_be_task: bool = True) -> MadeRow:
    return MadeRow((number, title, "", ""), title, merged, must_be_task)


@st.composite
def _rows(draw: st.DrawFn) -> list[MadeRow]:
    """Draw the rows of a table: tasks in a count, rows without lead and time among and below them, odd ones."""
    rows: list[MadeRow] = []
    count = draw(st.integers(2, 6))
    for n in range(1, count + 1):
        title = f"{draw(st.sampled_from(VERBS))} luống hoa số {n} trong vườn"
        kind = draw(st.sampled_from(("full", "full", "bare", "merged")) if 1 < n < count else st.just("full"))
        is_full = kind == "full"
        rows.append(
            MadeRow((str(n), title, *FILLED), title) if is_full else _bare(str(n), title, merged=kind == "merged")
        )
        odd = draw(st.sampled_from(("", "", "", "below", "twice", "number", "title", "heading", "stray", "words")))
        other = f"{draw(st.sampled_from(VERBS))} hàng rào phía {n}"
        match odd:
            case "below" if is_full:
                style, merged = draw(st.sampled_from(STYLES)), draw(st.booleans())
                for m, letter in enumerate("abc"[: draw(st.integers(1, 3))], 1):
                    below = f"{other} đoạn {letter}"
                    rows.append(_bare(style.format(n=n, m=m, letter=letter), below, merged=merged))
            case "twice" if is_full:
                rows.append(_bare(str(n), other))
            case "number":
                rows.append(_bare(str(n + 20), other, must_be_task=False))
            case "title":
                rows.append(_bare("", other, must_be_task=False))
            case "heading":
                rows.append(_bare(ROMANS[n], other, merged=draw(st.booleans()), must_be_task=False))
            case "stray":
                rows.append(_bare("STT", other, must_be_task=False))
            case "words":
                rows.append(MadeRow(("Mới thêm", other, *FILLED), other, must_be_task=False))
    return rows


def _words_told(plan: PlanDraft[Remark]) -> str:
    remarks = [*plan.warnings, *(one for task in plan.tasks for one in task.warnings)]
    return " ".join(str(value) for one in remarks for _name, value in one.values)


@settings(max_examples=60, deadline=None)
@given(_rows())
def test_every_row_with_a_title_is_a_task_a_heading_of_tasks_or_told(rows: list[MadeRow]) -> None:
    plan = _read(rows)
    tasks = {task.title for task in plan.tasks}
    used = {task.section for task in plan.tasks if task.section}
    headings = {one.title for one in plan.sections if any(code.startswith(one.code) for code in used)}
    told = _words_told(plan)
    lost = [row.title for row in rows if row.title not in tasks | headings and row.title not in told]
    assert lost == []
    assert [row.title for row in rows if row.must_be_task and row.title not in tasks] == []


def test_a_row_below_a_task_does_not_change_the_numbers_behind_it() -> None:
    full = ("Tưới cây trong vườn", "Nhổ cỏ trong vườn", "Tỉa cành trong vườn")
    for below in ("2.1", "a)", "2"):
        for merged in (False, True) if below != "2" else (False,):
            one, two, three = (MadeRow((str(n), title, *FILLED), title) for n, title in enumerate(full, 1))
            plan = _read([one, two, _bare(below, "Rà soát lối đi", merged=merged), three])
            assert [(task.code, task.title) for task in plan.tasks][-1] == ("3", full[2]), (below, merged)


@pytest.mark.parametrize("merged", [False, True])
def test_a_heading_without_tasks_is_told(merged: bool) -> None:
    rows = [
        MadeRow(("1", "Tưới cây", *FILLED), "Tưới cây"),
        _bare("II", "Cổng vườn", merged=merged),
        _bare("III", "Ngõ vườn", merged=merged),
        MadeRow(("2", "Nhổ cỏ", *FILLED), "Nhổ cỏ"),
    ]
    found = [one for one in _read(rows).warnings if one.code is RemarkCode.HEADING_WITHOUT_TASKS]
    assert [dict(one.values)["title"] for one in found] == ["Cổng vườn"]
