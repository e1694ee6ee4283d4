"""A row of the table as a task: its code, its agencies, its time, and everything a clerk should look at."""

from collections.abc import Iterator
from dataclasses import replace

from data.plans.agencies.directory import Directory
from data.plans.draft import DeadlineDraft, SectionDraft, Source, TaskDraft
from data.plans.table import cells
from data.plans.table.columns import NAMES, Column
from data.plans.table.rows import Row
from data.plans.task_codes import TaskCodes, bare_number, plain_code, section_code
from data.plans.times.timeframe import Timeframe, read_timeframe
from data.plans.warnings import agency_warnings, time_warnings

APPENDIX = "phụ lục"
_EXPECTED = (Column.DELIVERABLE, Column.LEAD, Column.TIMEFRAME)


def read_tasks(
    rows: tuple[Row, ...], directory: Directory, year: int
) -> tuple[tuple[SectionDraft, ...], tuple[TaskDraft, ...]]:
    """The sections and tasks in `rows` of a plan of `year`, agencies resolved in `directory`."""
    codes = TaskCodes()
    sections: dict[str, SectionDraft] = {}
    tasks: list[TaskDraft] = []
    section: str | None = None
    for row in rows:
        if code := _section(row):
            section = code
            sections.setdefault(code, SectionDraft(code, row[Column.TITLE]))
        else:
            tasks.append(_task(row, section, codes, directory, year))
    return tuple(sections.values()), tuple(tasks)


def _section(row: Row) -> str | None:
    if row[Column.LEAD] or row[Column.TIMEFRAME] or not row[Column.TITLE]:
        return None
    return section_code(row[Column.NUMBER])


def _task(row: Row, section: str | None, codes: TaskCodes, directory: Directory, year: int) -> TaskDraft:
    time = read_timeframe(row[Column.TIMEFRAME], year)
    lead = directory.resolve(row[Column.LEAD])
    coordinating = directory.resolve(row[Column.COORDINATING])
    deliverables = cells.items(row[Column.DELIVERABLE])
    deadlines = _paired(row, time, deliverables)
    printed = bare_number(row[Column.NUMBER])
    code = codes.give(section, printed)
    return TaskDraft(
        code=code,
        section=section,
        printed_number=printed,
        title=row[Column.TITLE],
        deliverables=deliverables,
        lead=cells.items(row[Column.LEAD]),
        coordinating=cells.items(row[Column.COORDINATING]),
        lead_agencies=lead.codes,
        coordinating_agencies=tuple(agency for agency in coordinating.codes if agency not in lead.codes),
        timeframe=time.text,
        kind=time.kind,
        certain=time.certain,
        deadlines=deadlines,
        source=Source(APPENDIX, row.line),
        warnings=(
            *row.repairs,
            *_number_warnings(section, printed, code),
            *_cell_warnings(row),
            *_pair_warnings(deadlines),
            *time_warnings(time),
            *agency_warnings(lead, directory, NAMES[Column.LEAD]),
            *agency_warnings(coordinating, directory, NAMES[Column.COORDINATING]),
        ),
    )


def _paired(row: Row, time: Timeframe, deliverables: tuple[str, ...]) -> tuple[DeadlineDraft, ...]:
    """Each deadline with its own deliverable, where both cells list the same number of items, bullet by bullet."""
    products = cells.bullets(row[Column.DELIVERABLE])
    count = len(cells.bullets(time.text))
    if not 1 < count == len(products) == len(time.deadlines) == len(deliverables):
        return time.deadlines
    pairs = zip(time.deadlines, deliverables, strict=True)
    return tuple(replace(deadline, deliverable=deliverable) for deadline, deliverable in pairs)


def _number_warnings(section: str | None, printed: str, code: str) -> Iterator[str]:
    if not printed:
        yield f"Hàng không có số thứ tự: đặt mã {code}."
    elif code != plain_code(section, printed):
        yield f"Số {printed} đã dùng trong mục này: đặt mã {code}."


def _cell_warnings(row: Row) -> Iterator[str]:
    for column in _EXPECTED:
        if not row[column]:
            yield f"Ô “{NAMES[column]}” để trống."
    for column in (Column.LEAD, Column.COORDINATING):
        if cells.has_stray_comma(row[column]):
            yield f"Ô “{NAMES[column]}” thừa dấu ở cuối (“{row[column]}”): đã bỏ."


def _pair_warnings(deadlines: tuple[DeadlineDraft, ...]) -> Iterator[str]:
    if all(deadline.deliverable for deadline in deadlines) and deadlines:
        said = "; ".join(f"“{deadline.deliverable}” hạn {deadline.due_on:%d/%m/%Y}" for deadline in deadlines)
        yield f"Một ô có nhiều sản phẩm và nhiều mốc hạn: {said}."
