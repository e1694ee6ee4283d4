"""Lists of people as they are typed or pasted: a name, an agency, a role on each line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.enums import Role
from data.plans.formats.document import Block, Document, Paragraph
from data.text import fold
from handlers.parsing.role_names import read_role

_BULLET = re.compile(r"^\s*(?:\d{1,3}[.)]\s+|[-–•*]\s+)")
_DASH = re.compile(r"(?<!\s)\s++[-–—]\s+")
_NUMBER = re.compile(r"[\d\s.+()/-]*")
_NAME_HEADS = frozenset(
    {"ho ten", "ho va ten", "ho va ten can bo", "ho ten can bo", "ten", "ten can bo", "can bo", "name"}
)
_AGENCY_HEADS = frozenset(
    {"co quan", "don vi", "ten co quan", "ten don vi", "co quan don vi", "noi cong tac", "agency"}
)
_ROLE_HEADS = frozenset({"vai", "vai tro", "vai tro trong bot", "role"})


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """A line about a person. `number` counts lines from 1; `text` is the line as it was typed.

    `others` are the fields besides name and role, one of which names the agency. `role` is None where none was typed;
    `bad_role` is what stands in the column of roles and is none.
    """

    number: int
    text: str
    name: str
    others: tuple[str, ...]
    role: Role | None = None
    bad_role: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    agency: int
    role: int | None


def read_people(text: str) -> list[TypedPerson]:
    """Return the people of a typed or pasted text, line by line; empty lines and a head are left out."""
    return read_rows((number, line, _split(line)) for number, line in enumerate(text.splitlines(), 1))


def read_document(document: Document) -> list[TypedPerson]:
    """Return the people of a workbook or a Word file: rows of its tables, and lines outside of them."""
    return read_rows(row for block in document.blocks for row in _list_rows(block))


def read_rows(rows: Iterable[tuple[int, str, Sequence[str]]]) -> list[TypedPerson]:
    """Return the people of rows, each given by its number, as it stands, and as its fields."""
    found: list[TypedPerson] = []
    columns: _Columns | None = None
    for number, text, fields in rows:
        cells = [" ".join(field.split()) for field in fields]
        if not any(cells):
            continue
        head = _read_head(cells)
        if head:
            columns = head
        else:
            read = _read_by_columns(number, text, cells, columns) if columns else _read_line(number, text, cells)
            found.append(read)
    return found


def _list_rows(block: Block) -> Iterator[tuple[int, str, Sequence[str]]]:
    if isinstance(block, Paragraph):
        yield block.line, block.text, _split(block.text)
        return
    for row in block.rows:
        cells = ["" if cell.repeated else cell.text for cell in row.cells]
        yield row.line, " ".join(filter(None, cells)), cells


def _split(line: str) -> list[str]:
    bare = _BULLET.sub("", line)
    if "\t" in line:
        return (bare or line).split("\t")
    for mark in (";", ","):
        if mark in bare:
            return bare.split(mark)
    return _DASH.split(bare)


def _read_head(cells: Sequence[str]) -> _Columns | None:
    folded = [fold(cell) for cell in cells]
    name, agency, role = (_find(folded, heads) for heads in (_NAME_HEADS, _AGENCY_HEADS, _ROLE_HEADS))
    return None if name is None or agency is None else _Columns(name, agency, role)


def _find(folded: Sequence[str], heads: frozenset[str]) -> int | None:
    return next((at for at, cell in enumerate(folded) if cell in heads), None)


def _read_by_columns(number: int, text: str, cells: Sequence[str], columns: _Columns) -> TypedPerson:
    name, agency = _cell(cells, columns.name), _cell(cells, columns.agency)
    said = _cell(cells, columns.role)
    role = read_role(said)
    return TypedPerson(number, text, name, (agency,) if agency else (), role, "" if role else said)


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _read_line(number: int, text: str, cells: Sequence[str]) -> TypedPerson:
    """Return a line without a head: telephone numbers and mail addresses beside the name are passed over."""
    told = [cell for cell in cells if not _NUMBER.fullmatch(cell) and "@" not in cell]
    role_at = next((at for at, cell in enumerate(told) if read_role(cell)), None)
    role = read_role(told[role_at]) if role_at is not None else None
    rest = [cell for at, cell in enumerate(told) if at != role_at]
    return TypedPerson(number, text, rest[0] if rest else "", tuple(rest[1:]), role)
