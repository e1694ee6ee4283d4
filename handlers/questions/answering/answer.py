"""The answer to a question: facts for programs, words and buttons for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from handlers.base.callback_data.codec import Payload
from handlers.base.messages import Reply
from handlers.base.query import FileFormat, Intent, Period, Status
from handlers.questions.answering.context import Context


@dataclass(frozen=True, slots=True)
class Item:
    """One duty of an answer."""

    task: str
    agency: str
    due_on: date | None
    plan: str


DONE = 100


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one duty, in the version that was seen. `percent` is 100 for done; its proof is then
    `document`, None where none was typed that can be one, for the reason `doubt`; `number` is that of a
    document whose date is missing. `others` are the other deadlines of the task that it may as well be about."""

    duty: DutyLine
    percent: int
    document: Document | None = None
    note: str = ""
    doubt: str = ""
    number: str | None = None
    others: tuple[DutyLine, ...] = ()

    @property
    def duties(self) -> tuple[DutyLine, ...]:
        """The duties of which it can be: more than one where it does not say which deadline is meant."""
        return self.duty, *self.others

    @property
    def is_complete(self) -> bool:
        """Return whether it can be written as it is."""
        return self.percent < DONE or self.document is not None

    def as_json(self) -> dict[str, object]:
        """Return an entry of `reports`."""
        paper = self.document
        return {
            "task": self.duty.code,
            "agency": self.duty.agency_code,
            "document_number": (paper.number if paper else None) or self.number,
            "document_date": _day(paper.issued_on) if paper else None,
            "percent": self.percent,
            **({"note": self.note} if self.note else {}),
        }


@dataclass(frozen=True, slots=True)
class ExtensionWish:
    """The later date that a sentence asks for, and why."""

    duty: DutyLine
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a sentence. `reply` is what the officer reads; the other fields say the same to programs.

    `needs_confirmation`: a tap on a button of the reply begins the change that was asked for; `period` then ends on
    the day that was wished for. `reports` and `extension` can be shown as they would be written, `undo` is the duty
    whose last change may be taken back. `unread` says what of several reports was not understood, or cannot be
    written. `topic` is what the next sentence can go on from, None where there is nothing.
    `agencies` are the codes of the agencies that are told of, None if none were asked for. `opens` is the page or the
    file that was asked for: the chat opens it as if its button had been tapped; `file` is its format. `day` is
    the day of the calendar that was asked about, and `off` whether it is a day off.
    """

    intent: Intent
    reply: Reply
    agency: str | None = None
    period: Period | None = None
    status: Status | None = None
    items: tuple[Item, ...] = ()
    count: int | None = None
    needs_confirmation: bool = False
    topic: Context | None = None
    reports: tuple[Report, ...] = ()
    unread: tuple[str, ...] = ()
    extension: ExtensionWish | None = None
    undo: DutyLine | None = None
    agencies: tuple[str, ...] | None = None
    day: date | None = None
    off: bool | None = None
    opens: Payload | None = None
    file: FileFormat | None = None

    def as_json(self) -> dict[str, object]:
        """Return the document of `nhacviec ask --json`; dates as YYYY-MM-DD."""
        first, last = (self.period.first, self.period.last) if self.period else (None, None)
        return {
            "intent": self.intent.value,
            "agency": self.agency,
            "from": _day(first),
            "to": _day(last),
            "filter": self.status.value if self.status else None,
            "items": [
                {"plan": one.plan, "task": one.task, "agency": one.agency, "due_on": _day(one.due_on)}
                for one in self.items
            ],
            "count": self.count,
            "needs_confirmation": self.needs_confirmation,
            "text": self.reply.text,
            **({"reports": [one.as_json() for one in self.reports]} if self.reports else {}),
            **({} if self.agencies is None else {"agencies": list(self.agencies)}),
            **({} if self.off is None else {"date": _day(self.day), "off": self.off}),
            **({} if self.file is None else {"format": self.file.value}),
        }


def to_items(rows: Iterable[DutyLine]) -> tuple[Item, ...]:
    """Return the duties of an answer, in their order."""
    return tuple(Item(row.code, row.agency_code, row.due_on, row.plan_number) for row in rows)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
