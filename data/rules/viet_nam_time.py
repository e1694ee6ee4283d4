"""Conversions between instants (UTC) and dates in Viet Nam. The server's own time zone plays no part."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def at_hour(day: date, hour: time) -> datetime:
    """Return the instant (UTC) at which clocks in Viet Nam show `hour` on `day`."""
    return datetime.combine(day, hour, VIET_NAM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the instant (UTC) at which a day in Viet Nam is over."""
    return at_hour(day + timedelta(days=1), time())


def viet_nam_date(instant: datetime) -> date:
    """Return the date in Viet Nam at `instant`. Raises ValueError for an instant without a time zone."""
    return aware(instant).astimezone(VIET_NAM).date()


def aware(instant: datetime) -> datetime:
    """Return `instant` in UTC. Raises ValueError where it has no time zone: Python would take the server's."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {instant.isoformat()}")
    return instant.astimezone(UTC)


def month_of(instant: datetime) -> date:
    """Return the first day of the month (Viet Nam) of an instant (UTC)."""
    return viet_nam_date(instant).replace(day=1)


def next_month_begins(instant: datetime) -> datetime:
    """Return the instant at which the month (Viet Nam) of an instant (UTC) is over."""
    first = (month_of(instant) + timedelta(days=31)).replace(day=1)
    return datetime.combine(first, time(), VIET_NAM)
