"""Read the tasks of a plan without a table: headings with lines like "Cơ quan chủ trì: …" below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.plans.formats.document import Document, Paragraph, Table
from data.plans.table.columns.kinds import Column
from data.plans.table.numbering import Numbering, Style, read_numbering, split_numbering
from data.plans.table.row import Entry, Heading, Row
from data.text import fold

_LABELS: tuple[tuple[Column, str], ...] = (
    (Column.COORDINATING, r"(?:cac )?(?:co quan|don vi|dia phuong)?,? ?(?:co quan |don vi )?phoi hop(?: thuc hien)?"),
    (
        Column.LEAD,
        r"(?:cac )?(?:co quan|don vi)(?: chu tri(?: thuc hien)?| thuc hien| dau moi)|chu tri(?: thuc hien)?",
    ),
    (Column.LEAD, r"phan cong(?: thuc hien)?|giao|dau moi thuc hien|don vi duoc giao"),
    (Column.START, r"thoi gian bat dau|bat dau"),
    (
        Column.TIMEFRAME,
        r"(?:thoi gian|thoi han|tien do)(?: thuc hien| hoan thanh| trien khai)?|han hoan thanh|hoan thanh(?: truoc)?",
    ),
    (
        Column.DELIVERABLE,
        r"(?:ket qua|san pham)(?:[ /,]*(?:ket qua|san pham|dau ra|du kien|dat duoc|thuc hien)){0,3}",
    ),
    (Column.NOTE, r"(?:nguon )?kinh phi(?: thuc hien)?|ghi chu|dia diem|thanh phan|noi dung(?: thuc hien)?|muc tieu"),
)
_COMPILED = tuple(
    (column, re.compile(rf"(?:[-+*•–] ?|[a-zđ0-9]{{1,2}}[.)] ?)?(?:{words}) ?(?:la )?:")) for column, words in _LABELS
)
_LEAD_IN_SENTENCE = re.compile(
    r"[.;,] (?=(?:Cơ quan|Đơn vị|Chủ trì|Thời gian|Thời hạn|Phối hợp|Sản phẩm|Kết quả)[^.;:]{0,40}:)"
)
_IN_BRACKETS = re.compile(r" ?\(([^()]{5,300}:[^()]{2,300})\)$")
_LONGEST_LABEL = 60
_LONGEST_HEADING = 250
_FEWEST = 2


@dataclass(slots=True)
class _Task:
    """A task that is being read: the paragraph that names it, and its labelled lines."""

    line: int
    number: Numbering | None
    title: str
    cells: dict[Column, list[str]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)


def read_listed_tasks(document: Document) -> tuple[int, tuple[Entry, ...]]:
    """Return the line of the first task, and headings and tasks in their order; nothing where it is no such plan.

    A task is a paragraph with a line below that names who leads it; headings above it that are no tasks are sections.
    """
    paragraphs = [part for block in document.blocks if not isinstance(block, Table) for part in _parts(block)]
    entries: list[Entry] = []
    open_headings: list[_Task] = []
    current: _Task | None = None
    for paragraph in paragraphs:
        label = read_label(paragraph.text)
        if label and current:
            column, text = label
            if column is Column.NOTE:
                current.notes.append((paragraph.text.partition(":")[0].strip("-+ "), text))
            else:
                current.cells.setdefault(column, []).append(text)
            continue
        if label:
            continue
        if current:
            open_headings = _close(current, open_headings, entries)
        current = _begin(paragraph)
        if current:
            _take_from_brackets(current)
    if current:
        _close(current, open_headings, entries)
    rows = [entry for entry in entries if isinstance(entry, Row)]
    if len([row for row in rows if row[Column.LEAD]]) < _FEWEST:
        return 0, ()
    return entries[0].line, tuple(entries)


def read_label(text: str) -> tuple[Column, str] | None:
    """Return what a line says by its label, "Cơ quan chủ trì: Sở Nội vụ."; None for any other line."""
    before, found, after = text.partition(":")
    if not found or len(before) > _LONGEST_LABEL or not after.strip():
        return None
    folded = fold(f"{before}:")
    column = next((column for column, words in _COMPILED if words.fullmatch(folded)), None)
    return (column, after.strip().rstrip(".;")) if column else None


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    """Return a paragraph in the parts that labels begin: they may follow each other in one."""
    text = " ".join(f"{paragraph.numbering} {paragraph.text}".split())
    return [Paragraph(part.strip(), paragraph.line) for part in _LEAD_IN_SENTENCE.split(text) if part.strip()]


def _begin(paragraph: Paragraph) -> _Task | None:
    """Begin what may be a task or a heading: a paragraph that starts one, and is no line of the body's end."""
    text = paragraph.text
    printed, title = split_numbering(text)
    if not printed and (text[:1] not in "-+–•*" and len(text) > _LONGEST_HEADING):
        return None
    bare = title.lstrip("-+–•* ") if not printed else title
    return _Task(paragraph.line, read_numbering(printed) if printed else None, bare.rstrip(":.; "))


def _take_from_brackets(task: _Task) -> None:
    """Take who and when from brackets behind the words of a task: "(Chủ trì: Sở Y tế; thời gian: Quý I)"."""
    found = _IN_BRACKETS.search(task.title)
    labels = [read_label(part.strip()) for part in found[1].split(";")] if found else []
    if not found or not labels or not all(labels):
        return
    task.title = task.title[: found.start()].rstrip()
    for column, text in filter(None, labels):
        task.cells.setdefault(column, []).append(text)


def _close(task: _Task, headings: Sequence[_Task], entries: list[Entry]) -> list[_Task]:
    """Add a task that has a lead, with the headings above it; else keep it as a heading for those that follow."""
    if not task.cells.get(Column.LEAD):
        outer = [one for one in headings if _is_above(one, task)]
        return [*outer, task] if task.number else outer
    entries += [Heading(one.line, one.title, one.number) for one in headings if _is_above(one, task)]
    pieces = {column: ["; ".join(texts)] for column, texts in task.cells.items()} | {Column.TITLE: [task.title]}
    if task.number:
        pieces[Column.NUMBER] = [task.number.printed]
    columns = frozenset({*pieces, Column.LEAD, Column.TIMEFRAME, Column.TITLE})
    entries.append(Row(task.line, pieces, columns=columns, notes=tuple(task.notes)))
    return []


def _is_above(heading: _Task, task: _Task) -> bool:
    """Tell if a heading goes for what follows: its number is of another, outer style."""
    if heading.number is None:
        return False
    if task.number is None:
        return True
    if heading.number.depth < task.number.depth and task.number.parts[: heading.number.depth] == heading.number.parts:
        return True
    return heading.number.style < task.number.style and heading.number.style is not Style.NONE
