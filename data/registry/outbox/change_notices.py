"""Notices of changes: changes still to be announced, and the messages that announce them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from data.enums import CONSOLE, Change, DeliveryState, Role, State
from data.models import Agency, ChatLink, Delivery, Duty, News, Officer, ProgressEntry, UntoldChange
from data.registry.people.succession.same_person import is_person_of
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import list_parameter, table_of

_BATCH_SIZE = 500
_ARRIVED = (DeliveryState.SENDING, DeliveryState.SENT)


@dataclass(frozen=True, slots=True)
class UnannouncedChange:
    """A change not announced yet: its duty and agency, its author, its instant (UTC), the new state."""

    entry_id: int
    duty_id: int
    agency_id: int
    officer_id: int
    change: Change
    state: State
    at: datetime


_ENTRY, _DUTY = table_of(ProgressEntry).c, table_of(Duty).c
_CHANGES = (
    select_lines(UnannouncedChange, _ENTRY, entry_id=_ENTRY.id, agency_id=_DUTY.agency_id)
    .join(table_of(Duty), _ENTRY.duty_id == _DUTY.id)
    .where(_ENTRY.id.in_(list_parameter("ids")))
    .order_by(_ENTRY.id)
)


def claim_unannounced(session: Session) -> list[UnannouncedChange]:
    """Delete the oldest unannounced changes from the queue and return them; no other process gets them."""
    waiting = select(col(UntoldChange.entry_id)).order_by(col(UntoldChange.entry_id)).limit(_BATCH_SIZE)
    ids = list(session.execute(waiting.with_for_update(skip_locked=True)).scalars())
    if not ids:
        return []
    session.execute(delete(UntoldChange).where(col(UntoldChange.entry_id).in_(ids)))
    return fetch(session, _CHANGES, ids=ids)


def list_participants(session: Session, duty_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return pairs of duty and officer: everyone who changed one of these duties or to whom it is assigned."""
    authors = select(col(ProgressEntry.duty_id), col(ProgressEntry.officer_id)).distinct()
    assignees = select(col(Duty.id), col(Duty.responsible_id)).where(col(Duty.responsible_id).is_not(None))
    return {
        (duty_id, officer_id)
        for query in (
            authors.where(col(ProgressEntry.duty_id).in_(duty_ids)),
            assignees.where(col(Duty.id).in_(duty_ids)),
        )
        for duty_id, officer_id in session.execute(query)
    }


def add_recipients(session: Session, rows: Iterable[tuple[int, int, int]]) -> None:
    """Save the news: triples of entry, officer and the delivery that announces it."""
    values = [dict(zip(("entry_id", "officer_id", "delivery_id"), row, strict=True)) for row in rows]
    if values:
        session.execute(insert(News), values)


def list_carried(session: Session, delivery_ids: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """Return the duties that each delivery announces, with the version that the change made."""
    query = (
        select(col(News.delivery_id), col(ProgressEntry.duty_id), col(ProgressEntry.version))
        .join(ProgressEntry, col(News.entry_id) == col(ProgressEntry.id))
        .where(col(News.delivery_id).in_(delivery_ids))
        .order_by(col(News.entry_id))
    )
    found: dict[int, list[tuple[int, int]]] = {delivery_id: [] for delivery_id in delivery_ids}
    for delivery_id, duty_id, version in session.execute(query):
        found[delivery_id].append((duty_id, version))
    return found


def was_notified(session: Session, officer_id: int, duty_id: int, version: int) -> bool:
    """Return whether an officer was, or may have been, notified of this version of a duty."""
    query = (
        select(col(News.entry_id))
        .join(ProgressEntry, col(News.entry_id) == col(ProgressEntry.id))
        .join(Delivery, col(News.delivery_id) == col(Delivery.id))
        .where(
            col(News.officer_id) == officer_id,
            col(ProgressEntry.duty_id) == duty_id,
            col(ProgressEntry.version) == version,
            col(Delivery.state).in_(_ARRIVED),
        )
    )
    return session.execute(query).first() is not None


@dataclass(frozen=True, slots=True)
class NotifiedPerson:
    """An officer as the author of a change reads of them."""

    officer_id: int
    name: str
    role: Role
    agency_short_name: str


def list_people(session: Session, role: Role, *, agency_id: int | None, but: int) -> list[NotifiedPerson]:
    """Return the reachable officers of a role, of one agency or of all, by name; none who are the person of `but`."""
    chat = select(col(ChatLink.id)).where(
        col(ChatLink.officer_id) == col(Officer.id),
        col(ChatLink.unreachable_since).is_(None),
        col(ChatLink.channel) != CONSOLE,
    )
    query = (
        select_lines(
            NotifiedPerson, table_of(Officer).c, officer_id=col(Officer.id), agency_short_name=col(Agency.short_name)
        )
        .join(table_of(Agency), col(Officer.agency_id) == col(Agency.id))
        .where(col(Officer.active), col(Officer.role) == role, ~is_person_of(table_of(Officer).c, but), chat.exists())
    )
    if agency_id is not None:
        query = query.where(col(Officer.agency_id) == agency_id)
    return fetch(session, query.order_by(col(Officer.name), col(Officer.id)))
