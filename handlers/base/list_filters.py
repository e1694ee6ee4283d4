"""Which duties a list shows: "quý 2", "tháng 6", "quá hạn", "đã xong", "phối hợp", a code, a keyword.

A filter is written in a button in a few letters (`Filter.encode`), so that a page can be turned after a restart.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from data.enums import FINISHED, State
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from data.text import fold, nfc

_KEYWORD_BYTES = 40  # a button's 64 bytes must hold the filter, the page and the agency

_WORDS = {
    "o": ("", "con no", "chua xong", "chua lam", "dang lam"),
    "a": ("tat ca", "het"),
    "v": ("qua han", "tre", "tre han", "muon"),
    "d": ("da xong", "xong", "hoan thanh", "da lam"),
    "w": ("cho xac nhan", "cho duyet"),
    "c": ("phoi hop",),
    "n": ("khong han", "khong co han", "khong thoi han", "thuong xuyen"),
}
"""Kinds of filters that stand for themselves, by their one letter, with what people type for them."""

_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(r"(?:quy|q)\s*(iv|i{1,3}|[1-4])(?:\s*/\s*\d{4})?")
_MONTH = re.compile(r"(?:thang|t)\s*(1[0-2]|0?[1-9])(?:\s*/\s*\d{4})?")
_CODE = re.compile(r"(?:[IVXLC]+|TC)\.\d+[a-z]?", re.IGNORECASE)
_SECTION = re.compile(r"linh vuc\s+([ivxlc]+)")
_MONTHS_OF_A_QUARTER = 3


class Listed(Protocol):
    """What a row must have to be filtered."""

    @property
    def code(self) -> str: ...
    @property
    def folded_title(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def plan_year(self) -> int: ...


class Owed(Listed, Protocol):
    """A row that can be open or finished."""

    @property
    def state(self) -> State: ...


ListedRow = TypeVar("ListedRow", bound=Listed)
OwedRow = TypeVar("OwedRow", bound=Owed)


@dataclass(frozen=True, slots=True)
class Filter:
    """`kind`: one of `_WORDS`, or q (quarter), m (month), t (code), s (section), k (keyword) with a `value`."""

    kind: str = "o"
    value: str = ""

    def encode(self) -> str:
        """As a button carries it; at most 41 bytes, without a colon."""
        return self.kind + self.value

    @staticmethod
    def decode(text: str) -> "Filter":
        """The filter of a button."""
        return Filter(text[:1] or "o", text[1:])

    @property
    def coordinating(self) -> bool:
        """Whether it asks for tasks of others."""
        return self.kind == "c"


def read_filter(words: str) -> Filter:
    """What an officer typed after /nhiemvu. Whatever is no known filter is a keyword of the title; what has
    neither letter nor digit filters nothing."""
    if code := _CODE.fullmatch(words.strip()):
        return Filter("t", canonical(code.group()))
    folded = fold(words)
    if kind := _KIND_OF.get(folded):
        return Filter(kind)
    if quarter := _QUARTER.fullmatch(folded):
        return Filter("q", str(_ROMAN.get(quarter[1]) or int(quarter[1])))
    if month := _MONTH.fullmatch(folded):
        return Filter("m", str(int(month[1])))
    if section := _SECTION.fullmatch(folded):
        return Filter("s", section[1].upper())
    keyword = _fitting(" ".join(re.findall(r"\w+", nfc(words))))
    return Filter("k", keyword) if keyword else Filter()


def _fitting(words: str) -> str:
    """As many of the words as a button can carry."""
    kept = words.encode()[:_KEYWORD_BYTES].decode(errors="ignore")
    return kept if kept == words else kept.rsplit(" ", 1)[0].rstrip()


def canonical(code: str) -> str:
    """A task's code as the plan prints it: "iv.7B" is "IV.7b"."""
    section, _, number = code.strip().partition(".")
    return f"{section.upper()}.{number.lower()}"


def chosen(rows: Iterable[OwedRow], by: Filter, today: date, calendar: WorkingCalendar) -> list[OwedRow]:
    """The rows of an agency's duties that meet `by`, in their order."""
    match by.kind:
        case "o":
            return [row for row in rows if row.state not in FINISHED]
        case "d":
            return [row for row in rows if row.state in FINISHED]
        case "w":
            return [row for row in rows if row.state is State.REPORTED]
        case "v":
            return [row for row in rows if urgency(row.due_on, row.state, today, calendar) is Urgency.OVERDUE]
        case _:
            return matching(rows, by)


def matching(rows: Iterable[ListedRow], by: Filter) -> list[ListedRow]:
    """The rows that meet what `by` asks of the task itself: its code, section, title or date."""
    match by.kind:
        case "t":
            return [row for row in rows if row.code == by.value]
        case "s":
            return [row for row in rows if row.code.startswith(f"{by.value}.")]
        case "k":
            return [row for row in rows if all(word in row.folded_title for word in fold(by.value).split())]
        case "n":
            return [row for row in rows if row.due_on is None]
        case "q":
            return [row for row in rows if _quarter(row) == int(by.value)]
        case "m":
            return [row for row in rows if _month(row) == int(by.value)]
        case _:
            return list(rows)


def _month(row: Listed) -> int | None:
    """The month a row is due in, of its plan's year; None outside it."""
    return row.due_on.month if row.due_on and row.due_on.year == row.plan_year else None


def _quarter(row: Listed) -> int | None:
    month = _month(row)
    return (month - 1) // _MONTHS_OF_A_QUARTER + 1 if month else None
