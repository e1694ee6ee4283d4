"""A workbook read back: the rows of its sheets by their headings."""

from typing import Any

from data.exports.spreadsheet import HEADING_ROW


def rows_of(book: Any, sheet: str) -> list[dict[str, Any]]:
    """The rows under the headings of a sheet, that of the total among them."""
    headings, *cells = book[sheet].iter_rows(min_row=HEADING_ROW, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in cells]


def empty_text(book: Any, sheet: str) -> Any:
    """What is said where a sheet has no rows."""
    return book[sheet].cell(HEADING_ROW + 1, 1).value
