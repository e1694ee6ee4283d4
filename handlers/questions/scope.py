"""A query once the registry has had its say: whose duties, and which of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from data.errors import NotAllowed, NotFound
from data.registry import agencies
from data.registry.agencies import AgencyFact
from data.registry.duties import DutyLine
from data.registry.people import Identity
from data.store import Session
from data.text import fold
from data.words import FINISHED
from handlers.access import oversees
from handlers.filters import Listed
from handlers.questions.query import Intent, Period, Query, Status
from scheduler.calendar import WorkingCalendar
from scheduler.standing import Urgency, urgency

_WORD = re.compile(r"\w+")
_BETWEEN = 6  # words that a title may have between two that were typed
_ENOUGH_WORDS = 2  # one syllable stands in half of all titles: "an" in "đề án", "công an"

_SHORT = (
    ("cai cach hanh chinh", "cchc"),
    ("thu tuc hanh chinh", "tthc"),
    ("vi pham hanh chinh", "vphc"),
    ("van ban quy pham phap luat", "vbqppl"),
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
)
"""A plan writes either form, and so does who asks."""

ListedRow = TypeVar("ListedRow", bound=Listed)


@dataclass(frozen=True, slots=True)
class Scope:
    """`own`: the agency is the asker's. `keywords` are words that a title must hold, as they were typed.

    `status` is None where every duty is meant and nothing was said of it.
    """

    agency: AgencyFact
    own: bool
    codes: tuple[str, ...]
    period: Period | None
    status: Status | None
    keywords: str

    @property
    def about_tasks(self) -> bool:
        """Whether certain tasks are meant, by code or by words of the title."""
        return bool(self.codes or self.keywords)


class NotUnderstood(Exception):
    """The subject names no agency, and is too little to look for in titles."""


def scope_of(session: Session, me: Identity, query: Query) -> Scope:
    """Whose duties the query is about, and which. Raises NotAllowed for another agency's, and NotUnderstood."""
    agency, keywords = _subject(session, me, query)
    own = agency.id == me.agency_id
    if not own and not oversees(me):
        raise NotAllowed("agency.see")
    return Scope(agency, own, query.codes, query.period, _status(query, keywords), keywords)


def about(rows: Iterable[ListedRow], scope: Scope) -> list[ListedRow]:
    """The rows whose code and title are meant."""
    words = _words(scope.keywords)
    return [
        row
        for row in rows
        if row.code in (scope.codes or (row.code,)) and _speaks_of(_words(row.folded_title), words)
    ]


def within(rows: Iterable[ListedRow], period: Period | None) -> list[ListedRow]:
    """The rows that are due in the period; without one, all."""
    return [row for row in rows if period is None or (row.due_on and period.first <= row.due_on <= period.last)]


def in_status(
    rows: Iterable[DutyLine], status: Status | None, today: date, calendar: WorkingCalendar
) -> list[DutyLine]:
    """The rows that stand as asked on `today`."""
    match status:
        case Status.OPEN:
            return [row for row in rows if row.state not in FINISHED]
        case Status.DONE:
            return [row for row in rows if row.state in FINISHED]
        case Status.OVERDUE:
            return [row for row in rows if urgency(row.due_on, row.state, today, calendar) is Urgency.OVERDUE]
        case _:
            return list(rows)


def _subject(session: Session, me: Identity, query: Query) -> tuple[AgencyFact, str]:
    mine = AgencyFact(me.agency_id, me.agency_code, me.agency_name, me.agency_short_name, "")
    if not query.subject:
        return mine, ""
    try:
        return agencies.find(session, query.subject), ""
    except NotFound as error:
        if query.codes:
            return mine, ""
        if sum(word.isalpha() for word in _words(query.subject)) < _ENOUGH_WORDS:
            raise NotUnderstood from error
        return mine, query.subject


def _status(query: Query, keywords: str) -> Status | None:
    if query.intent in (Intent.LIST, Intent.COUNT, Intent.NEXT):
        return query.status or (Status.ALL if keywords else Status.OPEN)
    return None


def _words(text: str) -> list[str]:
    folded = fold(text)
    for long, short in _SHORT:
        folded = folded.replace(long, short)
    return _WORD.findall(folded)


def _speaks_of(title: list[str], words: list[str]) -> bool:
    """Whether `title` holds `words` in their order, close together: "sắp xếp xã" is in "sắp xếp … cấp xã"; the
    syllables of "chuyển đổi số", strewn over a long title without accents, are no "chuyển đổi số"."""
    if not words:
        return True
    return any(_follows(title, at, words[1:]) for at, word in enumerate(title) if word == words[0])


def _follows(title: list[str], at: int, words: list[str]) -> bool:
    for word in words:
        near = title[at + 1 : at + 2 + _BETWEEN]
        if word not in near:
            return False
        at += 1 + near.index(word)
    return True
