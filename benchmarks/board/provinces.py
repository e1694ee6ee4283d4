"""The duties of all provinces as they stand in the middle of a year: some late, some waiting, some put off."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from benchmarks.country import AGENCIES, DUTIES, OFFICERS
from benchmarks.registries.provinces import create_provinces
from data.enums import Role, State
from data.models import Agency, Deadline, Duty, Officer, Section, Task
from data.registry.sql.rows import insert_all, table_of
from data.rules.agency_levels import Level
from data.store import Store

TODAY = date(2024, 7, 15)
"""Half of the deadlines have passed."""
SUPERVISOR, ADMINISTRATOR = 1, 2
"""The numbers of two officers of the agency cq-1."""
_SECTIONS = ("I", "II", "III", "IV", "V", "VI")
_DUTY, _TASK, _AGENCY, _DEADLINE = (table_of(one).c for one in (Duty, Task, Agency, Deadline))


def create_midyear(path: Path) -> str:
    """Create the registry at `path` and return its address: as `create_provinces`, with everything that occurs."""
    address = create_provinces(path, DUTIES, agencies=AGENCIES, officers=OFFICERS, overdue=AGENCIES // 10)
    store, dice = Store(address), Random(17)
    with store.write() as session:
        _give_sections(session)
        _give_levels(session)
        _give_states(session, dice)
        session.get_one(Officer, SUPERVISOR).role = Role.SUPERVISOR
        session.get_one(Officer, ADMINISTRATOR).role = Role.ADMIN
        session.get_one(Officer, ADMINISTRATOR).agency_id = session.get_one(Officer, SUPERVISOR).agency_id
    store.close()
    return address


def _give_sections(session: Session) -> None:
    rows = [
        {"id": n, "plan_id": 1, "code": code, "title": f"Lĩnh vực {code}", "position": n}
        for n, code in enumerate(_SECTIONS, 1)
    ]
    insert_all(session, Section, rows)
    session.execute(update(table_of(Task)).values(section_id=_TASK.id % len(_SECTIONS) + 1))
    deadlines = list(session.execute(select(_DEADLINE.id)).scalars())
    days = [
        {"of": key, "day": date(2024, 1, 15) + timedelta(days=345 * n // len(deadlines))}
        for n, key in enumerate(deadlines)
    ]
    _set(
        session,
        update(table_of(Deadline)).where(_DEADLINE.id == bindparam("of")).values(due_on=bindparam("day")),
        days,
    )


def _give_levels(session: Session) -> None:
    kinds = [level.value for level in (Level.DEPARTMENT, Level.DISTRICT, Level.COMMUNE)]
    for n, kind in enumerate(kinds):
        session.execute(update(table_of(Agency)).where(_AGENCY.id % 20 % len(kinds) == n).values(kind=kind))


def _give_states(session: Session, dice: Random) -> None:
    """Let each duty stand somewhere: most of what was due is done, one in ten of that late."""
    duties = select(_DUTY.id, _DEADLINE.due_on).join(table_of(Deadline), _DEADLINE.id == _DUTY.deadline_id)
    rows = [_state(dice, key, due_on) for key, due_on in session.execute(duties.order_by(_DUTY.id))]
    names = ("state", "percent", "completed_on", "extended_to")
    changed = update(table_of(Duty)).where(_DUTY.id == bindparam("of"))
    _set(session, changed.values({name: bindparam(f"to_{name}") for name in names}), rows)


def _state(dice: Random, key: int, due_on: date) -> dict[str, Any]:
    luck, past = dice.random(), due_on < TODAY
    row: dict[str, Any] = {"of": key, "to_percent": 0, "to_completed_on": None, "to_extended_to": None}
    if luck < 0.01:
        return row | {"to_state": State.NOT_APPLICABLE}
    if luck < 0.02:
        return row | {"to_state": State.REPORTED, "to_percent": 100, "to_completed_on": TODAY - timedelta(days=1)}
    if (past and luck < 0.85) or (not past and luck < 0.1):
        late = luck < 0.1
        day = due_on + timedelta(days=dice.randint(1, 40)) if late else due_on - timedelta(days=dice.randint(0, 40))
        return row | {"to_state": State.DONE, "to_percent": 100, "to_completed_on": min(day, TODAY)}
    row |= {"to_extended_to": due_on + timedelta(days=30)} if luck > 0.97 else {}
    return (
        row | {"to_state": State.IN_PROGRESS, "to_percent": 50}
        if luck > 0.9
        else row | {"to_state": State.NOT_STARTED}
    )


def _set(session: Session, statement: Any, rows: list[dict[str, Any]]) -> None:
    session.connection().execute(statement, rows)
