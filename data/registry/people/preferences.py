"""Reminder preferences of officers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select, update
from sqlmodel import Session, col

from data.models import Preference
from data.registry.office import audit
from data.registry.sql.rows import execute_count, insert_if_new
from data.rules.digest_hours import DEFAULT_HOUR


@dataclass(frozen=True, slots=True)
class Preferences:
    """Reminder preferences; the defaults are those of an officer who chose nothing (domain: stages).

    `hour` is that of the digest, on clocks in Viet Nam. `left_out` names stages before a deadline. `resumes_on`
    (a date in Viet Nam) is the first day after a pause.
    """

    hour: int = DEFAULT_HOUR
    left_out: frozenset[str] = frozenset()
    resumes_on: date | None = None


NO_CHOICE = Preferences()


_CHOSEN = select(
    col(Preference.officer_id), col(Preference.hour), col(Preference.left_out), col(Preference.resumes_on)
)


def get_all(session: Session) -> dict[int, Preferences]:
    """Return the preferences of all officers who chose any, by officer."""
    return _by_officer(session, _CHOSEN)


def get_many(session: Session, officer_ids: Collection[int]) -> dict[int, Preferences]:
    """Return the preferences of these officers, as `get_all`."""
    return _by_officer(session, _CHOSEN.where(col(Preference.officer_id).in_(officer_ids)))


def get(session: Session, officer_id: int) -> Preferences:
    """Return the preferences of this officer, or the defaults."""
    return get_many(session, [officer_id]).get(officer_id, NO_CHOICE)


def list_digest_hours(session: Session) -> set[int]:
    """Return every hour at which some officer may get the digest."""
    return {NO_CHOICE.hour, *session.execute(select(col(Preference.hour)).distinct()).scalars()}


def save(session: Session, officer_id: int, chosen: Preferences, *, now: datetime, actor: str | None = None) -> None:
    """Save the preferences of an officer, by themselves or an `actor`; the audit trail keeps earlier ones."""
    before = get(session, officer_id)
    values = {"hour": chosen.hour, "left_out": sorted(chosen.left_out), "resumes_on": chosen.resumes_on}
    if not insert_if_new(session, Preference, officer_id=officer_id, **values):
        execute_count(session, update(Preference).where(col(Preference.officer_id) == officer_id).values(**values))
    audit.record_action(
        session,
        now=now,
        actor=actor or f"officer:{officer_id}",
        action="preferences.choose",
        subject=_describe(chosen) if actor is None else f"officer:{officer_id} {_describe(chosen)}",
        before=_facts(before),
        after=_facts(chosen),
    )


def _facts(chosen: Preferences) -> dict[str, object]:
    return {"hour": chosen.hour, "left_out": sorted(chosen.left_out), "resumes_on": chosen.resumes_on}


def _describe(chosen: Preferences) -> str:
    parts = [f"{chosen.hour:02}:00", *(f"no {stage}" for stage in sorted(chosen.left_out))]
    if chosen.resumes_on:
        parts.append(f"resumes {chosen.resumes_on.isoformat()}")
    return ", ".join(parts)


def _by_officer(session: Session, query: Select[int, int, list[str], date | None]) -> dict[int, Preferences]:
    return {
        officer_id: Preferences(hour, frozenset(left_out), resumes_on)
        for officer_id, hour, left_out, resumes_on in session.execute(query)
    }
