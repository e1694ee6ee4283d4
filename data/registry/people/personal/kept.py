"""What is kept of a person: as every officer they were, with what they recorded and what was recorded of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from data.enums import Change, Role
from data.models import (
    Agency,
    AuditEntry,
    CalendarLink,
    ChatLink,
    Deadline,
    Duty,
    Invitation,
    Officer,
    Preference,
    ProgressEntry,
    Task,
)
from data.registry.people.succession.same_person import is_person_of
from data.registry.reach import mail_addresses
from data.registry.sql.rows import table_of


@dataclass(frozen=True, slots=True)
class KeptOfficer:
    """An officer whom the person is or was. Instants are UTC; `accounts` are as their channels showed them, and their
    mail address.
    """

    id: int
    name: str
    role: Role
    agency_name: str
    active: bool
    created_at: datetime
    chats: tuple[tuple[str, datetime, datetime | None], ...]
    accounts: tuple[str, ...]
    hour: int | None
    has_calendar: bool


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change of a duty that the person recorded."""

    at: datetime
    code: str
    change: Change
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptAct:
    """An act in the audit trail by the person, or about them."""

    at: datetime
    action: str
    subject: str
    channel: str


@dataclass(frozen=True, slots=True)
class PersonalData:
    """All that is kept of a person."""

    officers: tuple[KeptOfficer, ...]
    changes: tuple[KeptChange, ...]
    acts: tuple[KeptAct, ...]


def list_identities(session: Session, officer_id: int) -> list[int]:
    """Return the ids of all officers whom the person of this one is or was, the first first."""
    query = select(col(Officer.id)).where(is_person_of(table_of(Officer).c, officer_id))
    return [one for one in session.execute(query.order_by(col(Officer.id))).scalars() if one is not None]


def read(session: Session, officer_id: int) -> PersonalData:
    """Return what is kept of the person who is this officer."""
    ids = list_identities(session, officer_id)
    return PersonalData(
        tuple(_read_officer(session, one) for one in ids),
        tuple(_list_changes(session, ids)),
        tuple(_list_acts(session, ids)),
    )


def _read_officer(session: Session, officer_id: int) -> KeptOfficer:
    officer = session.get_one(Officer, officer_id)
    links = select(ChatLink).where(col(ChatLink.officer_id) == officer_id).order_by(col(ChatLink.id))
    accounts = select(col(Invitation.account)).where(
        col(Invitation.officer_id) == officer_id, col(Invitation.account).is_not(None)
    )
    chosen = session.get(Preference, officer_id)
    return KeptOfficer(
        officer_id,
        officer.name,
        officer.role,
        session.get_one(Agency, officer.agency_id).name,
        officer.active,
        officer.created_at,
        tuple((one.channel, one.linked_at, one.heard_at) for one in session.execute(links).scalars()),
        (*(one for one in session.execute(accounts).scalars() if one), *sorted(_mail_of(session, officer_id))),
        chosen.hour if chosen else None,
        session.get(CalendarLink, officer_id) is not None,
    )


def _mail_of(session: Session, officer_id: int) -> set[str]:
    found = mail_addresses.find_address(session, officer_id)
    return {found.address} if found else set()


def _list_changes(session: Session, ids: Sequence[int]) -> list[KeptChange]:
    query = (
        select(
            col(ProgressEntry.at),
            col(Task.code),
            col(ProgressEntry.change),
            col(ProgressEntry.document_number),
            col(ProgressEntry.reason),
        )
        .join(Duty, col(ProgressEntry.duty_id) == col(Duty.id))
        .join(Deadline, col(Duty.deadline_id) == col(Deadline.id))
        .join(Task, col(Deadline.task_id) == col(Task.id))
        .where(col(ProgressEntry.officer_id).in_(ids))
        .order_by(col(ProgressEntry.id))
    )
    rows = session.execute(query)
    return [KeptChange(at, code, change, number or "", reason or "") for at, code, change, number, reason in rows]


def _list_acts(session: Session, ids: Sequence[int]) -> list[KeptAct]:
    names = [f"officer:{one}" for one in ids]
    about = or_(
        col(AuditEntry.actor).in_(names),
        *(or_(col(AuditEntry.subject) == name, col(AuditEntry.subject).startswith(f"{name} ")) for name in names),
    )
    query = select(
        col(AuditEntry.at), col(AuditEntry.action), col(AuditEntry.subject), col(AuditEntry.channel)
    ).where(about)
    rows = session.execute(query.order_by(col(AuditEntry.id)))
    return [KeptAct(at, action, subject, channel or "") for at, action, subject, channel in rows]
