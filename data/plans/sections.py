"""Follow the headings of a table: a section is its whole path, "A.I" and "B.I" are two."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.plans.draft import SectionDraft
from data.plans.table.columns.kinds import Column
from data.plans.table.numbering import Numbering, Style, ordinal
from data.plans.table.row import Heading

LONGEST_CODE = 12
"""Characters of a section's code: a task's has room for its number behind it."""

_NUMBER_WORDS = {
    "MỘT": "1", "NHẤT": "1", "HAI": "2", "BA": "3", "BỐN": "4", "TƯ": "4", "NĂM": "5", "SÁU": "6", "BẢY": "7",
    "TÁM": "8", "CHÍN": "9", "MƯỜI": "10",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading under which rows stand now; `restarts` says that the numbers below begin with 1 again."""

    numbering: Numbering | None
    style: Style
    label: str
    code: str
    title: str
    shared: Mapping[Column, str]
    restarts: bool = False

    def is_sibling(self, style: Style, depth: int) -> bool:
        return self.style is style and (self.numbering.depth if self.numbering else 1) == depth


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task stands: its section, and the code before its number, with another to take where that is taken."""

    section: str | None
    prefix: str | None
    number: str
    other_prefix: str | None


class SectionPath:
    """The headings so far, in the order of the document."""

    def __init__(self) -> None:
        self.sections: dict[str, SectionDraft] = {}
        self._open: list[_Open] = []
        self._last: Numbering | None = None
        self._rows: dict[str, Heading] = {}

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the titles of the headings under which rows stand now, the innermost first."""
        return tuple(one.title for one in reversed(self._open))

    def shared(self, column: Column) -> str:
        """Return what the innermost heading that says it says for all rows below; "" where none does."""
        return next((one.shared[column] for one in reversed(self._open) if column in one.shared), "")

    @property
    def empty(self) -> tuple[Heading, ...]:
        """Return the rows of the table that were read as headings and have no task below, in their order."""
        return tuple(self._rows.values())

    def enter(self, heading: Heading) -> None:
        """Begin the section of a heading."""
        self._last = None
        numbering = self._told_apart(heading.numbering)
        if heading.caption:
            label = heading.caption + (_NUMBER_WORDS.get(numbering.printed, numbering.printed) if numbering else "")
            self._open = []
            self._push(heading, numbering, Style.CAPTION, label)
        elif numbering is None:
            self._enter_unnumbered(heading)
        elif above := self._prefix_of(numbering):
            del self._open[above:]
            self._push(heading, numbering, numbering.style, numbering.parts[-1])
        else:
            self._close_siblings(numbering.style, numbering.depth)
            self._push(heading, numbering, numbering.style, numbering.printed)

    def place(self, numbering: Numbering | None) -> Place:
        """Return where a task with this number stands; its number may end a section of the same style."""
        if numbering and (above := self._prefix_of(numbering)):
            del self._open[above:]
            return self._here(numbering.parts[-1])
        if numbering:
            self._leave(numbering)
        return self._here(self._under_last(numbering) if numbering else "")

    def _under_last(self, numbering: Numbering) -> str:
        """Return a number with that of the task which it goes on from in front: "a" below "1" is "1.a"."""
        if numbering.style is not Style.SMALL:
            self._last = numbering
        elif self._last and self._last.style is Style.ARABIC and numbering.depth == 1:
            return f"{self._last.printed}.{numbering.printed}"
        return numbering.printed

    def _told_apart(self, numbering: Numbering | None) -> Numbering | None:
        """Take I, V and X for letters where the letter before them is open."""
        if numbering and numbering.style is Style.ROMAN and len(numbering.printed) == 1:
            letters = [one for one in self._open if one.style is Style.LETTER and one.numbering]
            value = ordinal(numbering.printed, Style.LETTER)
            if any(one.numbering and one.numbering.value == value - 1 for one in letters):
                return replace(numbering, style=Style.LETTER)
        return numbering

    def _prefix_of(self, numbering: Numbering) -> int:
        """Return how many headings are open up to the one that a number goes on from, "I" of "I.1"; else 0."""
        if numbering.depth == 1:
            return 0
        prefix = numbering.parts[:-1]
        for count in range(len(self._open), 0, -1):
            known = self._open[count - 1].numbering
            if known and known.parts == prefix:
                return count
        return 0

    def _enter_unnumbered(self, heading: Heading) -> None:
        self._close_siblings(Style.NONE, 1)
        parent = self._open[-1].code if self._open else ""
        count = 1
        while _joined(parent, f"N{count}") in self.sections:
            count += 1
        self._push(heading, None, Style.NONE, f"N{count}")

    def _close_siblings(self, style: Style, depth: int) -> None:
        for place, one in enumerate(self._open):
            if one.is_sibling(style, depth):
                del self._open[place:]
                return

    def _leave(self, numbering: Numbering) -> None:
        """Leave the section of the same style, unless the numbers below it begin with 1 again."""
        for place, one in enumerate(self._open):
            if not one.numbering or not one.is_sibling(numbering.style, numbering.depth):
                continue
            if numbering.value == 1:
                self._open[place] = replace(one, restarts=True)
            elif not one.restarts and numbering.value == one.numbering.value + 1:
                del self._open[place:]
            return

    def _push(self, heading: Heading, numbering: Numbering | None, style: Style, label: str) -> None:
        numbered = [one for one in self._open if one.style is not Style.NONE]
        code = _joined(numbered[-1].code if numbered else "", label)
        if style is Style.NONE or code in self.sections:
            code = _joined(self._open[-1].code if self._open else "", label)
        code = self._unique(code[:LONGEST_CODE])
        self._open.append(_Open(numbering, style, label, code, heading.title, heading.shared))
        self.sections[code] = SectionDraft(code, heading.title)
        if heading.is_row:
            self._rows[code] = heading

    def _unique(self, code: str) -> str:
        taken, count = code, 1
        while taken in self.sections:
            count += 1
            taken = f"{code}-{count}"
        return taken

    def _here(self, number: str) -> Place:
        section = self._open[-1].code if self._open else None
        for one in self._open:
            self._rows.pop(one.code, None)
        numbered = [one.code for one in self._open if one.style is not Style.NONE]
        return Place(section, numbered[-1] if numbered else None, number, section)


def _joined(parent: str, label: str) -> str:
    return f"{parent}.{label}" if parent else label
