"""Open duties of active plans by the date that counts: the input of reminder planning."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, text
from sqlmodel import Session

from data.enums import State
from data.registry.duties.due_dates import DUE_ON, only_agency, only_open_and_due
from data.registry.duties.duty_query import AGENCY, DUTY, IN_THE_PLANS, OF_ACTIVE_PLANS, select_duties
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import fetch
from data.registry.sql.rows import list_parameter


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """An open duty with a date. `due_on` is the date it goes by (Viet Nam), `imported_at` when the plan was read."""

    id: int
    state: State
    agency_id: int
    agency_code: str
    code: str
    title: str
    due_on: date
    issued_on: date
    imported_at: datetime
    plan_number: str
    plan_id: int


_OPEN = (
    select_duties(OpenDuty)
    # As the index `ix_duty_open` says it, without parameters: then it is read and finished duties are not.
    .where(text("duty.state NOT IN ('done', 'reported', 'not_applicable') AND NOT duty.withdrawn"), OF_ACTIVE_PLANS)
    .order_by(AGENCY.code, DUE_ON, *IN_THE_PLANS, DUTY.id)
)
_ON = list_parameter("on")
_DATED = _OPEN.where(DUE_ON.is_not(None), DUTY.id.in_(list_parameter("ids")))
_BEFORE: Any = bindparam("before")
_DUE = only_open_and_due(_OPEN, lambda due_on: due_on.in_(_ON))
_DUE_OR_BEFORE = only_open_and_due(_OPEN, lambda due_on: or_(due_on.in_(_ON), due_on < _BEFORE))


def list_due(
    session: Session, on: Collection[date], *, before: date | None = None, agency_id: int | None = None
) -> list[OpenDuty]:
    """Return open duties due on one of the days `on`, or earlier than `before`; of all agencies or of one."""
    parts = _DUE if before is None else _DUE_OR_BEFORE
    by_plan, extended = (fetch(session, only_agency(part, agency_id), on=list(on), before=before) for part in parts)
    return sorted([*by_plan, *extended], key=_by_agency_and_date) if extended else by_plan


def list_by_ids(session: Session, duty_ids: Iterable[int]) -> list[OpenDuty]:
    """Return the open, dated ones of these duties."""
    return [duty for ids in in_batches(duty_ids) for duty in fetch(session, _DATED, ids=ids)]


def _by_agency_and_date(duty: OpenDuty) -> tuple[str, date]:
    return duty.agency_code, duty.due_on
