"""Read the directory of a province from its two tables: agencies, and official administrative units."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from data.errors import PlanUnreadable
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.agencies.groups import COMMUNES
from data.text import fold, nfc

Row = dict[str, str]


def read_directory(agencies: Path, units: Path) -> Directory:
    """Read the agencies in `agencies` and the People's Committee of every commune in `units`.

    The columns are code, name, short_name, kind, abbreviations, groups, and code, name, level, parent_code. A commune
    is known by its official code because names repeat.

    Raises PlanUnreadable("directory") with the name of a file that is absent or has other columns.
    """
    rows = _rows(units, {"code", "name", "level", "parent_code"})
    districts = {fold(f"UBND {row['name']}"): row["code"] for row in rows if row["level"] == "district"}
    entries = [agency_entry(row) for row in _rows(agencies, {"code", "name", "short_name", "kind"})]
    placed = [replace(entry, official_code=districts.get(fold(entry.name))) for entry in entries]
    return Directory((*placed, *_communes(rows, placed)))


def _rows(path: Path, columns: set[str]) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanUnreadable("directory", path.name) from error
    reader = csv.DictReader(nfc(text).splitlines(), restkey="", restval="")
    if not columns <= set(reader.fieldnames or ()):
        raise PlanUnreadable("directory", path.name)
    return [{name: (value or "").strip() for name, value in row.items() if name} for row in reader]


def agency_entry(row: Row) -> AgencyEntry:
    """Return the agency in a row with the columns code, name, short_name, kind, abbreviations, groups."""
    return AgencyEntry(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"] or row["name"],
        kind=row["kind"],
        aliases=_list(row.get("abbreviations", "")),
        groups=_list(row.get("groups", "")),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item for part in cell.split(";") if (item := part.strip()))


def _communes(rows: list[Row], agencies: list[AgencyEntry]) -> Iterator[AgencyEntry]:
    parents = {entry.official_code: entry.code for entry in agencies if entry.official_code}
    districts = {row["code"]: row["name"] for row in rows if row["level"] == "district"}
    communes = [row for row in rows if row["level"] == "commune"]
    repeated = Counter(row["name"] for row in communes)
    for row in communes:
        name = f"UBND {_lower(row['name'])}"
        district = _lower(districts.get(row["parent_code"], "")).replace("thành phố", "TP")
        yield AgencyEntry(
            code=f"xa-{row['code']}",
            name=name,
            short_name=f"{name} ({district})" if repeated[row["name"]] > 1 and district else name,
            kind="commune",
            groups=(COMMUNES,),
            official_code=row["code"],
            parent=parents.get(row["parent_code"]),
        )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
