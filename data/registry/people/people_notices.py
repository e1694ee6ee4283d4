"""Notices about who is who: written with what they tell, put into the outbox by the next tick."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session, col

from data.enums import PeopleCause
from data.models import PeopleNotice
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import execute_count, fetch_rows, list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice with its cause; ids as in `data.models.PeopleNotice`. `at` is the office's instant (UTC)."""

    id: int
    cause: PeopleCause
    at: datetime
    officer_id: int | None
    invitation_id: int | None
    by_id: int | None
    request_id: int | None = None


_NOTICE = table_of(PeopleNotice).c
_TOLD_TOGETHER = (
    select_lines(Notice, _NOTICE)
    .where(or_(_NOTICE.id == bindparam("notice_id"), _NOTICE.together_id == bindparam("notice_id")))
    .order_by(_NOTICE.id)
)
_BY_IDS = select_lines(Notice, _NOTICE).where(_NOTICE.id.in_(list_parameter("ids"))).order_by(_NOTICE.id)

_OF_CAUSE = (
    select(_NOTICE.id)
    .where(_NOTICE.cause == bindparam("cause"), _NOTICE.at > bindparam("since"), _NOTICE.at <= bindparam("until"))
    .limit(1)
)


def record_notice(
    session: Session,
    cause: PeopleCause,
    *,
    now: datetime,
    officer_id: int | None = None,
    invitation_id: int | None = None,
    by_id: int | None = None,
    request_id: int | None = None,
) -> int:
    """Save that somebody is to be told; return the id of the notice."""
    row = PeopleNotice(
        cause=cause, at=now, officer_id=officer_id, invitation_id=invitation_id, by_id=by_id, request_id=request_id
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - a flushed row has its key
    return row.id


def has_notice(session: Session, cause: PeopleCause, *, since: datetime, until: datetime) -> bool:
    """Return whether a notice of this cause was saved after `since` and not after `until` (UTC)."""
    return fetch_rows(session, _OF_CAUSE, cause=cause, since=since, until=until).first() is not None


def list_unplanned(session: Session) -> list[Notice]:
    """Return the notices that are not in the outbox, locked until the unit of work ends."""
    waiting = select(col(PeopleNotice.id)).where(col(PeopleNotice.planned_at).is_(None))
    ids = list(session.execute(waiting.with_for_update(skip_locked=True)).scalars())
    return fetch(session, _BY_IDS, ids=ids) if ids else []


def mark_planned(
    session: Session, notice_ids: Collection[int], now: datetime, together_id: int | None = None
) -> None:
    """Save that these notices are in the outbox; those besides `together_id` are told in its messages."""
    these = update(PeopleNotice).where(col(PeopleNotice.id).in_(notice_ids))
    execute_count(session, these.values(planned_at=now))
    if together_id is not None:
        execute_count(session, these.where(col(PeopleNotice.id) != together_id).values(together_id=together_id))


def list_told(session: Session, notice_id: int) -> Sequence[Notice]:
    """Return the notices that a message with this number tells; none if there is no such notice."""
    return fetch(session, _TOLD_TOGETHER, notice_id=notice_id)
