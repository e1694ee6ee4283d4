"""Officers who are away until a day: reminders pause, what is assigned to them goes to a deputy, and comes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session, col

from data.enums import FINISHED, Change, PeopleCause
from data.errors import NotFound, Stale
from data.models import Absence, Duty, Officer
from data.registry.duties.duty_query import OWED
from data.registry.duties.progress_entries import Actor, require_current, write_entry
from data.registry.office import audit
from data.registry.people import officers, people_notices, preferences
from data.registry.people.succession import closing
from data.registry.sql.lines import fetch_first, select_lines
from data.registry.sql.rows import execute_count, table_of

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenAbsence:
    """An absence that has not ended. `until` is its last day (Viet Nam); `deputy_name` is "" for nobody."""

    id: int
    officer_id: int
    deputy_id: int | None
    until: date
    duties: list[int]
    by_id: int
    officer_name: str
    deputy_name: str | None


_ABSENCE, _AWAY, _DEPUTY = table_of(Absence).c, table_of(Officer).alias("away"), table_of(Officer).alias("deputy")
_OPEN = (
    select_lines(OpenAbsence, _ABSENCE, officer_name=_AWAY.c.name, deputy_name=_DEPUTY.c.name)
    .join(_AWAY, _ABSENCE.officer_id == _AWAY.c.id)
    .join(_DEPUTY, _ABSENCE.deputy_id == _DEPUTY.c.id, outer=True)
    .where(_ABSENCE.ended_at.is_(None))
    .order_by(_ABSENCE.id.desc())
)
_OF_OFFICER = _OPEN.where(_ABSENCE.officer_id == bindparam("officer_id"))
_CONCERNS = _OPEN.where(
    or_(_ABSENCE.officer_id == bindparam("officer_id"), _ABSENCE.deputy_id == bindparam("officer_id"))
)


def find_open(session: Session, officer_id: int) -> OpenAbsence | None:
    """Return the absence of an officer; None while they are there."""
    return fetch_first(session, _OF_OFFICER, officer_id=officer_id)


def find_concerning(session: Session, officer_id: int) -> OpenAbsence | None:
    """Return the latest absence of an officer, or in which they are the deputy; None for none."""
    return fetch_first(session, _CONCERNS, officer_id=officer_id)


def begin(
    session: Session, officer_id: int, deputy_id: int | None, until: date, *, by: Actor, now: datetime
) -> OpenAbsence:
    """Pause an officer's reminders until the end of `until` and give what is assigned to them to a deputy.

    An absence that is open ends first. Raises NotFound for a deputy who is no other officer of the same agency.
    """
    away = officers.get_active(session, officer_id)
    if deputy_id is not None:
        deputy = officers.get_active(session, deputy_id)
        if deputy.agency_id != away.agency_id or deputy_id == officer_id:
            raise NotFound("officer", str(deputy_id))
    if earlier := find_open(session, officer_id):
        end(session, earlier, now=now, actor=f"officer:{by.officer_id}", by=by)
    assigned = _list_assigned(session, officer_id) if deputy_id else []
    moved = _reassign(session, assigned, officer_id, deputy_id, by, now)
    session.add(
        Absence(
            officer_id=officer_id, deputy_id=deputy_id, until=until, duties=moved, began_at=now, by_id=by.officer_id
        )
    )
    actor = f"officer:{by.officer_id}"
    _pause(session, officer_id, until + _ONE_DAY, actor, now)
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="officer.away",
        subject=f"officer:{officer_id}",
        before={"until": None, "deputy_id": None},
        after={"until": until, "deputy_id": deputy_id, "duties": moved},
    )
    for one in (officer_id, deputy_id):
        if one is not None:
            people_notices.record_notice(session, PeopleCause.DEPUTISED, now=now, officer_id=one, by_id=by.officer_id)
    session.flush()
    found = find_open(session, officer_id)
    assert found is not None  # noqa: S101 - added above
    return found


def end(session: Session, absence: OpenAbsence, *, now: datetime, actor: str, by: Actor) -> int:
    """End an absence: reminders come again, and what the deputy still has of it is given back; return how much."""
    returned: list[int] = []
    if absence.deputy_id is not None and officers.get_facts(session, absence.officer_id).active:
        returned = _reassign(session, absence.duties, absence.deputy_id, absence.officer_id, by, now)
    this = update(Absence).where(col(Absence.id) == absence.id)
    execute_count(session, this.values(ended_at=now))
    _pause(session, absence.officer_id, None, actor, now)
    audit.record_action(
        session,
        now=now,
        actor=actor,
        action="officer.back",
        subject=f"officer:{absence.officer_id}",
        before={"until": absence.until, "deputy_id": absence.deputy_id},
        after={"duties": returned},
    )
    return len(returned)


def end_due(session: Session, today: date, now: datetime) -> None:
    """End the absences whose last day is over, and the offices of deputies who were invited until then."""
    over = select(col(Absence.officer_id)).where(col(Absence.ended_at).is_(None), col(Absence.until) < today)
    for officer_id in session.execute(over.order_by(col(Absence.id))).scalars().all():
        if absence := find_open(session, officer_id):
            by = Actor(absence.by_id, "clock")  # whoever decided it decided this as well
            end(session, absence, now=now, actor="clock", by=by)
    leaving = select(Officer).where(col(Officer.active), col(Officer.last_day) < today).order_by(col(Officer.id))
    for officer in session.execute(leaving).scalars().all():
        assert officer.id is not None  # noqa: S101 - a stored row has its key
        closing.close_identity(session, officer.id, now)
        audit.record_action(
            session,
            now=now,
            actor="clock",
            action="officer.leave",
            subject=f"officer:{officer.id}",
            before={"name": officer.name, "role": officer.role, "active": True, "last_day": officer.last_day},
            after={"active": False},
        )


def _list_assigned(session: Session, officer_id: int) -> list[int]:
    query = select(col(Duty.id)).where(col(Duty.responsible_id) == officer_id, col(Duty.state).not_in(FINISHED), OWED)
    return [one for one in session.execute(query.order_by(col(Duty.id))).scalars() if one is not None]


def _reassign(
    session: Session, duty_ids: Sequence[int], from_id: int, to_id: int | None, by: Actor, now: datetime
) -> list[int]:
    """Assign those of the duties that are still with `from_id` and not finished; return which."""
    name = officers.get_facts(session, to_id).name if to_id else None
    done = []
    for duty_id in duty_ids:
        duty = session.get_one(Duty, duty_id, populate_existing=True)
        if duty.responsible_id != from_id or duty.withdrawn:
            continue
        try:
            before = require_current(session, duty_id, duty.version, FINISHED)
        except Stale:
            continue
        became = replace(before, responsible_id=to_id)
        write_entry(session, duty_id, duty.version, Change.ASSIGNED, became, by, now, name)
        done.append(duty_id)
    return done


def _pause(session: Session, officer_id: int, resumes_on: date | None, actor: str, now: datetime) -> None:
    chosen = replace(preferences.get(session, officer_id), resumes_on=resumes_on)
    preferences.save(session, officer_id, chosen, now=now, actor=actor)
