"""Give tasks their codes: section and printed number, because officers hold the paper and nothing is renumbered."""

from collections.abc import Iterator
from itertools import count, product
from string import ascii_lowercase

_DECORATION = " .)-"


def bare_number(printed: str) -> str:
    """Return a printed number without what decorates it, "1" for "1.)"; empty where none is printed."""
    return printed.strip(_DECORATION).replace(" ", "")


def plain_code(section: str | None, number: str) -> str:
    """Return the code of a task whose number stands once in its section; a plan may do without sections."""
    return f"{section}.{number}" if section else number


class TaskCodes:
    """The codes given so far, in the order of the document."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str | None, str] = {}

    def give(self, section: str | None, number: str, other: str | None = None) -> str:
        """Return the code of the next row of `section`; `number` is bare and may be empty.

        A number that is missing or used again takes the number before it, or its own, with a letter: "IV.7b"; where
        it was used in another part of the section, it goes by the code of its own part, `other`.
        """
        number = number or self._last.get(section, "0")
        self._last[section] = number
        plain = plain_code(section, number)
        if other and plain in self._given and other != section and plain_code(other, number) not in self._given:
            plain = plain_code(other, number)
        code = next(code for code in _with_letters(plain) if code not in self._given)
        self._given.add(code)
        return code


def _with_letters(plain: str) -> Iterator[str]:
    yield plain
    for length in count(1):
        yield from (plain + "".join(letters) for letters in product(ascii_lowercase[1:], repeat=length))
