"""Snoozed duties: an officer gets no reminders of them before a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from data.models import Snooze
from data.registry.office import audit
from data.registry.sql.lines import fetch_first, fetch_keyed, select_lines
from data.registry.sql.rows import execute_count, insert_if_new, list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Snoozed:
    """No reminders from `since` on, the day of the request; again from `until` on (dates in Viet Nam)."""

    since: date
    until: date


_SNOOZE = table_of(Snooze).c
_SNOOZED = select_lines(Snoozed, _SNOOZE)
_OF_ONE = _SNOOZED.where(_SNOOZE.duty_id == bindparam("duty_id"), _SNOOZE.officer_id == bindparam("officer_id"))
_BY_OFFICER = _SNOOZED.keyed_by(_SNOOZE.officer_id, _SNOOZE.duty_id)
_ACTIVE = _BY_OFFICER.where(_SNOOZE.until >= bindparam("since"))
_OF_OFFICERS = _BY_OFFICER.where(_SNOOZE.officer_id.in_(list_parameter("officer_ids")))


def save(session: Session, duty_id: int, officer_id: int, snoozed: Snoozed, *, now: datetime) -> None:
    """Save the snooze of a duty for an officer, in place of an earlier one."""
    before = get(session, duty_id, officer_id)
    values = {"since": snoozed.since, "until": snoozed.until}
    if not insert_if_new(session, Snooze, duty_id=duty_id, officer_id=officer_id, **values):
        this = update(Snooze).where(col(Snooze.duty_id) == duty_id, col(Snooze.officer_id) == officer_id)
        execute_count(session, this.values(**values))
    subject = f"duty:{duty_id} until {snoozed.until.isoformat()}"
    audit.record_action(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action="snooze",
        subject=subject,
        before={"until": before.until if before else None},
        after={"until": snoozed.until},
    )


def get(session: Session, duty_id: int, officer_id: int) -> Snoozed | None:
    """Return the officer's last snooze of this duty, however long ago it ended."""
    return fetch_first(session, _OF_ONE, duty_id=duty_id, officer_id=officer_id)


def list_active(session: Session, *, since: date) -> dict[int, dict[int, Snoozed]]:
    """Return all snoozes that end on `since` or later: by officer, then by duty."""
    return _by_officer(fetch_keyed(session, _ACTIVE, since=since))


def list_for_officers(session: Session, officer_ids: Collection[int]) -> dict[int, dict[int, Snoozed]]:
    """Return all snoozes of these officers, however long ago they ended."""
    return _by_officer(fetch_keyed(session, _OF_OFFICERS, officer_ids=list(officer_ids)))


def _by_officer(rows: Iterable[tuple[tuple[int, int], Snoozed]]) -> dict[int, dict[int, Snoozed]]:
    found: dict[int, dict[int, Snoozed]] = {}
    for (officer_id, duty_id), snoozed in rows:
        found.setdefault(officer_id, {})[duty_id] = snoozed
    return found
