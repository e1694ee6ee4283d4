"""Duties that an officer does not want to hear of before a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select, update
from sqlmodel import Session, col

from data.models import Snooze
from data.registry.office import audit
from data.registry.sql.rows import add_if_new, execute_count

_SNOOZED = select(col(Snooze.officer_id), col(Snooze.duty_id), col(Snooze.since), col(Snooze.until))


@dataclass(frozen=True, slots=True)
class Snoozed:
    """From `since` on, the day it was asked for, nothing; on `until` again (dates in Viet Nam)."""

    since: date
    until: date


def save(session: Session, duty_id: int, officer_id: int, snoozed: Snoozed, *, now: datetime) -> None:
    """The officer hears of the duty when they want to; takes the place of what they wanted before."""
    values = {"since": snoozed.since, "until": snoozed.until}
    if not add_if_new(session, Snooze, duty_id=duty_id, officer_id=officer_id, **values):
        this = update(Snooze).where(col(Snooze.duty_id) == duty_id, col(Snooze.officer_id) == officer_id)
        execute_count(session, this.values(**values))
    subject = f"duty:{duty_id} until {snoozed.until.isoformat()}"
    audit.note(session, now=now, actor=f"officer:{officer_id}", action="snooze", subject=subject)


def get(session: Session, duty_id: int, officer_id: int) -> Snoozed | None:
    """What this officer asked for last of this duty, however long ago it ended."""
    query = select(col(Snooze.since), col(Snooze.until))
    row = session.execute(query.where(col(Snooze.duty_id) == duty_id, col(Snooze.officer_id) == officer_id)).first()
    return Snoozed(*row) if row else None


def list_active(session: Session, *, since: date) -> dict[int, dict[int, Snoozed]]:
    """All that end on `since` or later: by officer, then by duty."""
    return _by_officer(session, _SNOOZED.where(col(Snooze.until) >= since))


def list_for_officers(session: Session, officer_ids: Collection[int]) -> dict[int, dict[int, Snoozed]]:
    """All that a few officers asked for, however long ago they ended."""
    return _by_officer(session, _SNOOZED.where(col(Snooze.officer_id).in_(officer_ids)))


def _by_officer(session: Session, query: Select[int, int, date, date]) -> dict[int, dict[int, Snoozed]]:
    found: dict[int, dict[int, Snoozed]] = {}
    for officer_id, duty_id, *days in session.execute(query):
        found.setdefault(officer_id, {})[duty_id] = Snoozed(*days)
    return found
