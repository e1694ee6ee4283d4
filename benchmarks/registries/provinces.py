"""A registry of all provinces, made in seconds: 15,000 officers, each with a reminder on one Monday."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, func, select

from data.enums import Kind, Role, State
from data.models import Agency, ChatLink, Deadline, Duty, Officer, Plan, Task
from data.registry.office import heartbeats
from data.registry.sql.rows import insert_all
from data.rules.digest_hours import slot_opens_at
from data.schema import open_registry
from scheduler.planning.planner import PULSE

AGENCIES = 15_000
"""Each with an officer who can be reached."""
DUTIES = 230_000
MORNING = date(2024, 3, 11)
"""A Monday, on which also what is overdue is reminded of."""
_ISSUED, _READ_IN = date(2023, 12, 29), datetime(2023, 12, 29, 9, tzinfo=UTC)
_PAST, _DUE_IN_A_WEEK = date(2024, 1, 31), date(2024, 3, 18)
_QUIET = date(2024, 7, 2)
"""Far from every stage on that morning, as are the days after it."""
_LAST_LOOK = slot_opens_at(date(2024, 3, 8)) + timedelta(hours=11)
"""On the Friday, at the last hour an officer can choose."""


def create_provinces(
    path: Path,
    duties: int = DUTIES,
    *,
    agencies: int = AGENCIES,
    officers: int | None = None,
    due: int = 1,
    overdue: int = AGENCIES // 10,
) -> str:
    """Create the registry at `path` and return its address.

    Each of `agencies` has one officer, or its share of so many `officers`, and owes `due` duties due in a week; the
    first `overdue` of them owe one that
    is overdue. The rest of `duties` are open ones of later and finished ones of the past, half and half, so that the
    morning is the same however many there are. All that went before was planned in its time.
    """
    address = f"sqlite:///{path}"
    store = open_registry(address)
    with store.write() as session:
        owing = _create_officers(session, agencies, officers or agencies)
        plan = _create_plan(session)
        for _ in range(due):
            _create_task(session, plan, _DUE_IN_A_WEEK, State.NOT_STARTED, owing)
        _create_task(session, plan, _PAST, State.IN_PROGRESS, owing[:overdue])
        for n, left in enumerate(range(duties - due * agencies - overdue, 0, -agencies)):
            later = _QUIET + timedelta(days=n)
            day, state = (later, State.NOT_STARTED) if n % 2 else (_PAST, State.DONE)
            _create_task(session, plan, day, state, owing[:left])
        heartbeats.advance_mark(session, PULSE, since=None, to=_LAST_LOOK)
    store.close()
    return address


def _create_officers(session: Session, number: int, officers: int) -> list[int]:
    """Create agencies with their share of reachable officers each; return the ids of the agencies."""
    keys, people = range(1, number + 1), range(1, officers + 1)
    named = [
        {"id": n, "code": f"cq-{n}", "name": f"Cơ quan {n}", "short_name": f"CQ {n}", "kind": "so"} for n in keys
    ]
    sitting = {"role": Role.OFFICER, "name": "Cán bộ", "active": True, "created_at": _READ_IN}
    linked = {"channel": "telegram", "linked_at": _READ_IN}
    insert_all(session, Agency, named)
    insert_all(session, Officer, [{"id": n, "agency_id": (n - 1) % number + 1, **sitting} for n in people])
    insert_all(session, ChatLink, [{"id": n, "officer_id": n, "chat_id": str(n), **linked} for n in people])
    return list(keys)


def _create_plan(session: Session) -> int:
    row = Plan(
        number="1/KH-UBND", title="Kế hoạch", issuer="UBND", issued_on=_ISSUED, year=2024, imported_at=_READ_IN
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def _create_task(session: Session, plan_id: int, due_on: date, state: State, agencies: list[int]) -> None:
    """Create one more task of the plan, with a deadline that all of `agencies` owe."""
    deadline_id = _create_deadline(session, plan_id, due_on)
    finished = state is State.DONE
    same = {
        "deadline_id": deadline_id,
        "state": state,
        "percent": 100 if finished else 0,
        "version": 0,
        "completed_on": due_on if finished else None,
        "withdrawn": False,
    }
    insert_all(session, Duty, [{"agency_id": agency, **same} for agency in agencies])


def _create_deadline(session: Session, plan_id: int, due_on: date) -> int:
    position = 1 + session.exec(select(func.count()).select_from(Task)).one()
    task = Task(
        plan_id=plan_id,
        code=f"I.{position}",
        position=position,
        printed_number=str(position),
        title=f"Nhiệm vụ {position}",
        folded_title=f"nhiem vu {position}",
        timeframe="",
        kind=Kind.ONCE,
        certain=True,
        source_place="phụ lục",
        source_line=position,
    )
    session.add(task)
    session.flush()
    deadline = Deadline(task_id=task.id or 0, position=1, due_on=due_on, label=f"{due_on:%d/%m/%Y}")
    session.add(deadline)
    session.flush()
    assert deadline.id is not None
    return deadline.id
