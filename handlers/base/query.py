"""Queries: what a sentence asks for, before the duties themselves are looked up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_DAYS_OF_A_YEAR = 365


class Intent(StrEnum):
    """Intent of a sentence. The values are printed in JSON; they never change. Changes are only offered, for a
    tap.
    """

    LIST = "list"
    NEXT = "next"
    CARD = "card"
    COUNT = "count"
    WHO = "who"
    WHEN = "when"
    REPORT_PROGRESS = "report_progress"
    SNOOZE = "snooze"
    EXTEND = "extend"
    SUMMARY = "summary"
    PEOPLE = "people"
    ME = "me"
    PAUSE = "pause"
    HAND_OVER = "hand_over"
    CALENDAR = "calendar"
    SMALL_TALK = "small_talk"
    AGENCIES = "agencies"
    ACTIVITY = "activity"
    COMPARE = "compare"
    REMIND = "remind"
    EXPORT = "export"
    UNDO = "undo"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    UNKNOWN = "unknown"


class Sort(StrEnum):
    """Sorts of agencies, as the directory has them, and all of them together."""

    ALL = "all"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class FileFormat(StrEnum):
    """Files that can be asked for: a workbook, a draft of the periodic report, pictures, a calendar."""

    WORKBOOK = "xlsx"
    REPORT = "docx"
    PICTURES = "png"
    CALENDAR = "ics"


class Status(StrEnum):
    """States of duties by which one selects. The values are printed in JSON.

    `in_time` is open and not overdue, `waiting` is reported and to be confirmed, `undated` is open without a date,
    `continuous` open and done all the year round. `late` was done after its deadline; `extension` is open, and a
    later deadline is requested. `exempted` need not be done.
    """

    OPEN = "open"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    DONE = "done"
    WAITING = "waiting"
    UNDATED = "undated"
    CONTINUOUS = "continuous"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    RETURNED = "returned"
    LATE = "late"
    EXTENSION = "extension"
    EXEMPTED = "exempted"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Period:
    """Two inclusive dates in Viet Nam; None for an open end."""

    first: date | None
    last: date | None

    def contains(self, day: date) -> bool:
        """Return whether `day` lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def lasts_a_year(self) -> bool:
        """Return whether the period has two ends, a year or more apart."""
        return bool(self.first and self.last and (self.last - self.first).days + 1 >= _DAYS_OF_A_YEAR)


@dataclass(frozen=True, slots=True)
class Query:
    """A sentence as it was read.

    `codes` are written as the plan prints them. `agencies` are codes of the agency named, several where the name may
    mean several, none for the asker's, which `own` says in words; `everyone`: the whole province. `implied`: nothing
    was said of the state, and what is still owed is meant. `sections` are codes of sections. `keywords` are words of
    a title and `made` words of a deliverable, as they were typed. `report`: only the periodic report.
    `coordinating`: tasks of others in which the agency takes part, of those that `led_by` leads where one is named.
    `ordinal` is the place of a duty in the answer before, from 1, -1 for the last. `day` is when to be reminded, or
    until when a deadline is to be extended, and `reason` why. `document` is the proof of what is reported done, as
    typed; `percent` how far what is reported is, None for done, and `note` the words beside it. `person` is to
    whom a duty is handed over, as typed; `holiday` a part of the name of the holiday that is named, without accents.
    `sort` is the sort of agencies that is meant; with agencies named, those that lie within these. `due`: if `period`
    is the time of doing, that of the deadlines. `file` is the file that is asked for. The two days whose figures are
    to be compared are the ends of `period`. `plan` is the number of the one plan that is meant, "" for
    all active ones.
    """

    intent: Intent
    codes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    own: bool = False
    everyone: bool = False
    period: Period | None = None
    status: Status | None = None
    implied: bool = False
    sections: tuple[str, ...] = ()
    keywords: str = ""
    made: str = ""
    report: bool = False
    coordinating: bool = False
    led_by: tuple[str, ...] = ()
    ordinal: int | None = None
    day: date | None = None
    document: str = ""
    sort: Sort | None = None
    due: Period | None = None
    file: FileFormat | None = None
    percent: int | None = None
    note: str = ""
    reason: str = ""
    person: str = ""
    holiday: str = ""
    plan: str = ""

    @property
    def about_tasks(self) -> bool:
        """Return whether the query names certain tasks."""
        return bool(self.codes or self.keywords or self.made or self.sections or self.report or self.ordinal)
