"""Plans with their sections, tasks, deliverables and deadlines, in the words as printed."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from data.enums import CorrectedField, JudgedBy, Kind, Part
from data.models.base import Table, one_of


class Plan(Table, table=True):
    """A signed document with tasks. `confirmation`: a supervisor confirms what is reported done.

    `standing_agency_id` is the body that follows the plan for its issuer; None where nobody has named one.
    `report_closes` is the last day that counts for a periodic report, a day of its last month.
    A plan is active until `closed_at` (UTC); `successor_id` is the plan that took over what was open. `judged_by` is
    set where the whole plan is judged in one way, but for tasks that say otherwise. `self_confirmation`: the standing
    body may confirm its own reports.
    """

    __tablename__ = "plan"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=64)
    title: str
    issuer: str
    issued_on: date
    year: int
    confirmation: bool = True
    standing_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    report_closes: int = 14
    closed_at: datetime | None = None
    successor_id: int | None = Field(default=None, foreign_key="plan.id")
    judged_by: JudgedBy | None = Field(default=None, sa_type=one_of(JudgedBy, "judged_by"))
    self_confirmation: bool = False
    warnings: list[str] = Field(default_factory=list, sa_type=JSON)
    imported_at: datetime


class Section(Table, table=True):
    """A Roman-numbered part of the appendix."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    code: str = Field(max_length=16)
    title: str
    position: int


class Task(Table, table=True):
    """One row of the appendix, or one dated duty from the body (no section).

    `withdrawn` marks a task that a later reading of the plan no longer has: kept, owed by nobody.
    `judged_by` is how it was said to be judged, of it or of its plan, else how its words ask to be.
    `carried_to_id` is the task of a newer plan that took over what was open, `covered_by_id` the task of this plan
    that already asks for the same.
    """

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    section_id: int | None = Field(default=None, foreign_key="section.id", index=True)
    code: str = Field(max_length=16, index=True)
    position: int
    printed_number: str = Field(max_length=16)
    title: str
    folded_title: str
    lead_words: list[str] = Field(default_factory=list, sa_type=JSON)
    coordinating_words: list[str] = Field(default_factory=list, sa_type=JSON)
    timeframe: str
    kind: Kind = Field(sa_type=one_of(Kind, "kind"))
    certain: bool
    source_place: str
    source_line: int
    inferred: list[str] = Field(default_factory=list, sa_type=JSON)
    warnings: list[str] = Field(default_factory=list, sa_type=JSON)
    judged_by: JudgedBy | None = Field(default=None, sa_type=one_of(JudgedBy, "judged_by"))
    carried_to_id: int | None = Field(default=None, foreign_key="task.id")
    covered_by_id: int | None = Field(default=None, foreign_key="task.id")
    withdrawn: bool = False


class Deliverable(Table, table=True):
    """A result that must exist when the task is done."""

    __tablename__ = "deliverable"
    __table_args__ = (UniqueConstraint("task_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    position: int
    words: str


class Deadline(Table, table=True):
    """One date by which a task, or a part of it, is due; an undated task has one row without a date.

    `due_on` is the last day on which handing in is on time (a date in Viet Nam).
    `position` is its place among the dates of the task. `withdrawn`: a later reading no longer has it.
    `dated_by` is the document that gave the date of an external task, as the officer who entered both wrote it.
    """

    __tablename__ = "deadline"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    position: int
    due_on: date | None = Field(default=None, index=True)
    label: str
    deliverable: str | None = None
    withdrawn: bool = False
    dated_by: str | None = Field(default=None, max_length=200)


class Participation(Table, table=True):
    """The part of an agency in a task, as lead or as coordinator: it can see the task."""

    __tablename__ = "participation"

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", primary_key=True, index=True)
    part: Part = Field(sa_type=one_of(Part, "part"))


class Correction(Table, table=True):
    """A reading of the plan that a person corrected, with a reason and a document; it wins over later readings.

    `deadline_id` is set where the field is one of a deadline. `before` and `after` are the values in text: dates as
    YYYY-MM-DD, agencies by their codes. `officer_id` is None for one that stands in the file beside
    the plan. `undone_at` is when it was taken back (UTC).
    """

    __tablename__ = "correction"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    deadline_id: int | None = Field(default=None, foreign_key="deadline.id")
    field: CorrectedField = Field(sa_type=one_of(CorrectedField, "field"))
    before: str
    after: str
    reason: str
    document_number: str = Field(max_length=100)
    at: datetime
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    channel: str = Field(max_length=32)
    undone_at: datetime | None = None
