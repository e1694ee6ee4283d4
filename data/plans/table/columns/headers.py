"""Find the heads of tables: one row or two, the row of column numbers below, the same head again on another page."""

import re
from collections.abc import Sequence

from data.plans.table.columns.header_words import NO_TASK_TABLE, columns_of
from data.plans.table.columns.kinds import Column
from data.text import fold

_LONGEST = 80
_LONGEST_BELOW = 40
PERIOD = re.compile(
    r"(?:.{0,40} )?(?:(?P<kind>quy|q|thang|th|t)\.? ?)(?P<number>iv|i{1,3}|0?[1-9]|1[0-2])"
    r"(?:[ /-]{1,3}(?:nam )?(?P<year>20\d\d))?"
)
"""The head, folded, of a column for one quarter or month."""
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zđ]|i{1,3}|iv|vi{0,3})\)?(?: ?= ?[\d()+/x*\s-]+)?")
_CONTENT = {Column.TITLE, Column.LEAD, Column.COORDINATING, Column.TIMEFRAME, Column.DELIVERABLE, Column.START}
_PARTED = {Column.LEAD, Column.COORDINATING, Column.TIMEFRAME}
"""Columns that a second line of the head parts: who leads and who takes part, when it begins and ends."""
_ENOUGH = 3
_OTHER_ENOUGH = 2
"""Heads beside that of the numbers: with one alone, "STT", "Ghi chú", it is a stray row."""
_SHARE = 0.6


def is_header(cells: Sequence[str]) -> bool:
    """Tell if the cells of a row are heads of columns and no row of the table."""
    filled = list(dict.fromkeys(filter(None, cells)))
    if len(filled) < 2 or any(len(cell) > _LONGEST for cell in filled):
        return False
    told = [columns_of(fold(cell)) for cell in filled]
    periods = [bool(PERIOD.fullmatch(fold(cell))) for cell in filled]
    if sum(periods) >= _ENOUGH:
        told = [
            columns or ((Column.TIMEFRAME,) * is_period) for columns, is_period in zip(told, periods, strict=True)
        ]
    found = {columns[0] for columns in told if columns}
    known = sum(map(bool, told)) / len(filled)
    if Column.TITLE not in found and not (found & {Column.LEAD, Column.TIMEFRAME}):
        return False
    content = found & _CONTENT
    if known < _SHARE or len(content) < 2:
        return False
    return len(found) >= _ENOUGH or (known == 1 and not any(map(_is_number, filled)))


def is_other_header(cells: Sequence[str]) -> bool:
    """Tell if these are the heads of a table without tasks: of numbers, of two things more, of none that tasks have.

    A head of counts or money tells that its rows are none, whatever stands beside it: "Tên sản phẩm", "Số lượng".
    """
    number, *others = [fold(cell) for cell in dict.fromkeys(filter(None, cells))] or [""]
    figures = {name for name in others if NO_TASK_TABLE.match(name)}
    told = {column for name in others if name not in figures for column in columns_of(name)}
    if columns_of(number)[:1] != (Column.NUMBER,) or len(others) < _OTHER_ENOUGH:
        return False
    of_tasks = _CONTENT - {Column.DELIVERABLE} - ({Column.TITLE} if figures else set())
    return not told & of_tasks and all(len(name) <= _LONGEST for name in others)


def is_second_line(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Tell if a row under a head goes on with it: "Chủ trì", "Phối hợp" under one "Cơ quan thực hiện"."""
    places = [place for place, cell in enumerate(cells) if cell and cell != _at(above, place)]
    own = [cells[place] for place in places]
    if not any(_spans(above, place) for place in places):
        return False
    if not own or any(len(cell) > _LONGEST_BELOW for cell in own) or any(map(_is_number, own)):
        return False
    merged = sum(cell == _at(above, place) != "" for place, cell in enumerate(cells))
    if len(own) > 1 and len(own) == sum(map(bool, cells)) and is_header(above) and _stand_under_one(places, above):
        return True
    return merged >= _ENOUGH or all(columns_of(fold(cell)) or PERIOD.fullmatch(fold(cell)) for cell in own)


def name_periods(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Return a second line of a head with bare numbers under one "tháng" or "quý" as names: "Tháng 1", "Quý II"."""
    places = [place for place, cell in enumerate(below) if cell and cell != _at(above, place)]
    if len(places) < _ENOUGH or places != list(range(places[0], places[-1] + 1)):
        return tuple(below)
    upper = re.findall(r"\w+", fold(_at(above, places[0])))
    kind = next((name for name in ("Tháng", "Quý") if fold(name) in upper), "")
    numbers = [below[place].strip(".").removesuffix(".0").upper() for place in places]
    counted = [[str(n) for n in range(1, 13)], [f"{n:02}" for n in range(1, 13)], ["I", "II", "III", "IV"]]
    runs = any(numbers == count[start : start + len(numbers)] for count in counted for start in range(len(count)))
    if not kind or not runs or any(_at(above, place) not in ("", above[places[0]]) for place in places):
        return tuple(below)
    return tuple(f"{kind} {cell}" if place in places else cell for place, cell in enumerate(below))


def join_lines(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the heads of two lines as one: what spans several places goes for each of them."""
    width = max(len(above), len(below))
    joined: list[str] = []
    spanning = ""
    for place in range(width):
        upper, lower = _at(above, place), _at(below, place)
        spanning = upper or (spanning if lower else "")
        joined.append(spanning if not lower or lower == spanning else f"{spanning} {lower}".strip())
    return joined


def find_spans(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return for each place of a head of two lines the upper head that it shares with others beside it, else ""."""
    joined = join_lines(above, below)
    uppers = [name.removesuffix(_at(below, place)).strip() for place, name in enumerate(joined)]
    return [upper if upper != joined[place] and uppers.count(upper) > 1 else "" for place, upper in enumerate(uppers)]


def is_column_numbers(cells: Sequence[str]) -> bool:
    """Tell if a row numbers the columns: "(1)", "(2)", "(3)"; one that also stands for a task has words."""
    filled = [fold(cell) for cell in cells if cell]
    return len(filled) >= _ENOUGH and len(filled) * 2 >= len(cells) and all(map(_COLUMN_NUMBER.fullmatch, filled))


def is_same_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell if a row is a head again; a scan may have left the tail of the cell above in it."""
    pairs = [(fold(_at(cells, place)), fold(name)) for place, name in enumerate(header) if name]
    same = sum(bool(cell) and (cell == name or cell.startswith(f"{name} ")) for cell, name in pairs)
    return bool(pairs) and same >= max(2, len(pairs) - 1)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _spans(above: Sequence[str], place: int) -> bool:
    """Tell if the head at a place goes on beside it."""
    upper = _at(above, place)
    return not upper or upper in (_at(above, place + 1), above[place - 1] if place else "")


def _stand_under_one(places: Sequence[int], above: Sequence[str]) -> bool:
    """Tell if places follow each other under one head of times or agencies that spans them all."""
    first, *others = places
    told = columns_of(fold(_at(above, first)))[:1]
    follow = others == list(range(first + 1, first + len(places)))
    return follow and bool({*told} & _PARTED) and all(_at(above, place) in ("", above[first]) for place in others)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").isdigit()
