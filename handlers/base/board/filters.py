"""What a page of the board is about, as its address says it: `?kehoach=1&cap=commune&quy=2024-Q2&trangthai=qua-han`.

Addresses are sent to colleagues and kept as bookmarks, so the names and values never change their meaning.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from data.errors import BadAnswer
from data.rules.agency_levels import Level
from data.rules.standing import OWED, Standing
from handlers.base.board.paging import PAGE, read_page
from handlers.base.breakdowns import SECTION, select_quarter


class DutyState(StrEnum):
    """States by which the board lists duties: each figure opens the list that it counts."""

    OPEN = "chua-xong"
    OVERDUE = "qua-han"
    IN_TIME = "trong-han"
    WAITING = "cho-xac-nhan"
    DONE = "da-xong"
    DONE_ON_TIME = "xong-dung-han"
    DONE_LATE = "xong-qua-han"
    NO_DATE = "khong-ghi-han"
    OWED = "phai-thuc-hien"
    NOT_APPLICABLE = "khong-phai-thuc-hien"


STANDINGS: Mapping[DutyState, frozenset[Standing]] = {
    DutyState.OVERDUE: frozenset({Standing.OPEN_OVERDUE}),
    DutyState.IN_TIME: frozenset({Standing.OPEN_IN_TIME}),
    DutyState.WAITING: frozenset({Standing.WAITING}),
    DutyState.DONE: frozenset({Standing.DONE_ON_TIME, Standing.DONE_LATE}),
    DutyState.DONE_ON_TIME: frozenset({Standing.DONE_ON_TIME}),
    DutyState.DONE_LATE: frozenset({Standing.DONE_LATE}),
    DutyState.NO_DATE: frozenset({Standing.NO_DATE}),
    DutyState.OWED: frozenset(OWED),
    DutyState.NOT_APPLICABLE: frozenset({Standing.NOT_APPLICABLE}),
}
"""How the duties of a state stand; what is open is no standing, since the undated are among it."""

UNDATED = "khong"
"""The quarter of what has no date."""
_QUARTER = re.compile(r"20[0-9]{2}-Q[1-4]")
_SECTION = re.compile(SECTION)
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_CODE = re.compile(r"[\w.\-]{1,40}")
_DAYS = re.compile(r"(20[0-9]{2}-[0-9]{2}-[0-9]{2})(?:\.\.(20[0-9]{2}-[0-9]{2}-[0-9]{2}))?")

Days = tuple[date, date]
"""The first and the last of some days, both included."""


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What is counted or listed. None or "" is no condition.

    `plan_id` is one plan, of which the others are left out; `section` the code of one ("TC" for the body of a plan),
    `quarter` that of the deadlines ("2024-Q2", or `UNDATED`), `due` days in which they lie, `task` the code of one.
    `page` is that of a list, from 0.
    """

    plan_id: int | None = None
    level: Level | None = None
    agency_id: int | None = None
    section: str = ""
    quarter: str = ""
    due: Days | None = None
    state: DutyState | None = None
    task: str = ""
    page: int = 0

    @property
    def is_part(self) -> bool:
        """Return whether only a part of the plans is meant, whoever looks; the level of one agency is no part."""
        return bool((self.level and self.agency_id is None) or self.section or self.quarter or self.due or self.task)

    @property
    def periods(self) -> tuple[Days, ...]:
        """Return the days in all of which the deadlines lie."""
        quarter = select_quarter(self.quarter).period if self.quarter and self.quarter != UNDATED else None
        of_quarter = ((quarter.first, quarter.last),) if quarter and quarter.first and quarter.last else ()
        return (*of_quarter, *((self.due,) if self.due else ()))

    @property
    def kept(self) -> "BoardFilter":
        """Return what goes along from page to page: the plan, level, section and quarter."""
        return replace(self, agency_id=None, due=None, state=None, task="", page=0)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the names and values of the conditions, as an address has them."""
        told = [(NAMES[field.name], _written(field.name, getattr(self, field.name))) for field in fields(self)]
        return [(name, value) for name, value in told if value]

    def query(self, **changes: Any) -> str:
        """Return the query of an address for this, with `changes`: "?cap=commune"; "" for all. A change of what is
        listed begins with its first page.
        """
        told = urlencode(replace(self, **({"page": 0} | changes)).pairs)
        return f"?{told}" if told else ""


NAMES = {
    "plan_id": "kehoach",
    "level": "cap",
    "agency_id": "coquan",
    "section": "linhvuc",
    "quarter": "quy",
    "due": "han",
    "state": "trangthai",
    "task": "nhiemvu",
    "page": PAGE,
}
"""The names in addresses, by field."""


def _read_days(text: str) -> Days:
    found = _DAYS.fullmatch(text)
    if not found:
        raise ValueError(text)
    first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])
    if last < first:
        raise ValueError(text)
    return first, last


_READERS: Mapping[str, Callable[[str], Any]] = {
    "plan_id": lambda text: int(_matching(_NUMBER, text)),
    "level": Level,
    "agency_id": lambda text: int(_matching(_NUMBER, text)),
    "section": lambda text: _matching(_SECTION, text),
    "quarter": lambda text: text if text == UNDATED else _matching(_QUARTER, text),
    "due": _read_days,
    "state": DutyState,
    "task": lambda text: _matching(_CODE, text),
}


def read_filter(query: Mapping[str, str]) -> BoardFilter:
    """Return what the query of an address says; other names are passed over, as is an empty value.

    Raises BadAnswer for a value that none of these addresses ever had.
    """
    told = {field: query.get(NAMES[field], "") for field in _READERS}
    page = read_page(query)
    try:
        return BoardFilter(**{field: _READERS[field](text) for field, text in told.items() if text}, page=page)
    except ValueError as error:
        raise BadAnswer("address", "address_unknown") from error


def _written(field: str, value: Any) -> str:
    if field == "page":
        return str(value + 1) if value else ""
    if field == "due":
        return write_days(*value) if value else ""
    return str(value) if value else ""


def write_days(first: date, last: date) -> str:
    """Return days for an address: "2024-03-01", "2024-03-01..2024-03-14"."""
    return first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text
