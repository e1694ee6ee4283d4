"""Extensions of a duty's deadline: requested by its agency, agreed or refused by a supervisor.

The deadline stays what it is; what was agreed is a second date beside it (`data.registry.duties.due_dates`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data.enums import FINISHED, Change
from data.errors import NotAllowed
from data.models import Duty
from data.registry.duties import duty_lines, history
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.duty_query import OWED
from data.registry.duties.progress_entries import Actor, Progress, lock_progress, stale_error, write_entry
from data.registry.people.succession.same_person import is_same_person
from data.rules.calendar import WorkingCalendar
from data.rules.standing import first_overdue_day


@dataclass(frozen=True, slots=True)
class Extension:
    """The agreed and the requested extension of a duty. Dates are dates in Viet Nam.

    `extended_to` is the last date that was agreed on, `agreed` how many were. The rest is the request that nobody
    has decided on: the version that it made the duty, who asked, when (UTC), and why; None and "" for none.
    """

    extended_to: date | None
    agreed: int
    asked_until: date | None = None
    asked_as: int | None = None
    asked_by_id: int | None = None
    asked_by: str = ""
    asked_at: datetime | None = None
    reason: str = ""


def get_extension(session: Session, duty_id: int) -> Extension:
    """Return the extension of a duty; an empty one if none was ever requested."""
    query = select(col(Duty.extended_to), col(Duty.extensions), col(Duty.asked_until)).where(col(Duty.id) == duty_id)
    extended_to, agreed, asked_until = session.execute(query).one()
    if asked_until is None:
        return Extension(extended_to, agreed)
    in_force = history.entries_in_force(history.list_entries(session, duty_id))
    asked = next(entry for entry in in_force if entry.change is Change.EXTENSION_ASKED)
    return Extension(
        extended_to,
        agreed,
        asked_until,
        asked_as=asked.version,
        asked_by_id=asked.officer_id,
        asked_by=asked.officer_name,
        asked_at=asked.at,
        reason=asked.reason or "",
    )


def days_late(due_on: date | None, asked_on: date, calendar: WorkingCalendar) -> int:
    """Return how many days after a deadline somebody asked for a later one; 0 while it was not overdue."""
    if due_on is None or asked_on < first_overdue_day(due_on, calendar):
        return 0
    return (asked_on - due_on).days


def list_waiting(session: Session) -> list[tuple[DutyLine, date]]:
    """Return the duties of active plans with an undecided request and the requested date, by the date that counts."""
    query = select(col(Duty.id), col(Duty.asked_until)).where(col(Duty.asked_until).is_not(None), OWED)
    requested: dict[int, date] = {duty_id: until for duty_id, until in session.execute(query) if until}
    return [(line, requested[line.id]) for line in duty_lines.list_by_ids(session, list(requested), only_active=True)]


def request(session: Session, duty_id: int, until: date, reason: str, actor: Actor, now: datetime) -> None:
    """Save a request for a later date, in place of an undecided one. Raises Stale if the duty is finished."""
    version, before = lock_progress(session, duty_id)
    if before.state in FINISHED:
        raise stale_error(session, duty_id)
    write_entry(
        session, duty_id, version, Change.EXTENSION_ASKED, replace(before, asked_until=until), actor, now, reason
    )


def agree(session: Session, duty_id: int, seen: int, actor: Actor, now: datetime) -> None:
    """Extend the duty to the date requested in the version `seen`.

    Raises Stale if that request is over, and NotAllowed to the one who asked.
    """
    version, before = _require_request(session, duty_id, seen, actor)
    became = replace(before, extended_to=before.asked_until, asked_until=None, extensions=before.extensions + 1)
    write_entry(session, duty_id, version, Change.EXTENSION_AGREED, became, actor, now)


def refuse(session: Session, duty_id: int, seen: int, reason: str, actor: Actor, now: datetime) -> None:
    """Refuse the request seen in version `seen`, for `reason`; the date stays. Raises as `agree`."""
    version, before = _require_request(session, duty_id, seen, actor)
    became = replace(before, asked_until=None)
    write_entry(session, duty_id, version, Change.EXTENSION_REFUSED, became, actor, now, reason)


def _require_request(session: Session, duty_id: int, seen: int, actor: Actor) -> tuple[int, Progress]:
    """Return version and progress of the duty. Raises Stale if its request changed, NotAllowed to the requester."""
    version, before = lock_progress(session, duty_id)
    extension = get_extension(session, duty_id)
    if extension.asked_as is None or extension.asked_as > seen:
        raise stale_error(session, duty_id)
    if is_same_person(session, extension.asked_by_id, actor.officer_id):
        raise NotAllowed("extension.decide_own")
    return version, before
