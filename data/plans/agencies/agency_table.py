"""Read a table of agencies that an office wrote: CSV as Excel, LibreOffice or an editor saves it.

Columns may be parted by commas, semicolons or tabs, the text be UTF-8 or UTF-16. Only
`name` must be there; heads may be English or Vietnamese. What is wrong is told with its line and column.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.errors import Refused
from data.plans.agencies.directory import AgencyEntry
from data.plans.agencies.groups import GROUPS, Group
from data.plans.agencies.names import name_key
from data.text import fold, nfc, printable
from data.text.delimited import NotDelimited, decode_text, read_cells

COLUMNS = {
    "code": ("code", "ma", "ma co quan"),
    "name": ("name", "ten", "ten co quan", "ten day du"),
    "short_name": ("short name", "short_name", "ten tat", "ten ngan"),
    "kind": ("kind", "loai"),
    "abbreviations": ("abbreviations", "viet tat", "ten khac"),
    "groups": ("groups", "nhom"),
    "official_code": ("official code", "official_code", "ma don vi hanh chinh", "ma dvhc"),
    "parent": ("parent", "co quan cap tren", "truc thuoc"),
}
"""Columns by the folded heads that name them."""

_LETTERS = {"code": 64, "name": 300, "short_name": 200, "kind": 32, "official_code": 16}
_KIND = "department"

Row = dict[str, str]


@dataclass(eq=False)
class TableUnreadable(Refused):
    """A table of agencies that cannot be read.

    `reason` is one of: encoding, empty, no_name_column, name_missing, code_twice, name_twice, too_long,
    parent_unknown, too_many_cells. `line` is that of the file, from 1; `column` its head as written, "" for the
    whole line; `words` what stands there.
    """

    reason: str
    line: int
    column: str = ""
    words: str = ""

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column or '-'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class AgencyTable:
    """The agencies of a table, and the groups named there that the program does not bring."""

    agencies: tuple[AgencyEntry, ...]
    own_groups: tuple[Group, ...]


def read_agency_table(content: bytes) -> AgencyTable:
    """Read the agencies in `content`, in its order. Raises TableUnreadable before anything is done."""
    lines, heads = _read_lines(content)
    own: dict[str, Group] = {}
    read: list[tuple[int, AgencyEntry]] = []
    for line, row in lines:
        _refuse_too_long(line, row, heads)
        if not row["name"]:
            raise TableUnreadable("name_missing", line, heads["name"])
        read.append((line, _entry(row, own)))
    if not read:
        raise TableUnreadable("empty", 1)
    _refuse_repeated(read, heads)
    return AgencyTable(_with_parents(read, heads), tuple(own.values()))


def _read_lines(content: bytes) -> tuple[list[tuple[int, Row]], dict[str, str]]:
    """Return the rows that are not blank with their lines, and the heads as written, by column."""
    try:
        filled = read_cells(printable(nfc(decode_text(content))))
    except NotDelimited as error:
        raise TableUnreadable("encoding", error.line) from error
    if not filled:
        raise TableUnreadable("empty", 1)
    first, head = filled[0]
    places = {name: at for name, known in COLUMNS.items() for at, cell in enumerate(head) if fold(cell) in known}
    if "name" not in places:
        raise TableUnreadable("no_name_column", first, "", " | ".join(head)[:200])
    return [_row(line, row, head, places) for line, row in filled[1:]], {n: head[at] for n, at in places.items()}


def _row(line: int, cells: list[str], head: list[str], places: dict[str, int]) -> tuple[int, Row]:
    if any(cells[len(head) :]):
        raise TableUnreadable("too_many_cells", line, "", cells[len(head)][:60])
    return line, {name: cells[places[name]] if places.get(name, len(cells)) < len(cells) else "" for name in COLUMNS}


def _entry(row: Row, own: dict[str, Group]) -> AgencyEntry:
    return AgencyEntry(
        code=_slug(row["code"]) or _slug(row["name"]),
        name=row["name"],
        short_name=row["short_name"] or row["name"][: _LETTERS["short_name"]],
        kind=row["kind"] or _KIND,
        aliases=tuple(_list(row["abbreviations"])),
        groups=tuple(dict.fromkeys(_group_code(words, own) for words in _list(row["groups"]))),
        official_code=row["official_code"] or None,
        parent=row["parent"] or None,
    )


def _group_code(words: str, own: dict[str, Group]) -> str:
    """Return the code of a group by its code or any of its phrases; of others a new one, kept in `own`."""
    key = name_key(words)
    for group in (*GROUPS, *own.values()):
        if words == group.code or key in {name_key(phrase) for phrase in (group.name, *group.phrases)}:
            return group.code
    code = _slug(words)
    own[code] = Group(code, words)
    return code


def _refuse_too_long(line: int, row: Row, heads: dict[str, str]) -> None:
    for name, most in _LETTERS.items():
        if len(row[name]) > most:
            raise TableUnreadable("too_long", line, heads[name], row[name][:60])


def _refuse_repeated(read: list[tuple[int, AgencyEntry]], heads: dict[str, str]) -> None:
    codes: set[str] = set()
    names: set[str] = set()
    for line, entry in read:
        if entry.code in codes:
            raise TableUnreadable("code_twice", line, heads.get("code", heads["name"]), entry.code)
        if entry.name in names and entry.short_name == entry.name:
            raise TableUnreadable("name_twice", line, heads["name"], entry.name)
        codes.add(entry.code)
        names.add(entry.name)


def _with_parents(read: list[tuple[int, AgencyEntry]], heads: dict[str, str]) -> tuple[AgencyEntry, ...]:
    """Return the agencies with the codes of those above, which may be written by code or name."""
    codes = {entry.code: entry.code for _line, entry in read} | {entry.name: entry.code for _line, entry in read}
    for line, entry in read:
        if entry.parent and codes.get(entry.parent, entry.code) == entry.code:
            raise TableUnreadable("parent_unknown", line, heads["parent"], entry.parent)
    return tuple(replace(entry, parent=codes[entry.parent] if entry.parent else None) for _line, entry in read)


def _list(cell: str) -> Iterator[str]:
    return (item for part in cell.replace("|", ";").split(";") if (item := part.strip()))


def _slug(words: str) -> str:
    return "-".join(name_key(words).split())[: _LETTERS["code"]]
