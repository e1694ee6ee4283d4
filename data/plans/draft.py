"""Define the outcome of reading a plan: what it says, how that was read, and what a person should look at.

A draft holds nothing of the registry: agencies are codes of the directory it was read with, dates are dates in
Viet Nam. Its warnings are remarks (`data.plans.remarks`) as it comes from the reader, `PlanDraft[Remark]`, and
sentences as a person or the registry gets it, `PlanDraft[str]`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from data.enums import JudgedBy, Kind
from data.plans.remarks import Remark, RemarkCode, remark

if TYPE_CHECKING:
    from data.plans.agencies.directory import Directory

W = TypeVar("W")
"""What a warning is: a `Remark` or a sentence."""

Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class DeadlineDraft:
    """A deadline of a task.

    `due_on` is the last day on which handing in is on time; `label` the words of the plan it comes from.
    `deliverable` is set where one of several deliverables belongs to this deadline alone.
    """

    due_on: date
    label: str
    deliverable: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A place in the document: "phụ lục" or a place in its body ("VI.1.a"), and the line of the file, from 1."""

    place: str
    line: int


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A part of the appendix under a heading; `code` is the path of its numbers as printed, "IV", "A.I"."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskDraft(Generic[W]):
    """One row of the appendix, or one confirmed duty from the body (`section` is None, code "TC.n").

    `lead` and `coordinating` are the printed words without a trailing comma; `lead_agencies` and
    `coordinating_agencies` the codes they stand for, every member where the words name a group, a lead never
    among the coordinators. `judged_by` is the day by which its words ask to be on time, None where they do not tell.
    `inferred` names the fields that a person concluded and the document does not say,
    ("lead",). Of what the registry does not keep: `start` is the day from which, in the words of its own column;
    `notes` are cells that no other field takes, each with the head of its column; `original` is the row as the file
    has it, where characters of it had to be replaced.
    """

    code: str
    section: str | None
    printed_number: str
    title: str
    deliverables: tuple[str, ...]
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    lead_agencies: tuple[str, ...]
    coordinating_agencies: tuple[str, ...]
    timeframe: str
    kind: Kind
    certain: bool
    deadlines: tuple[DeadlineDraft, ...]
    source: Source
    inferred: tuple[str, ...] = ()
    warnings: tuple[W, ...] = ()
    judged_by: JudgedBy | None = None
    start: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    original: str = ""

    def with_warnings(self, convert: Callable[[W], Other]) -> "TaskDraft[Other]":
        """Return the same task with every warning converted."""
        return cast("TaskDraft[Other]", replace(self, warnings=cast("Any", tuple(map(convert, self.warnings)))))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of the body with a date in it, offered to a person as a duty.

    `text` is the sentence, `timeframe` the words that hold the date; `code` is the duty that was confirmed for
    it, or the task that asks for the same, None while nobody has decided; `dismissed` that it asks for nothing.
    """

    source: Source
    text: str
    timeframe: str
    deadlines: tuple[DeadlineDraft, ...]
    code: str | None = None
    dismissed: bool = False

    @property
    def mark(self) -> str:
        """Return letters by which the sentence is known, wherever it stands: lines move when a plan is amended."""
        return hashlib.sha256(f"{self.text}\0{self.timeframe}".encode()).hexdigest()[:12]

    @property
    def remark(self) -> Remark:
        """Return the remark that nobody has decided what the sentence is."""
        return remark(
            RemarkCode.UNCONFIRMED_DEADLINE, place=self.source.place, line=self.source.line, timeframe=self.timeframe
        )


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A reading that a person corrected in the file beside the plan; what is empty is not corrected.

    `due_on` are the dates of the task in the order of its deadlines, `lead` codes of agencies, `covered_by` the
    code of the task that already asks for the same, `judged_by` the day by which its duties are on time.
    """

    code: str
    document: str
    reason: str
    due_on: tuple[date, ...] = ()
    lead: tuple[str, ...] = ()
    kind: str = ""
    title: str = ""
    covered_by: str = ""
    judged_by: JudgedBy | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft(Generic[W]):
    """A whole plan as read, in the order of the document, confirmed duties of the body last.

    `number` is "" and `issued_on` None in a draft that has none yet; it can be looked at, and not applied.
    `confirmation` says whether a reported duty waits for somebody to confirm it, `self_confirmation` whether that
    may be somebody of the agency that reported; `standing_body` is the code of
    the agency that follows the plan, None where nobody has named one; `report_closes` is the last day that counts for
    a periodic report; `judged_by` is set where the whole plan is judged in one way; `directory` is the one that the
    agency codes belong to; `corrections` are those of the file beside the plan; `unowned` are codes of tasks of which
    a person said that nobody here owes them.
    """

    number: str
    title: str
    issuer: str
    issued_on: date | None
    year: int
    sections: tuple[SectionDraft, ...]
    tasks: tuple[TaskDraft[W], ...]
    warnings: tuple[W, ...]
    candidates: tuple[Candidate, ...]
    confirmation: bool
    self_confirmation: bool
    standing_body: str | None
    report_closes: int
    directory: "Directory" = field(repr=False)
    judged_by: JudgedBy | None = None
    corrections: tuple[CorrectionNote, ...] = ()
    unowned: tuple[str, ...] = ()

    def with_warnings(self, convert: Callable[[W], Other]) -> "PlanDraft[Other]":
        """Return the same plan with every warning converted, those of its tasks too."""
        warnings: Any = tuple(map(convert, self.warnings))
        tasks: Any = tuple(task.with_warnings(convert) for task in self.tasks)
        return cast("PlanDraft[Other]", replace(self, warnings=warnings, tasks=tasks))
