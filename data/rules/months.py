"""Months in Viet Nam."""

from datetime import date, datetime, time, timedelta

from data.rules.viet_nam_time import VIET_NAM, viet_nam_date


def month_of(instant: datetime) -> date:
    """Return the first day of the month (Viet Nam) of an instant (UTC)."""
    return viet_nam_date(instant).replace(day=1)


def next_month_begins(instant: datetime) -> datetime:
    """Return the instant at which the month (Viet Nam) of an instant (UTC) is over."""
    first = (month_of(instant) + timedelta(days=31)).replace(day=1)
    return datetime.combine(first, time(), VIET_NAM)
