"""Messages of channels by month, and the warnings that follow from their number."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session, col

from data.enums import QuotaLevel
from data.models import ChannelMonth, QuotaWarning
from data.registry.sql.lines import fetch, fetch_first, select_lines
from data.registry.sql.rows import execute_count, insert_if_new, table_of
from data.rules.limits.quotas import quota_level_of


@dataclass(frozen=True, slots=True)
class Usage:
    """The messages of a channel in a month. `spent_at` is the real instant at which its provider refused more."""

    channel: str
    sent: int
    received: int
    spent_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuotaFacts:
    """A level that a channel has reached in a month, with the messages that were sent by then, and are allowed."""

    channel: str
    month: date
    level: QuotaLevel
    sent: int
    allowed: int


_MONTH, _WARNING = table_of(ChannelMonth).c, table_of(QuotaWarning).c
_USAGES = select_lines(Usage, _MONTH).where(_MONTH.month == bindparam("of_month")).order_by(_MONTH.channel)
_USAGE = _USAGES.where(_MONTH.channel == bindparam("of_channel"))
_FACTS = select_lines(QuotaFacts, _WARNING).where(_WARNING.id == bindparam("warning_id"))
_OF_MONTH = update(table_of(ChannelMonth)).where(
    _MONTH.channel == bindparam("of_channel"), _MONTH.month == bindparam("of_month")
)
_COUNT = _OF_MONTH.values(sent=_MONTH.sent + bindparam("more_sent"), received=_MONTH.received + bindparam("more_in"))
_SPEND = _OF_MONTH.where(_MONTH.spent_at.is_(None)).values(spent_at=bindparam("at"))


def list_usages(session: Session, month: date) -> dict[str, Usage]:
    """Return the messages of all channels that are counted, by their names, in the month that begins on `month`."""
    return {one.channel: one for one in fetch(session, _USAGES, of_month=month)}


def record_messages(
    session: Session, channel: str, month: date, *, sent: int = 0, received: int = 0, allowed: int = 0
) -> Usage:
    """Add messages to those of a month, and a warning where they reach a level of the `allowed` ones; return them."""
    key = {"channel": channel, "month": month}
    insert_if_new(session, ChannelMonth, **key, sent=0, received=0, spent_at=None)
    execute_count(session, _COUNT, of_channel=channel, of_month=month, more_sent=sent, more_in=received)
    usage = fetch_first(session, _USAGE, of_channel=channel, of_month=month)
    assert usage is not None  # noqa: S101 - inserted three lines above
    if level := quota_level_of(usage.sent, allowed):
        insert_if_new(session, QuotaWarning, **key, level=level, sent=usage.sent, allowed=allowed, announced_at=None)
    return usage


def mark_spent(session: Session, channel: str, month: date, *, allowed: int, wall: datetime) -> None:
    """Save that the provider took no more at the real instant `wall`."""
    usage = record_messages(session, channel, month, allowed=allowed)
    if execute_count(session, _SPEND, of_channel=channel, of_month=month, at=wall):
        insert_if_new(
            session,
            QuotaWarning,
            channel=channel,
            month=month,
            level=QuotaLevel.SPENT,
            sent=usage.sent,
            allowed=allowed,
            announced_at=None,
        )


def clear_spent(session: Session, channel: str, month: date) -> bool:
    """Take back that the month is spent, so that it is told anew when it is; return whether it was."""
    told = delete(table_of(QuotaWarning)).where(
        _WARNING.channel == channel, _WARNING.month == month, _WARNING.level == QuotaLevel.SPENT
    )
    execute_count(session, told)
    spent = _OF_MONTH.where(_MONTH.spent_at.is_not(None)).values(spent_at=None)
    return execute_count(session, spent, of_channel=channel, of_month=month) == 1


def list_unannounced(session: Session) -> list[int]:
    """Return the ids of warnings that no administrator was told of, locked until the unit of work ends."""
    query = (
        select(col(QuotaWarning.id)).where(col(QuotaWarning.announced_at).is_(None)).order_by(col(QuotaWarning.id))
    )
    return [one for one in session.execute(query.with_for_update(skip_locked=True)).scalars() if one]


def mark_announced(session: Session, warning_id: int, now: datetime) -> None:
    """Save that the administrators' messages were planned."""
    execute_count(session, update(QuotaWarning).where(col(QuotaWarning.id) == warning_id).values(announced_at=now))


def get_facts(session: Session, warning_id: int) -> QuotaFacts | None:
    """Return what an administrator is told of a warning; None where there is none."""
    return fetch_first(session, _FACTS, warning_id=warning_id)
