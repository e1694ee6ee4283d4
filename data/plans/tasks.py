"""Turn rows of the table into tasks: code, agencies, time, and everything that a clerk should look at."""

from collections.abc import Iterator
from dataclasses import replace

from data.plans.agencies.directory import Directory, Resolution
from data.plans.draft import DeadlineDraft, SectionDraft, Source, TaskDraft
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.table import cells
from data.plans.table.columns import Column
from data.plans.table.rows import Row
from data.plans.task_codes import TaskCodes, bare_number, plain_code, section_code
from data.plans.times.sending import read_judged_by
from data.plans.times.timeframe import Timeframe, read_timeframe
from data.plans.times.warnings import time_warnings

APPENDIX = "phụ lục"
_EXPECTED = (Column.DELIVERABLE, Column.LEAD, Column.TIMEFRAME)


def read_tasks(
    rows: tuple[Row, ...], directory: Directory, year: int
) -> tuple[tuple[SectionDraft, ...], tuple[TaskDraft[Remark], ...]]:
    """Return the sections and tasks in `rows` of a plan of `year`, agencies resolved in `directory`."""
    codes = TaskCodes()
    sections: dict[str, SectionDraft] = {}
    tasks: list[TaskDraft[Remark]] = []
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


def _task(row: Row, section: str | None, codes: TaskCodes, directory: Directory, year: int) -> TaskDraft[Remark]:
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
        judged_by=read_judged_by(f"{row[Column.TITLE]} {time.text}"),
        warnings=(
            *row.repairs,
            *_number_warnings(section, printed, code),
            *_cell_warnings(row),
            *_pair_warnings(deadlines),
            *time_warnings(time),
            *_agency_warnings(lead, directory, Column.LEAD),
            *_agency_warnings(coordinating, directory, Column.COORDINATING),
        ),
    )


def _paired(row: Row, time: Timeframe, deliverables: tuple[str, ...]) -> tuple[DeadlineDraft, ...]:
    """Give each deadline its own deliverable where both cells list the same number of items, bullet by bullet."""
    products = cells.bullets(row[Column.DELIVERABLE])
    count = len(cells.bullets(time.text))
    if not 1 < count == len(products) == len(time.deadlines) == len(deliverables):
        return time.deadlines
    pairs = zip(time.deadlines, deliverables, strict=True)
    return tuple(replace(deadline, deliverable=deliverable) for deadline, deliverable in pairs)


def _number_warnings(section: str | None, printed: str, code: str) -> Iterator[Remark]:
    if not printed:
        yield remark(RemarkCode.NO_NUMBER, code=code)
    elif code != plain_code(section, printed):
        yield remark(RemarkCode.NUMBER_REPEATED, number=printed, code=code)


def _cell_warnings(row: Row) -> Iterator[Remark]:
    for column in _EXPECTED:
        if not row[column]:
            yield remark(RemarkCode.CELL_EMPTY, column=column)
    for column in (Column.LEAD, Column.COORDINATING):
        if cells.has_stray_comma(row[column]):
            yield remark(RemarkCode.STRAY_PUNCTUATION, column=column, text=row[column])


def _pair_warnings(deadlines: tuple[DeadlineDraft, ...]) -> Iterator[Remark]:
    pairs = tuple((deadline.deliverable, deadline.due_on) for deadline in deadlines if deadline.deliverable)
    if pairs and len(pairs) == len(deadlines):
        yield remark(RemarkCode.DELIVERABLES_DATED, deliverables=pairs)


def _agency_warnings(found: Resolution, directory: Directory, column: Column) -> Iterator[Remark]:
    """Warn of names in the cell that are no known agency, each with the nearest one."""
    for name in found.unknown:
        nearest = directory.nearest(name)
        if not nearest:
            yield remark(RemarkCode.AGENCY_UNKNOWN, column=column, name=name)
        elif nearest.casefold() == name.casefold():
            yield remark(RemarkCode.AGENCY_AMBIGUOUS, column=column, name=name)
        else:
            yield remark(RemarkCode.AGENCY_MISSPELT, column=column, name=name, nearest=nearest)
