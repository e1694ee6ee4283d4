"""Plans that were read and not yet written into the registry, and what people answered about names in plans."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlmodel import Field

from data.enums import DraftState
from data.models.base import Table, one_of


class WaitingPlan(Table, table=True):
    """A plan file as it was read, waiting for a person to answer questions and apply it.

    `document` is what the reader of the format found (`data.plans.formats.document_json`), "" once the draft is
    applied or dropped. `number` and `issued_on` are what a person said of a file that has none. `leads` are who owes
    tasks whose cell of leads is empty: codes of agencies by the task's code, none where nobody here does.
    `sentences` are what sentences of the body are, by their marks (`data.plans.waiting.answers`). `applied_as` is the
    number of the plan that the draft became. `rolled_from_id` is the plan of last year that the draft repeats,
    and `kept` which of its tasks the next year has, by their codes in the draft.
    `ended_by` is the officer who applied or dropped it, None at the shell.
    """

    __tablename__ = "waiting_plan"

    id: int | None = Field(default=None, primary_key=True)
    file_name: str = Field(max_length=200)
    document: str = Field(sa_type=Text)
    title: str = Field(default="", sa_type=Text)
    number: str = Field(default="", max_length=64)
    issued_on: date | None = None
    leads: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sentences: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    applied_as: str = Field(default="", max_length=64, index=True)
    rolled_from_id: int | None = Field(default=None, foreign_key="plan.id")
    kept: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: DraftState = Field(default=DraftState.OPEN, sa_type=one_of(DraftState, "state"))
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    created_at: datetime
    ended_at: datetime | None = None
    ended_by: int | None = Field(default=None, foreign_key="officer.id")


class NameAnswer(Table, table=True):
    """Who is meant by a name in plans that no directory knows: codes of agencies, none for nobody here.

    `key` is what all ways to write the name have in common. `new_name` is set where the agency is new and exists by
    this answer alone. Answered once, for all plans; `waiting_plan_id` is the draft in which it was asked.
    """

    __tablename__ = "name_answer"

    key: str = Field(primary_key=True, max_length=300)
    name: str = Field(max_length=300)
    codes: list[str] = Field(default_factory=list, sa_type=JSON)
    new_name: str = Field(default="", max_length=300)
    waiting_plan_id: int | None = Field(default=None, foreign_key="waiting_plan.id", index=True)
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    at: datetime
