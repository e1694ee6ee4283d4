"""Recognise the columns of a plan's table by its header, whatever their order and wording."""

from enum import StrEnum

from data.text import fold


class Column(StrEnum):
    """A column of the table."""

    NUMBER = "number"
    TITLE = "title"
    DELIVERABLE = "deliverable"
    LEAD = "lead"
    COORDINATING = "coordinating"
    TIMEFRAME = "timeframe"


_SIGNS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    (Column.COORDINATING, ("phoi hop",)),
    (Column.LEAD, ("chu tri", "thuc hien chinh", "don vi thuc hien", "co quan thuc hien")),
    (Column.TIMEFRAME, ("thoi gian", "thoi han", "tien do")),
    (Column.DELIVERABLE, ("san pham", "ket qua")),
    (Column.TITLE, ("nhiem vu", "noi dung", "cong viec")),
)
_NUMBER_NAMES = {"stt", "tt", "so tt", "so thu tu"}
NEEDED = {Column.TITLE, Column.LEAD, Column.TIMEFRAME}

Header = dict[int, Column]
"""Columns by the place of their cell in a row, from 0."""


def read_header(cells: list[str]) -> Header | None:
    """Return the columns of a header row; None for any other row."""
    if len(cells) < len(NEEDED) or not _is_short(cells):
        return None
    header: Header = {}
    for place, cell in enumerate(cells):
        column = _column(fold(cell))
        if column and column not in header.values():
            header[place] = column
    return header if set(header.values()) >= NEEDED else None


def _column(name: str) -> Column | None:
    if name in _NUMBER_NAMES:
        return Column.NUMBER
    return next((column for column, signs in _SIGNS if any(sign in name for sign in signs)), None)


def _is_short(cells: list[str]) -> bool:
    # A header has no sentences in it; a row that speaks of lead agencies and time may.
    return all(len(cell) <= 60 for cell in cells)
