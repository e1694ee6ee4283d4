"""The values that JSON documents of commands are made of."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING, Any

from data.rules.viet_nam_time import VIET_NAM

if TYPE_CHECKING:
    from datetime import date, datetime


Document = dict[str, Any]
"""A JSON object."""


def date_json(day: date | None) -> str | None:
    """Return a date (YYYY-MM-DD), null for None."""
    return day.isoformat() if day else None


def instant_json(instant: datetime | None) -> str | None:
    """Return an instant as clocks in Viet Nam show it, with their offset; null for None."""
    return instant.astimezone(VIET_NAM).isoformat(timespec="seconds") if instant else None
