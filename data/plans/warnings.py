"""What a clerk should look at in the reading of one task: what was seen and how it was read, in Vietnamese."""

import re
from collections.abc import Iterator

from data.plans.agencies.directory import Directory, Resolution
from data.plans.times.timeframe import Timeframe
from data.plans.times.vocabulary import YEAR
from data.words import Kind

_YEAR = re.compile(YEAR)


def time_warnings(time: Timeframe) -> Iterator[str]:
    """Uncertain readings, dates before the plan's year, milestones that share one year."""
    if not time.certain and time.text:
        yield f"Thời gian “{time.text}” đọc chưa chắc chắn. {time.reason}"
    for deadline in time.deadlines:
        if deadline.due_on.year < time.year:
            yield f"Hạn {deadline.due_on:%d/%m/%Y} nằm trước năm của kế hoạch ({time.year}); vẫn giữ như văn bản ghi."
        elif time.kind is Kind.MULTIPLE and not _YEAR.search(deadline.label):
            yield f"“{deadline.label}” không ghi năm: đọc là năm {deadline.due_on.year}."


def agency_warnings(found: Resolution, directory: Directory, column: str) -> Iterator[str]:
    """Names in the cell `column` that are no known agency, each with the nearest one."""
    for name in found.unknown:
        nearest = directory.nearest(name)
        if nearest and nearest.casefold() == name.casefold():
            yield f"Ô “{column}”: có nhiều cơ quan tên “{name}”; cần ghi rõ thuộc huyện nào."
        else:
            hint = f"; gần nhất là “{nearest}”" if nearest else ""
            yield f"Ô “{column}”: không có cơ quan nào tên “{name}” trong danh bạ{hint}."
