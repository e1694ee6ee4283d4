"""Codes of tasks: the section and the printed number, because officers hold the paper and nothing is renumbered."""

import re
from collections.abc import Iterator
from string import ascii_lowercase

_ROMAN = re.compile(r"[IVXLC]+|[A-Z]")
_DECORATION = " .)-"


def section_code(printed: str) -> str | None:
    """The code of a section, "IV" for "IV."; None for the number of a task."""
    bare = printed.strip(_DECORATION)
    return bare if _ROMAN.fullmatch(bare) else None


class TaskCodes:
    """Gives every row of a plan its code, in the order of the document."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str | None, str] = {}

    def give(self, section: str | None, printed: str) -> str:
        """The code of the next row of `section`.

        A number that is missing or used again takes the number before it, or its own, with a letter: "IV.7b".
        """
        number = printed.strip(_DECORATION).replace(" ", "") or self._last.get(section, "0")
        self._last[section] = number
        code = next(code for code in _candidates(section, number) if code not in self._given)
        self._given.add(code)
        return code


def _candidates(section: str | None, number: str) -> Iterator[str]:
    plain = f"{section}.{number}" if section else number
    yield plain
    yield from (f"{plain}{letter}" for letter in ascii_lowercase[1:])
    count = len(ascii_lowercase)
    while True:
        count += 1
        yield f"{plain}-{count}"
