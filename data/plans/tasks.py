"""Turn rows of the table into tasks: code, agencies, time, and everything that a clerk should look at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from data.plans.agencies.directory import Directory
from data.plans.agencies.resolution import Resolution
from data.plans.draft import DeadlineDraft, SectionDraft, Source, TaskDraft
from data.plans.heading_leads import find_lead
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.sections import Place, SectionPath
from data.plans.table import cells
from data.plans.table.columns.kinds import Column
from data.plans.table.row import Entry, Heading, Row
from data.plans.task_codes import TaskCodes, bare_number, plain_code
from data.plans.times.in_plan import PlanTime, read_time
from data.plans.times.in_title import find_time_in_heading, find_time_in_title
from data.plans.times.sending import read_judged_by
from data.plans.times.timeframe import Timeframe
from data.plans.times.warnings import time_warnings

APPENDIX = "phụ lục"
_TAKEN = {
    RemarkCode.TAKEN_FROM_ABOVE,
    RemarkCode.TAKEN_FROM_HEADING,
    RemarkCode.TAKEN_FROM_STEP,
    RemarkCode.TAKEN_FROM_TITLE,
}
_EXPECTED = (Column.DELIVERABLE, Column.LEAD, Column.TIMEFRAME)


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The facts by which rows are read.

    Whose agencies, the year and day of the plan, the rows as the file has them where letters had to be replaced.
    """

    directory: Directory
    plan: PlanTime
    originals: Mapping[int, str]


def read_tasks(
    entries: tuple[Entry, ...], facts: PlanFacts
) -> tuple[tuple[SectionDraft, ...], tuple[TaskDraft[Remark], ...], tuple[Remark, ...]]:
    """Return the sections and tasks of a table, and what is to be said of rows that are neither."""
    codes, path = TaskCodes(), SectionPath()
    tasks: list[TaskDraft[Remark]] = []
    has_numbers = any(isinstance(entry, Row) and entry.numbering for entry in entries)
    has_leads = any(isinstance(entry, Row) and entry[Column.LEAD] for entry in entries)
    counts: Counter[str | None] = Counter()
    for entry in entries:
        if isinstance(entry, Heading):
            path.enter(entry)
            continue
        entry = entry.copy()  # noqa: PLW2901 - the table may be read again with another directory
        place = path.place(entry.numbering)
        if not has_numbers:  # the paper counts none: its rows are known by their order
            counts[place.prefix] += 1
            place = replace(place, number=str(counts[place.prefix]))
        _take_from_title(entry)
        _take_from_headings(entry, path, facts.directory, has_leads=has_leads)
        tasks.append(_task(entry, place, codes, facts))
    empty = (remark(RemarkCode.HEADING_WITHOUT_TASKS, line=one.line, title=one.title) for one in path.empty)
    return tuple(path.sections.values()), tuple(tasks), tuple(empty)


def _take_from_title(row: Row) -> None:
    """Give an empty cell of time the time that stands in the title."""
    text = "" if row[Column.TIMEFRAME] else find_time_in_title(row[Column.TITLE])
    if text:
        row.take(Column.TIMEFRAME, text)
        row.repairs.append(remark(RemarkCode.TAKEN_FROM_TITLE, column=Column.TIMEFRAME, text=text))


def _take_from_headings(row: Row, path: SectionPath, directory: Directory, *, has_leads: bool) -> None:
    """Give an empty cell what a heading says for all rows below: beside it, or in its title ("Sở Tư pháp").

    Where no row of the plan `has_leads` of its own, a heading that reads like the name of an agency is one.
    """
    for column in (Column.LEAD, Column.COORDINATING, Column.TIMEFRAME):
        if not row[column] and (text := path.shared(column)):
            row.take(column, text)
            row.repairs.append(remark(RemarkCode.TAKEN_FROM_HEADING, column=column, text=text))
    for title in path.titles:
        if not row[Column.LEAD] and (found := find_lead(title, directory, is_bare=not has_leads)):
            for column, text in ((Column.LEAD, found[0]), (Column.COORDINATING, found[1])):
                if text and not row[column]:
                    row.take(column, text)
                    row.repairs.append(remark(RemarkCode.TAKEN_FROM_HEADING, column=column, text=text))
        if not row[Column.TIMEFRAME] and (text := find_time_in_heading(title)):
            row.take(Column.TIMEFRAME, text)
            row.repairs.append(remark(RemarkCode.TAKEN_FROM_HEADING, column=Column.TIMEFRAME, text=text))


def _task(row: Row, place: Place, codes: TaskCodes, facts: PlanFacts) -> TaskDraft[Remark]:
    directory = facts.directory
    time, time_remarks = read_time(row[Column.TIMEFRAME], facts.plan)
    lead = directory.resolve(row[Column.LEAD])
    coordinating = directory.resolve(row[Column.COORDINATING])
    deliverables = cells.items(row[Column.DELIVERABLE])
    deadlines = _paired(row, time, deliverables)
    printed = bare_number(row[Column.NUMBER])
    code = codes.give(place.prefix, place.number, place.other_prefix)
    title = cells.without_bullet(row[Column.TITLE])
    return TaskDraft(
        code=code,
        section=place.section,
        printed_number=printed,
        title=title,
        deliverables=deliverables,
        lead=cells.items(row[Column.LEAD]),
        coordinating=cells.items(row[Column.COORDINATING]),
        lead_agencies=lead.codes,
        coordinating_agencies=tuple(agency for agency in coordinating.codes if agency not in lead.codes),
        timeframe=time.text,
        kind=time.kind,
        certain=time.certain and not _is_taken(row),
        deadlines=deadlines,
        source=Source(APPENDIX, row.line),
        judged_by=read_judged_by(f"{title} {time.text}"),
        start=row[Column.START],
        original=facts.originals.get(row.line, ""),
        notes=tuple(filter(lambda note: note[1], (("", row[Column.CODE]), *row.notes))),
        warnings=(
            *row.repairs,
            *_number_warnings(place, printed, code),
            *_cell_warnings(row),
            *_pair_warnings(deadlines),
            *time_warnings(time),
            *time_remarks,
            *_agency_warnings(lead, directory, Column.LEAD),
            *_agency_warnings(coordinating, directory, Column.COORDINATING),
        ),
    )


def _is_taken(row: Row) -> bool:
    """Tell if the time is that of another cell, row or heading."""
    return any(("column", Column.TIMEFRAME) in repair.values for repair in row.repairs if repair.code in _TAKEN)


def _paired(row: Row, time: Timeframe, deliverables: tuple[str, ...]) -> tuple[DeadlineDraft, ...]:
    """Give each deadline its own deliverable where both cells list the same number of items, bullet by bullet."""
    products = cells.bullets(row[Column.DELIVERABLE])
    count = len(cells.bullets(time.text))
    if not 1 < count == len(products) == len(time.deadlines) == len(deliverables):
        return time.deadlines
    pairs = zip(time.deadlines, deliverables, strict=True)
    return tuple(replace(deadline, deliverable=deliverable) for deadline, deliverable in pairs)


def _number_warnings(place: Place, printed: str, code: str) -> Iterator[Remark]:
    if not printed:
        yield remark(RemarkCode.NO_NUMBER, code=code)
    elif code not in (plain_code(place.prefix, place.number), plain_code(place.other_prefix, place.number)):
        yield remark(RemarkCode.NUMBER_REPEATED, number=printed, code=code)


def _cell_warnings(row: Row) -> Iterator[Remark]:
    for column in _EXPECTED:
        if not row[column] and column in row.columns:
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
