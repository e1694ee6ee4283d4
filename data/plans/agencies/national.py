"""Know the provinces and communes of Viet Nam since 01/07/2025, and propose an office's agencies from them.

The tables are in `data/seeds/national/`: communes after Quyết định 19/2025/QĐ-TTg, departments and units of communes
after Nghị định 150/2025/NĐ-CP, and the agencies beside them that plans name as well, each with the text it rests on.
They are read when they are asked for, a province at a time.
"""

import csv
import gzip
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from data.enums import OfficeLevel
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.agencies.directory_files import agency_entry
from data.plans.agencies.groups import COMMUNES, SINCE
from data.plans.agencies.names import name_key
from data.seeds import seed
from data.text import fold

_PROVINCIAL_CITY = "Thành phố "
_XA = "xã"
_OTHERS = "other-agencies-2025.csv"
_IN_A_CITY = (("Tỉnh ủy", "Thành ủy"), ("Tỉnh đoàn", "Thành đoàn"), (" tỉnh", " thành phố"))
"""Words in the names of agencies of a province, and what stands for them in a city that is one."""

_COMMAND = "bch-qs"
_COMMANDS_OF_CITIES = {
    "01": ("Bộ Tư lệnh Thủ đô Hà Nội", "BTL Thủ đô Hà Nội", ("Bộ Tư lệnh Thủ đô", "BTL Thủ đô")),
    "79": (
        "Bộ Tư lệnh Thành phố Hồ Chí Minh",
        "BTL TP. Hồ Chí Minh",
        ("Bộ Tư lệnh Thành phố", "BTL Thành phố", "Bộ Tư lệnh TP. HCM", "BTL TP. HCM"),
    ),
}
"""Names of the military command by the codes of the two cities that have none of the usual name."""


class Block(StrEnum):
    """Agencies beside the departments of a province or the units of a commune, taken in or left all together."""

    UNITS = "units"
    CENTRAL = "central"
    FORCES = "forces"
    FRONT = "front"
    PARTY = "party"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city; `name` is whole, "Tỉnh Hưng Yên", `short_name` the same without what it is."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of a province; `kind` is xã, phường or đặc khu, `name` without it."""

    code: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class CommuneSuccessor:
    """The code of a commune of today that took over one of before, `whole` or a part of it."""

    code: str
    whole: bool


def list_provinces() -> tuple[Province, ...]:
    """Return the 34 provinces and cities, in the order of their names."""
    names = {row["province_code"]: row["province"] for row in _rows("communes-2025.csv.gz")}
    found = (Province(code, name, _without_kind(name)) for code, name in names.items())
    return tuple(sorted(found, key=lambda one: fold(one.short_name)))


def find_province_named(words: str) -> Province | None:
    """Return the province of this name or code, with or without "tỉnh", in any spelling; None for any other."""
    wanted = fold(words)
    for province in list_provinces():
        if wanted in (province.code, fold(province.name), fold(province.short_name)):
            return province
    return None


def list_communes(province: Province) -> tuple[Commune, ...]:
    """Return the communes of a province, in the order of their codes."""
    rows = _rows("communes-2025.csv.gz")
    return tuple(Commune(r["code"], r["kind"], r["name"]) for r in rows if r["province_code"] == province.code)


def find_commune(province: Province, words: str) -> Commune | None:
    """Return the commune of this name or code in a province, with or without what it is; None for any other."""
    wanted = fold(words)
    for one in list_communes(province):
        if wanted in (one.code, fold(one.name), fold(f"{one.kind} {one.name}")):
            return one
    return None


def find_communes_named(words: str) -> list[tuple[Province, Commune]]:
    """Return the communes of this name, what it is included ("xã Hùng An"), each with its province, which may follow
    with or without "tỉnh"; commas are no part of a name.
    """
    wanted = " ".join(fold(words).replace(",", " ").split())
    anywhere, within = [], []
    for province in list_provinces():
        tails = (f" {fold(province.name)}", f" tp {fold(province.short_name)}", f" {fold(province.short_name)}")
        tail = next((one for one in tails if wanted.endswith(one)), "")
        for one in list_communes(province):
            name = fold(f"{one.kind} {one.name}")
            if name == wanted:
                anywhere.append((province, one))
            elif tail and name == wanted.removesuffix(tail):
                within.append((province, one))
    return within or anywhere


def find_successors(old_code: str) -> tuple[CommuneSuccessor, ...]:
    """Return what the commune of this code (before 01/07/2025) became; several where it was divided."""
    rows = _rows("commune-mergers-2025.csv.gz")
    return tuple(CommuneSuccessor(r["new_code"], r["how"] == "whole") for r in rows if r["old_code"] == old_code)


def list_successors(old_codes: Collection[str]) -> dict[str, tuple[CommuneSuccessor, ...]]:
    """Return what each commune of these codes became, as `find_successors` does; the table is read once."""
    found: dict[str, tuple[CommuneSuccessor, ...]] = {}
    for row in _rows("commune-mergers-2025.csv.gz"):
        if (code := row["old_code"]) in old_codes:
            found[code] = (*found.get(code, ()), CommuneSuccessor(row["new_code"], row["how"] == "whole"))
    return found


def find_new_department(old_name: str) -> str | None:
    """Return the name of the department that took over one of before 2025; None where it is not known to end."""
    wanted = name_key(old_name)
    rows = _rows("department-mergers-2025.csv")
    return next((row["new_name"] for row in rows if name_key(row["old_name"]) == wanted), None)


def list_optional_departments() -> tuple[AgencyEntry, ...]:
    """Return the departments that a province may have (Nghị định 150/2025/NĐ-CP, Điều 9)."""
    return tuple(agency_entry(row) for row in _rows("departments-2025.csv") if row["kind"] == "optional")


def list_blocks(level: OfficeLevel) -> tuple[Block, ...]:
    """Return the blocks of agencies that an office of this level may take in beside its own; a ministry has none."""
    return tuple(dict.fromkeys(Block(row["block"]) for row in _rows(_OTHERS) if row["level"] == level))


def propose_province(
    province: Province, optional: tuple[str, ...] = (), left_out: Collection[Block] = ()
) -> Directory:
    """Return the departments of a province, the agencies beside them, and its communes.

    `optional` are codes of departments that not all have, `left_out` blocks that the office does without.
    """
    rows = (row for row in _rows("departments-2025.csv") if row["kind"] != "optional" or row["code"] in optional)
    others = (_of_province(one, province) for one in _list_others(OfficeLevel.PROVINCE, left_out))
    departments = [_of_province(agency_entry(row | {"kind": "department"}), province) for row in rows]
    communes = [
        AgencyEntry(
            code=f"xa-{one.code}",
            name=f"UBND {one.kind} {one.name}",
            short_name=f"UBND {one.kind} {one.name}",
            kind="commune",
            groups=(COMMUNES,),
            official_code=one.code,
        )
        for one in list_communes(province)
    ]
    return Directory(
        (*departments, *others, *communes),
        province=province.short_name,
        code=f"{_slug(province.short_name)}-2025",
        name=province.name,
        first_day=SINCE,
    )


def propose_commune(province: Province, commune: Commune, left_out: Collection[Block] = ()) -> Directory:
    """Return the People's Committee of a commune, its units and the agencies beside them but for blocks left out."""
    place = f"{commune.kind} {commune.name}"
    own = AgencyEntry(f"xa-{commune.code}", f"UBND {place}", f"UBND {place}", "commune", official_code=commune.code)
    other_kind = "pkthtdt" if commune.kind == _XA else "pkt"
    units = [agency_entry(row) for row in _rows("commune-units-2025.csv") if row["code"] != other_kind]
    others = (_of_commune(one, commune) for one in _list_others(OfficeLevel.COMMUNE, left_out))
    return Directory(
        (own, *(replace(unit, parent=own.code) for unit in (*units, *others))),
        province=province.short_name,
        code=f"xa-{commune.code}-2025",
        name=f"{place[:1].upper()}{place[1:]}, {province.name}",
        first_day=SINCE,
    )


def propose_ministry(name: str) -> Directory:
    """Return the units that ministries usually have, for the ministry or ministry's unit of this name."""
    return Directory(
        tuple(agency_entry(row) for row in _rows("ministry-units.csv")), code=_slug(name)[:64], name=name
    )


def _list_others(level: OfficeLevel, left_out: Collection[Block]) -> Iterator[AgencyEntry]:
    rows = (row for row in _rows(_OTHERS) if row["level"] == level)
    return (agency_entry(row) for row in rows if row["block"] not in left_out)


def _of_province(entry: AgencyEntry, province: Province) -> AgencyEntry:
    """Return an agency with the names it has in a city that is a province: "Thanh tra thành phố"."""
    if entry.code == _COMMAND and province.code in _COMMANDS_OF_CITIES:
        name, short_name, aliases = _COMMANDS_OF_CITIES[province.code]
        return replace(entry, name=name, short_name=short_name, aliases=aliases)
    return _renamed(entry, _IN_A_CITY) if province.name.startswith(_PROVINCIAL_CITY) else entry


def _of_commune(entry: AgencyEntry, commune: Commune) -> AgencyEntry:
    """Return an agency of a commune with the names it has in one of this kind: "Công an phường"."""
    return _renamed(entry, ((f" {_XA}", f" {commune.kind}"),))


def _renamed(entry: AgencyEntry, words: Iterable[tuple[str, str]]) -> AgencyEntry:
    names = (entry.name, entry.short_name, *entry.aliases)
    for before, now in words:
        names = tuple(name.replace(before, now) for name in names)
    name, short_name, *aliases = names
    return replace(entry, name=name, short_name=short_name, aliases=tuple(aliases))


def _without_kind(name: str) -> str:
    return name.removeprefix(_PROVINCIAL_CITY).removeprefix("Tỉnh ")


def _slug(name: str) -> str:
    return "-".join(name_key(name).split())


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = seed(f"national/{name}")
    yield from csv.DictReader(_text(path).splitlines())


def _text(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
