"""Deliveries that a process was sending when it died: they are free at once, not only when their leases end."""

from datetime import datetime

from sqlalchemy import and_, bindparam, select, update
from sqlmodel import Session

from data.database.processes import replace_if_dead
from data.enums import DeliveryState
from data.models import Delivery
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of

_DELIVERY = table_of(Delivery).c
_ON_ITS_WAY = and_(_DELIVERY.state == DeliveryState.SENDING, _DELIVERY.lease_until > bindparam("wall"))
_CLAIMERS = select(_DELIVERY.holder).where(_ON_ITS_WAY, _DELIVERY.holder != bindparam("own")).distinct()
_HELD = (
    select(_DELIVERY.id)
    .where(_ON_ITS_WAY, _DELIVERY.holder == bindparam("dead"))
    .order_by(_DELIVERY.id)
    .with_for_update(skip_locked=True)
)
_FREE = (
    update(table_of(Delivery))
    .where(_DELIVERY.id.in_(list_parameter("ids")))
    .values(lease_until=bindparam("wall"), holder=None)
)


def list_claimers(session: Session, own: str, wall: datetime) -> set[str]:
    """Return the other processes than `own` that have deliveries under a lease at `wall` (real)."""
    return set(fetch_rows(session, _CLAIMERS, own=own, wall=wall).scalars().all())


def free_claims(session: Session, process: str, wall: datetime) -> int:
    """End the leases of a process that has no mark, at `wall` (real); return how many there were.

    Nobody knows whether those messages arrived: they are claimed again as any whose lease has ended.
    """
    if not replace_if_dead(session, process):
        return 0
    ids = fetch_rows(session, _HELD, dead=process, wall=wall).scalars().all()
    return execute_count(session, _FREE, ids=ids, wall=wall) if ids else 0
