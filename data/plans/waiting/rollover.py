"""Write last year's plan down again for the next year, to be read as any plan: its words, with the years moved."""

import re
from calendar import isleap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.enums import Kind
from data.plans.agencies.provinces import find_province
from data.plans.draft import PlanDraft, SectionDraft, TaskDraft, W
from data.plans.formats.document import Block, Cell, Document, Paragraph, Table, TableRow
from data.plans.formats.list_numbers import roman

_HEADS = (
    *("STT", "Nhiệm vụ", "Kết quả/Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp"),
    "Thời gian thực hiện",
)
_BODY = "Nhiệm vụ nêu trong phần lời của kế hoạch"
_PLACE = re.compile(r"\b(?:tỉnh|thành phố|xã|phường|đặc khu) (.+)$")
_GOES_ON = frozenset({Kind.RECURRING, Kind.CONTINUOUS})
"""Kinds of tasks that an office has every year; of others it is asked."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d|/[^\W\d_])")
"""A year, but for that of a document: "12/2024/NĐ-CP"."""
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2}[/.-]\d{1,2}[/.-])(\d\d)(?!\d|/)")
_LEAP_DAY = re.compile(r"(?<!\d)29( ?[/.-] ?0?2 ?[/.-] ?| tháng 0?2 năm )(20\d\d)(?!\d)")


def write_next_year(
    title: str, issuer: str, year: int, sections: Sequence[SectionDraft], tasks: Sequence[TaskDraft[str]]
) -> Document:
    """Return the plan of `year` as a document for the year after, without number and day: these are asked for.

    Rows stand under their sections in the order of the plan, duties of its body last.
    """
    title = move_title(title, year)
    head = ["KẾ HOẠCH", title if str(year + 1) in title else f"{title} năm {year + 1}", ""]
    place = _PLACE.search(issuer)
    if place and _exists(place[1], year + 1):
        head = [issuer, f"{place[1]}, ngày      tháng      năm {year + 1}", *head]
    lines: list[Block] = [Paragraph(text, line) for line, text in enumerate(head, 1)]
    rows = (_HEADS, *_rows(year, sections, tasks))
    grid = tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate(rows, len(head) + 1))
    return Document((*lines, Table(grid)))


def move_title(text: str, year: int) -> str:
    """Return the title of a plan or task with the plan's own year made the next one; other years stay."""
    return _YEAR.sub(lambda found: str(year + 1) if int(found[1]) == year else found[1], text)


def move_time(text: str, year: int) -> str:
    """Return words of time with each year from the plan's own on moved by one, 29/02 to the last of February."""
    text = _LEAP_DAY.sub(lambda found: found[0] if isleap(int(found[2]) + 1) else f"28{found[1]}{found[2]}", text)
    text = _YEAR.sub(lambda found: str(int(found[1]) + (int(found[1]) >= year)), text)
    return _SHORT_YEAR.sub(lambda found: f"{found[1]}{int(found[2]) + (int(found[2]) >= year % 100):02d}", text)


def is_one_off(task: TaskDraft[W]) -> bool:
    """Tell if a task was for its year, so that nobody but a person can say that the next year has it too."""
    return task.kind not in _GOES_ON


def list_one_offs(plan: PlanDraft[W], kept: Mapping[str, bool]) -> list[TaskDraft[W]]:
    """Return the tasks of which nobody has said whether the next year has them."""
    return [task for task in plan.tasks if is_one_off(task) and task.code not in kept]


def without_left(plan: PlanDraft[W], kept: Mapping[str, bool]) -> PlanDraft[W]:
    """Return a plan without the tasks that the next year does not have."""
    return replace(plan, tasks=tuple(task for task in plan.tasks if kept.get(task.code, True)))


def _exists(place: str, year: int) -> bool:
    """Tell if a place is no province, or one that is still there in a year."""
    return find_province(place) is None or find_province(place, date(year, 1, 1)) is not None


def _rows(year: int, sections: Sequence[SectionDraft], tasks: Sequence[TaskDraft[str]]) -> Iterator[tuple[str, ...]]:
    titles = {section.code: section.title for section in sections}
    shown: set[str] = set()
    last = 0
    for task in sorted(tasks, key=lambda one: one.section is None):
        path = (task.section or "").split(".") if task.section else []
        for depth in range(1, len(path) + 1):
            code = ".".join(path[:depth])
            if code in titles and code not in shown:
                shown.add(code)
                yield (path[depth - 1], move_title(titles[code], year), "", "", "", "")
        if task.section is None and titles and _BODY not in shown:
            shown.add(_BODY)
            last = 0
            yield (_number_after(titles), _BODY, "", "", "", "")
        last += 1
        yield _row(task, str(last) if task.section is None else task.printed_number, year)


def _number_after(sections: Mapping[str, str]) -> str:
    """Return the number of one more section: a Roman one where the others have such."""
    outer = [code for code in sections if "." not in code]
    return roman(len(outer) + 1).upper() if outer and set(outer[0]) <= set("IVX") else ""


def _row(task: TaskDraft[str], number: str, year: int) -> tuple[str, ...]:
    return (
        number,
        move_title(task.title, year),
        *("; ".join(words) for words in (task.deliverables, task.lead, task.coordinating)),
        move_time(task.timeframe, year),
    )
