"""What a sentence asks for, before anything is looked up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Intent(StrEnum):
    """The values are printed in JSON; they never change."""

    LIST = "list"
    NEXT = "next"
    CARD = "card"
    COUNT = "count"
    WHO = "who"
    WHEN = "when"
    REPORT_PROGRESS = "report_progress"
    SUMMARY = "summary"
    HELP = "help"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Which duties are meant. The values are printed in JSON."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Period:
    """Two inclusive dates in Viet Nam."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Query:
    """A sentence as read.

    `codes` are written as the plan prints them. `subject` is what no table of words knows, as it was typed: the
    name of an agency or words of a title, which the registry decides.
    """

    intent: Intent
    codes: tuple[str, ...] = ()
    period: Period | None = None
    status: Status | None = None
    subject: str = ""
