"""Letters of a page with their places, and the lines that they make."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pypdfium2 import raw

_SPACE_FROM = 0.16
"""A gap from this part of a letter's height on is a blank."""
_COLUMN_FROM = 2.5
"""A gap of so many heights parts columns: the two halves of a letterhead."""
COLUMN_GAP = 0.45
"""Heights of a letter by which columns without lines are apart at least; words are apart by a fifth."""
_SAME_LINE = 0.5
_MOST_LETTERS = 100_000
"""Letters of a page; one in print has five thousand."""
_WRAPPED = re.compile(r"\w[/-]\n\w|[A-ZĐ\d]\n-(?:[A-ZĐ]{2}|\d)")
"""A word that was wrapped at its hyphen, "12/KH-UBND" or "2023-2025"; an item of a list begins with more."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its box; `height` is that of its font."""

    text: str
    left: float
    right: float
    bottom: float
    height: float

    @property
    def middle(self) -> float:
        """Return how high the middle of the letter lies."""
        return self.bottom + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its place."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that stand close together, with their place."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


def read_letters(page: raw.FPDF_PAGE) -> list[Letter]:
    """Return the letters of a page in the order in which they were drawn, real blanks among them."""
    text = raw.FPDFText_LoadPage(page)
    box = raw.FS_RECTF()
    found = []
    try:
        for place in range(min(raw.FPDFText_CountChars(text), _MOST_LETTERS)):
            code = raw.FPDFText_GetUnicode(text, place)
            if code < ord(" ") or code == 0xFFFE or not raw.FPDFText_GetLooseCharBox(text, place, box):
                continue
            if code == ord(" ") and raw.FPDFText_IsGenerated(text, place):
                continue
            height = box.top - box.bottom
            if height > 0:
                found.append(Letter(chr(code), box.left, box.right, box.bottom, height))
    finally:
        raw.FPDFText_ClosePage(text)
    return found


def lines_of(letters: Iterable[Letter]) -> list[Line]:
    """Return the lines that letters make, from the top; far apart pieces of a line are parted by tabs."""
    lines: list[list[_Run]] = []
    for run in sorted(_runs(letters), key=lambda one: -one.middle):
        last = lines[-1] if lines else None
        if last and last[0].middle - run.middle < _SAME_LINE * min(last[0].height, run.height):
            last.append(run)
        else:
            lines.append([run])
    return [made for line in lines if (made := _line(sorted(line, key=lambda run: run.left))).text]


def pieces_of(letters: Iterable[Letter], edges: Sequence[float] = ()) -> list[list[Piece]]:
    """Return the lines that letters make, from the top, each as the pieces that a gap as of columns parts.

    At `edges` of columns that are known, a gap as of words parts them as well.
    """
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.middle):
        last = lines[-1][0] if lines else None
        if last and last.middle - letter.middle < _SAME_LINE * min(last.height, letter.height):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    found = (list(_pieces(sorted(line, key=lambda one: one.left), edges)) for line in lines)
    return [line for line in found if line]


def _pieces(line: list[Letter], edges: Sequence[float]) -> Iterator[Piece]:
    """Yield the pieces of a line; its blanks count for the gaps that they leave."""
    held: list[Letter] = []
    text, has_blank = "", False
    for letter in line:
        if not letter.text.strip():
            has_blank = True
            continue
        gap = letter.left - max((one.right for one in held[-2:]), default=letter.left)
        at_edge = gap > _SPACE_FROM * letter.height and any(letter.left - gap < edge < letter.left for edge in edges)
        if held and (gap >= COLUMN_GAP * letter.height or at_edge):
            yield _piece(text, held)
            held, text = [], ""
        text += (" " if text and (has_blank or gap > _SPACE_FROM * letter.height) else "") + letter.text
        held.append(letter)
        has_blank = False
    if held:
        yield _piece(text, held)


def _piece(text: str, letters: list[Letter]) -> Piece:
    right = max(letter.right for letter in letters)
    return Piece(text, letters[0].left, right, letters[0].bottom, max(letter.height for letter in letters))


def join_lines(lines: Iterable[Line]) -> str:
    """Return the text of a cell, a line of the page as a line; a word wrapped at its hyphen is whole again."""
    text = ""
    for line in lines:
        text = join_line(text, line.text.replace("\t", " "), "\n")
    return text


def join_line(text: str, line: str, gap: str) -> str:
    """Return a text with its next line behind a gap, without one where a word was wrapped."""
    if not text or _WRAPPED.match(f"{text[-2:]}\n{line[:3]}", 0 if text[-1:] in "/-" else 1):
        return text + line
    return text + gap + line


@dataclass(slots=True)
class _Run:
    """Letters that were drawn one after the other without a gap."""

    text: str
    left: float
    right: float
    bottom: float
    height: float

    @property
    def middle(self) -> float:
        return self.bottom + self.height / 2


def _runs(letters: Iterable[Letter]) -> Iterator[_Run]:
    run: _Run | None = None
    for letter in letters:
        if run and _goes_on(run, letter):
            run.text += letter.text
            run.right = max(run.right, letter.right)
            continue
        if run:
            yield run
        run = _Run(letter.text, letter.left, letter.right, letter.bottom, letter.height)
    if run:
        yield run


def _goes_on(run: _Run, letter: Letter) -> bool:
    gap = letter.left - run.right
    is_level = abs(run.middle - letter.middle) < _SAME_LINE * min(run.height, letter.height)
    return is_level and -letter.height < gap < _SPACE_FROM * letter.height


def _line(runs: list[_Run]) -> Line:
    text, right = "", runs[0].left
    for run in runs:
        gap = run.left - right
        if text:
            text += "\t" if gap > _COLUMN_FROM * run.height else " " * (gap > _SPACE_FROM * run.height)
        text += run.text
        right = max(right, run.right)
    parts = (" ".join(part.split(" ")).strip() for part in text.split("\t"))
    shown = "\t".join(filter(None, parts))
    first = runs[0]
    return Line(shown, first.left, right, min(run.bottom for run in runs), max(run.height for run in runs))
