"""Builders that write rows for a test, with defaults that make sense alone.

Every builder takes the session first, flushes, and returns the row, which can still be read after the unit of
work has ended.
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import TypeVar

from sqlmodel import Session, select

from data.enums import Kind, Role, State
from data.models import Agency, ChatLink, Deadline, Duty, Officer, Plan, Section, Task
from data.models.base import Table
from data.text import fold

LONG_AGO = datetime(2023, 12, 29, 1, 0, tzinfo=UTC)
"""08:00 in Viet Nam on the day plan 175 was signed: before everything a test is about."""

LATELY = datetime(2024, 3, 7, 1, 0, tzinfo=UTC)
"""Shortly before most tests begin: whose chat wrote then is not asked whether they are still in office."""

Row = TypeVar("Row", bound=Table)

_numbers = count(1)


def agency(session: Session, code: str = "stp", name: str = "Sở Tư pháp", *, short_name: str | None = None) -> Agency:
    """Create an agency without an end."""
    return _added(session, Agency(code=code, name=name, short_name=short_name or name, kind="so"))


def officer(
    session: Session,
    of: Agency,
    *,
    name: str = "Cán bộ đầu mối",
    role: Role = Role.OFFICER,
    active: bool = True,
    channel: str | None = "telegram",
    chat_id: str | None = None,
    linked_at: datetime = LONG_AGO,
    heard_at: datetime | None = LATELY,
) -> Officer:
    """Create an officer of `of`, linked to a chat on `channel` unless that is None."""
    row = _added(session, Officer(agency_id=known(of.id), name=name, role=role, active=active, created_at=LONG_AGO))
    if channel:
        link(session, row, channel=channel, chat_id=chat_id, linked_at=linked_at, heard_at=heard_at)
    return row


def link(
    session: Session,
    of: Officer,
    *,
    channel: str = "telegram",
    chat_id: str | None = None,
    linked_at: datetime = LONG_AGO,
    unreachable_since: datetime | None = None,
    heard_at: datetime | None = LATELY,
) -> ChatLink:
    """Link a chat to `of`; without a `chat_id` a new one."""
    return _added(
        session,
        ChatLink(
            officer_id=known(of.id),
            channel=channel,
            chat_id=chat_id or str(1000 + next(_numbers)),
            linked_at=linked_at,
            unreachable_since=unreachable_since,
            heard_at=heard_at,
        ),
    )


def plan(
    session: Session,
    number: str = "175/KH-UBND",
    *,
    issued_on: date = date(2023, 12, 29),
    year: int = 2024,
    confirmation: bool = True,
    standing_agency_id: int | None = None,
    imported_at: datetime = LONG_AGO,
) -> Plan:
    """Create a plan with the one section I."""
    row = _added(
        session,
        Plan(
            number=number,
            title="Cải cách hành chính",
            issuer="Ủy ban nhân dân tỉnh",
            issued_on=issued_on,
            year=year,
            confirmation=confirmation,
            standing_agency_id=standing_agency_id,
            imported_at=imported_at,
        ),
    )
    _added(session, Section(plan_id=known(row.id), code="I", title="Công tác chỉ đạo, điều hành", position=1))
    return row


def deadline(
    session: Session,
    of: Plan,
    due_on: date | None,
    *,
    code: str | None = None,
    title: str = "Kế hoạch kiểm tra",
    label: str | None = None,
    kind: Kind | None = None,
    position: int = 1,
    in_body: bool = False,
) -> Deadline:
    """A deadline of `of`, in a task of its own unless `code` names one that is there; one from the body of the plan
    stands in no section.
    """
    found = session.exec(select(Task).where(Task.plan_id == of.id, Task.code == code)).first() if code else None
    row = found or _task(session, of, code or f"I.{next(_numbers)}", title, kind or _kind(due_on))
    if in_body:
        row.section_id = None
    shown = label if label is not None else (due_on.strftime("%d/%m/%Y") if due_on else "Thường xuyên")
    return _added(session, Deadline(task_id=known(row.id), position=position, due_on=due_on, label=shown))


def duty(session: Session, of: Agency, owed: Deadline, *, state: State = State.NOT_STARTED, version: int = 0) -> Duty:
    """Create the duty `owed` of the agency `of`; a finished one was completed on its last day."""
    finished = state in (State.REPORTED, State.DONE)
    return _added(
        session,
        Duty(
            deadline_id=known(owed.id),
            agency_id=known(of.id),
            state=state,
            percent=100 if finished else 0,
            version=version,
            completed_on=owed.due_on if finished else None,
        ),
    )


def known(key: int | None) -> int:
    """Return the key of a row that has been written."""
    assert key is not None
    return key


def _task(session: Session, of: Plan, code: str, title: str, kind: Kind) -> Task:
    section = session.exec(select(Section).where(Section.plan_id == of.id)).one()
    return _added(
        session,
        Task(
            plan_id=known(of.id),
            section_id=section.id,
            code=code,
            position=next(_numbers),
            printed_number=code.rpartition(".")[2],
            title=title,
            folded_title=fold(title),
            timeframe="",
            kind=kind,
            certain=True,
            source_place="phụ lục",
            source_line=1,
        ),
    )


def _kind(due_on: date | None) -> Kind:
    return Kind.ONCE if due_on else Kind.CONTINUOUS


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
