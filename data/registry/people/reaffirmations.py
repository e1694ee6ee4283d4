"""Questions to officers whether they are still in office, and their answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlmodel import Session, col

from data.enums import AskedBecause, AskOutcome, Role
from data.models import Agency, ChatLink, Officer, Reaffirmation
from data.registry.office import audit
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import execute_count, insert_all, table_of
from data.rules.people.reaffirmation import Tenure


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A question that waits for its answer; `repeated_at` is None while it was asked once. Instants are UTC."""

    id: int
    officer_id: int
    because: AskedBecause
    asked_at: datetime
    repeated_at: datetime | None


@dataclass(frozen=True, slots=True)
class UnansweredOfficer:
    """An officer who did not answer, and is in office all the same. `heard_at` is when they wrote last (UTC)."""

    officer_id: int
    name: str
    role: Role
    agency_short_name: str
    because: AskedBecause
    heard_at: datetime


_OFFICER, _LINK, _ROUND, _AGENCY = (table_of(model).c for model in (Officer, ChatLink, Reaffirmation, Agency))
_OPEN = select_lines(OpenRound, _ROUND).where(_ROUND.closed_at.is_(None)).order_by(_ROUND.id)
_OPEN_OF = _OPEN.where(_ROUND.officer_id == bindparam("officer_id"))
_LAST_HEARD = (
    select(func.max(func.coalesce(_LINK.heard_at, _LINK.linked_at)))
    .where(_LINK.officer_id == _OFFICER.id)
    .correlate(table_of(Officer))
    .scalar_subquery()
)
_LAST_ASKED = (
    select(func.max(_ROUND.asked_at))
    .where(_ROUND.officer_id == _OFFICER.id)
    .correlate(table_of(Officer))
    .scalar_subquery()
)
_HAS_OPEN = select(_ROUND.id).where(_ROUND.officer_id == _OFFICER.id, _ROUND.closed_at.is_(None)).exists()
_TENURES = (
    select(
        _OFFICER.id,
        func.max(func.coalesce(_OFFICER.affirmed_at, _LINK.linked_at)).label("affirmed_at"),
        _LAST_HEARD.label("heard_at"),
        _LAST_ASKED.label("asked_at"),
    )
    .join_from(table_of(Officer), table_of(ChatLink), _LINK.officer_id == _OFFICER.id)
    .where(_OFFICER.active, ~_HAS_OPEN)
    .group_by(_OFFICER.id)
)
_UNANSWERED = (
    select_lines(
        UnansweredOfficer,
        _OFFICER,
        officer_id=_OFFICER.id,
        agency_short_name=_AGENCY.short_name,
        because=_ROUND.because,
        heard_at=_LAST_HEARD,
    )
    .join(table_of(Reaffirmation), _ROUND.officer_id == _OFFICER.id)
    .join(table_of(Agency), _OFFICER.agency_id == _AGENCY.id)
    .where(_ROUND.notice_id == bindparam("notice_id"), _ROUND.outcome == AskOutcome.UNANSWERED, _OFFICER.active)
    .order_by(_AGENCY.id, _OFFICER.name, _OFFICER.id)
)


def list_tenures(session: Session) -> Mapping[int, Tenure]:
    """Return what is known of each active officer with a chat whom no question waits for, by id."""
    return {row.id: Tenure(row.affirmed_at, row.heard_at, row.asked_at) for row in session.execute(_TENURES)}


def list_open(session: Session) -> list[OpenRound]:
    """Return the questions that wait for their answers, the oldest first."""
    return fetch(session, _OPEN)


def find_open(session: Session, officer_id: int) -> OpenRound | None:
    """Return the question that waits for an officer's answer, or None."""
    return fetch_first(session, _OPEN_OF, officer_id=officer_id)


def open_rounds(session: Session, asked: Mapping[int, AskedBecause], now: datetime) -> None:
    """Save that these officers are asked, each for a reason."""
    rows = [{"officer_id": one, "because": because, "asked_at": now} for one, because in asked.items()]
    insert_all(session, Reaffirmation, rows)


def mark_repeated(session: Session, round_ids: Collection[int], now: datetime) -> None:
    """Save that these questions are asked once more."""
    these = update(Reaffirmation).where(col(Reaffirmation.id).in_(round_ids))
    execute_count(session, these.values(repeated_at=now))


def mark_unanswered(session: Session, round_ids: Collection[int], notice_id: int, now: datetime) -> None:
    """Close these questions without an answer; administrators are told by the notice."""
    these = update(Reaffirmation).where(col(Reaffirmation.id).in_(round_ids), col(Reaffirmation.closed_at).is_(None))
    execute_count(session, these.values(closed_at=now, outcome=AskOutcome.UNANSWERED, notice_id=notice_id))


def close_as_heard(session: Session, officer_id: int, now: datetime) -> None:
    """Close the question to a silent officer who wrote about something else."""
    _close(session, officer_id, AskOutcome.HEARD, now, AskedBecause.SILENT)


def affirm(session: Session, officer_id: int, now: datetime) -> None:
    """Save that an officer says to be in office; nobody asks for a year."""
    me = session.get_one(Officer, officer_id, populate_existing=True)
    affirmed_before, me.affirmed_at = me.affirmed_at, now
    _close(session, officer_id, AskOutcome.STILL, now)
    answered_late = update(Reaffirmation).where(
        col(Reaffirmation.officer_id) == officer_id, col(Reaffirmation.outcome) == AskOutcome.UNANSWERED
    )
    execute_count(session, answered_late.values(outcome=AskOutcome.STILL))
    officer = f"officer:{officer_id}"
    audit.record_action(
        session,
        now=now,
        actor=officer,
        action="officer.affirm",
        subject=officer,
        before={"affirmed_at": affirmed_before},
        after={"affirmed_at": now},
    )


def reset_future_rounds(session: Session, now: datetime) -> None:
    """Take back what a clock that was ahead asked or noted after the office's `now`: it counts for nothing."""
    session.execute(delete(Reaffirmation).where(col(Reaffirmation.asked_at) > now))
    repeated = update(Reaffirmation).where(col(Reaffirmation.repeated_at) > now)
    execute_count(session, repeated.values(repeated_at=None))
    closed = update(Reaffirmation).where(col(Reaffirmation.closed_at) > now)
    execute_count(session, closed.values(closed_at=None, outcome=None, notice_id=None))
    execute_count(session, update(Officer).where(col(Officer.affirmed_at) > now).values(affirmed_at=now))
    execute_count(session, update(ChatLink).where(col(ChatLink.heard_at) > now).values(heard_at=now))


def list_unanswered(session: Session, notice_id: int) -> list[UnansweredOfficer]:
    """Return the officers of a notice who have not answered since and are still in office."""
    return fetch(session, _UNANSWERED, notice_id=notice_id)


def _close(
    session: Session, officer_id: int, outcome: AskOutcome, now: datetime, because: AskedBecause | None = None
) -> None:
    these = update(Reaffirmation).where(
        col(Reaffirmation.officer_id) == officer_id, col(Reaffirmation.closed_at).is_(None)
    )
    if because:
        these = these.where(col(Reaffirmation.because) == because)
    execute_count(session, these.values(closed_at=now, outcome=outcome))
