"""CSV files of decided days off, with the columns date, kind (off, worked), name, document."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.enums import DayKind
from data.errors import Refused
from data.models import DayOff
from data.registry.sql.rows import max_length


@dataclass(eq=False)
class DaysUnreadable(Refused):
    """A malformed line; `line` is its number in the file, from 1."""

    line: int

    def __str__(self) -> str:
        return f"no day off in line {self.line}"


def read_days(file: Path) -> list[DayOff]:
    """Return the days of `file` (UTF-8), in its order. Raises DaysUnreadable, or OSError if it cannot be opened."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, restval="")
        try:
            return [_day(row) for row in rows]
        except (KeyError, ValueError, csv.Error):
            raise DaysUnreadable(rows.line_num) from None


def _day(row: dict[str, str]) -> DayOff:
    name, document = row["name"].strip(), row["document"].strip()
    if not name or not document or None in row:  # a column too many: a comma that wants quotes
        raise ValueError("a decided day has a name and the document that decided it")
    if len(name) > max_length(DayOff, "name") or len(document) > max_length(DayOff, "document"):
        raise ValueError("longer than the registry has room for")
    return DayOff(day=date.fromisoformat(row["date"]), kind=DayKind(row["kind"]), name=name, document=document)
