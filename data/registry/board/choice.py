"""Duties of plans that are chosen by what they are, whose and how they stand, as conditions in SQL.

Lists and counts of the board choose by the same conditions: a figure is the length of the list that it opens.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, select
from sqlmodel import Session

from data.enums import OPEN
from data.models import Agency, Section, Task
from data.registry.board.verdicts import BY_STATE, stands_as
from data.registry.duties.due_dates import DUE_ON
from data.registry.duties.duty_query import AGENCY, DEADLINE, DUTY, OWED, TASK
from data.registry.sql.rows import table_of
from data.rules.agency_levels import Level
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing

_SECTION = table_of(Section).c
_KNOWN_LEVELS = [level.value for level in Level if level is not Level.OTHER]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which duties of plans are meant: all conditions that are given.

    `section` is the code of one, "" for tasks from the body of the plan; `periods` are two dates (Viet Nam) each, in
    all of which the duties are due, `undated` those without a date. `standings` are how they stand; `is_open`: still
    owed.
    """

    plan_ids: tuple[int, ...]
    agency_id: int | None = None
    level: Level | None = None
    section: str | None = None
    task: str | None = None
    periods: tuple[tuple[date, date], ...] = ()
    undated: bool = False
    standings: Collection[Standing] | None = None
    is_open: bool = False


def all_conditions(
    session: Session, chosen: Chosen, today: date, calendar: WorkingCalendar
) -> list[ColumnElement[bool]]:
    """Return the conditions on duties with their deadlines and tasks; how they stand is as of `today` (Viet Nam)."""
    found = [*of_duties(chosen), *of_tasks(chosen), *of_dates(chosen)]
    if chosen.standings is None:
        return found
    if BY_STATE.keys() >= set(chosen.standings):  # an index finds them
        return [*found, DUTY.state.in_([BY_STATE[one] for one in chosen.standings])]
    return [*found, stands_as(session, chosen.plan_ids, chosen.standings, today, calendar)]


def of_duties(chosen: Chosen) -> list[ColumnElement[bool]]:
    """Return the conditions on the columns of a duty alone, but for its dates."""
    # Without an agency not OWED: the index of counts begins with the column.
    owed = DUTY.withdrawn.is_(False) if chosen.agency_id is None else OWED
    return [owed, *of_owners(chosen), *([DUTY.state.in_(OPEN)] if chosen.is_open else [])]


def of_owners(chosen: Chosen) -> list[ColumnElement[bool]]:
    """Return the conditions on who owes a duty."""
    found: list[ColumnElement[bool]] = []
    if chosen.agency_id is not None:
        found.append(DUTY.agency_id == chosen.agency_id)
    if chosen.level is not None:
        found.append(DUTY.agency_id.in_(_agencies_of(chosen.level)))
    return found


def of_tasks(chosen: Chosen) -> list[ColumnElement[bool]]:
    """Return the conditions on the task."""
    found: list[ColumnElement[bool]] = [TASK.plan_id.in_(chosen.plan_ids)]
    if chosen.section is not None:
        found.append(_is_in_section(chosen))
    if chosen.task is not None:
        found.append(TASK.code == chosen.task)
    return found


def of_dates(chosen: Chosen, due_on: Any = DUE_ON) -> list[ColumnElement[bool]]:
    """Return the conditions on the date that a duty goes by."""
    found: list[ColumnElement[bool]] = [due_on.between(*period) for period in chosen.periods]
    return [*found, due_on.is_(None)] if chosen.undated else found


def place_of_plan(chosen: Chosen) -> Any:
    """Return by what the plans are put in the order in which they were chosen, as the chat has them."""
    places = {plan_id: place for place, plan_id in enumerate(chosen.plan_ids)}
    return case(places, value=TASK.plan_id) if places else TASK.plan_id


def within_deadlines(chosen: Chosen) -> ColumnElement[bool]:
    """Return the conditions on the task for statements that read duties alone: by the keys of their deadlines."""
    theirs = select(DEADLINE.id).join(table_of(Task), DEADLINE.task_id == TASK.id).where(*of_tasks(chosen))
    return DUTY.deadline_id.in_(theirs)


def _agencies_of(level: Level) -> Any:
    of_level = AGENCY.kind.not_in(_KNOWN_LEVELS) if level is Level.OTHER else AGENCY.kind == level.value
    return select(table_of(Agency).c.id).where(of_level)


def _is_in_section(chosen: Chosen) -> ColumnElement[bool]:
    if not chosen.section:
        return TASK.section_id.is_(None)
    theirs = select(_SECTION.id).where(_SECTION.code == chosen.section, _SECTION.plan_id.in_(chosen.plan_ids))
    return TASK.section_id.in_(theirs)
