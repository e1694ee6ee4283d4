"""Reminders that supervisors ask for: saved by the turn, put into the outbox by the next tick.

The unique key of agency and day decides between two supervisors who ask at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.models import Agency, Delivery, Officer, RequestedDuty, RequestedReminder
from data.registry.office import audit
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import fetch, fetch_keyed, select_lines
from data.registry.sql.rows import execute_count, insert_all, insert_if_new, list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Requested:
    """A reminder that is not in the outbox yet. `day` is a date in Viet Nam."""

    id: int
    agency_id: int
    day: date
    officer_id: int


@dataclass(frozen=True, slots=True)
class Carried:
    """The request behind a delivery, with who made it and a duty that it is about."""

    agency_id: int
    officer_name: str
    office: str
    duty_id: int


_REQUEST, _DUTY, _DELIVERY, _OFFICER, _AGENCY = (
    table_of(model).c for model in (RequestedReminder, RequestedDuty, Delivery, Officer, Agency)
)
_WAITING = select_lines(Requested, _REQUEST).where(_REQUEST.id.in_(list_parameter("ids"))).order_by(_REQUEST.id)
_CARRIED = (
    select_lines(
        Carried,
        agency_id=_REQUEST.agency_id,
        officer_name=_OFFICER.name,
        office=_AGENCY.short_name,
        duty_id=_DUTY.duty_id,
    )
    .join(table_of(RequestedDuty), _DUTY.request_id == _REQUEST.id)
    .join(table_of(Officer), _REQUEST.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .join(table_of(Delivery), _DELIVERY.number == _REQUEST.id)
    .where(_DELIVERY.id.in_(list_parameter("ids")))
    .keyed_by(_DELIVERY.id)
)


def save_request(
    session: Session, agency_id: int, duty_ids: Sequence[int], officer_id: int, day: date, now: datetime
) -> bool:
    """Save a request of `day` (Viet Nam) for an agency; return False if it has been reminded on that day already."""
    created = insert_if_new(
        session,
        RequestedReminder,
        agency_id=agency_id,
        day=day,
        officer_id=officer_id,
        requested_at=now,
        planned=False,
    )
    if created:
        query = select(col(RequestedReminder.id)).where(
            col(RequestedReminder.agency_id) == agency_id, col(RequestedReminder.day) == day
        )
        request_id = session.execute(query).scalar_one()
        insert_all(session, RequestedDuty, [{"request_id": request_id, "duty_id": duty_id} for duty_id in duty_ids])
        audit.record_action(
            session,
            now=now,
            actor=f"officer:{officer_id}",
            action="reminder.request",
            subject=f"agency:{agency_id}",
            after={"day": day, "duties": list(duty_ids)},
        )
    return created


def list_reminded(session: Session, day: date) -> set[int]:
    """Return the agencies for which a reminder was asked for on `day` (Viet Nam)."""
    query = select(col(RequestedReminder.agency_id)).where(col(RequestedReminder.day) == day)
    return set(session.execute(query).scalars())


def claim_unplanned(session: Session) -> list[Requested]:
    """Mark the requests that wait as planned and return them; no other process gets them."""
    waiting = select(col(RequestedReminder.id)).where(col(RequestedReminder.planned).is_(False))
    ids = list(session.execute(waiting.with_for_update(skip_locked=True)).scalars())
    if not ids:
        return []
    execute_count(session, update(RequestedReminder).where(col(RequestedReminder.id).in_(ids)).values(planned=True))
    return fetch(session, _WAITING, ids=ids)


def release(session: Session, request_ids: Collection[int]) -> None:
    """Let requests wait again: nobody of their agencies can be reached yet."""
    for ids in in_batches(request_ids):
        waits = update(RequestedReminder).where(col(RequestedReminder.id).in_(ids)).values(planned=False)
        execute_count(session, waits)


def list_carried(session: Session, delivery_ids: Collection[int]) -> dict[int, list[Carried]]:
    """Return what each delivery of a requested reminder carries, a line for each duty."""
    found: dict[int, list[Carried]] = {delivery_id: [] for delivery_id in delivery_ids}
    for delivery_id, carried in fetch_keyed(session, _CARRIED, ids=list(delivery_ids)):
        found[delivery_id].append(carried)
    return found
