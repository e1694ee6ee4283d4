"""Splitting of long texts into messages."""

from collections.abc import Iterator
from enum import Enum
from itertools import accumulate, takewhile
from unicodedata import combining

_LONGEST_LETTER = 8
"""A letter with its marks, in decomposed text; more marks than that are no letter of any language."""


class TextUnit(Enum):
    """The unit in which a channel counts the length of a text."""

    CODE_POINT = "code point"
    UTF_16 = "UTF-16 code unit"

    def count(self, text: str) -> int:
        """Return the length of `text` in this unit."""
        if self is TextUnit.CODE_POINT:
            return len(text)
        return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int, unit: TextUnit = TextUnit.UTF_16) -> list[str]:
    """Split `text` between lines into parts of at most `limit` units; within a line only if it alone is longer.

    Parts of nothing but white space are left out: no channel takes an empty message.
    """
    if unit.count(text) <= limit:
        return [text] if text.strip() else []
    parts: list[str] = []
    room = 0
    for line in _lines(text, limit, unit):
        size = unit.count(line)
        if size > room:
            parts.append("")
            room = limit
        parts[-1] += line
        room -= size
    return [part.rstrip("\n") for part in parts if part.strip()]


def _lines(text: str, limit: int, unit: TextUnit) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        rest = line
        while unit.count(rest) > limit:
            cut = _find_break(rest, limit, unit)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _find_break(line: str, limit: int, unit: TextUnit) -> int:
    """Return the index to break a line at: after a space if there is one, else between two letters."""
    ends = accumulate(map(unit.count, line))
    end = sum(1 for _ in takewhile(lambda size: size <= limit, ends))
    space = line.rfind(" ", 0, end)
    if space > 0:
        return space + 1
    return next((at for at in range(end, max(end - _LONGEST_LETTER, 0), -1) if not combining(line[at])), end)
