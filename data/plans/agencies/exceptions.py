"""Find who is excepted from a group in the words of a plan: "các sở, ban, ngành (trừ Công an tỉnh)"."""

import re
from dataclasses import dataclass

_EXCEPT = re.compile(
    r"(?P<open>[(])?[,-]? ?(?<!phòng )(?<!bài )(?<!khấu )(?<!loại )(?<!diệt )"
    r"\b(?:ngoại )?(?:trừ|không (?:bao )?gồm)\b:?(?P<names>[^();]{1,400})(?P<close>\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The words of a cell by what they say.

    `rest` are those without the exceptions, `bracketed` the names of each exception that brackets end, `open` those
    of each that nothing ends: who stands behind a comma there may be excepted as well, or named anew.
    """

    rest: str
    bracketed: tuple[str, ...]
    open: tuple[str, ...]


def find_exceptions(cell: str) -> Exceptions:
    """Part the words of a cell from those that except somebody; without any, `rest` is the cell as it is."""
    bracketed: list[str] = []
    following: list[str] = []

    def cut(hit: re.Match[str]) -> str:
        (bracketed if hit["close"] else following).append(hit["names"])
        return "" if hit["open"] else hit["close"] or ""

    rest = _EXCEPT.sub(cut, cell)
    return Exceptions(rest, tuple(bracketed), tuple(following))
