"""Tables as .csv that a spreadsheet opens as it is: UTF-8 with its mark, no cell a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

MEDIA_TYPE = "text/csv; charset=utf-8"
FORMULA = tuple("=+-@＝＋－＠﹦﹢﹣﹫\t\r\n")
"""Full-width signs begin a formula too, where Excel is set to a language of East Asia."""


def write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table under the names of its columns; dates as they are written here, numbers as numbers."""
    written = StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(map(guard, columns))
    out.writerows([_cell(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def guard(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP, "CSV injection")."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cell(value: object) -> object:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return guard(value) if isinstance(value, str) else value
