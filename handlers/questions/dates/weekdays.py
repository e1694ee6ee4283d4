"""Days of the week in a sentence, which may be the last or the next of their name; words without accents."""

import re
from datetime import date, timedelta

from handlers.base.query import Period

_WEEK = timedelta(days=7)
_DAY = r"(?:thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|t[2-7]|chu nhat|cn)"
_SAID = re.compile(rf"(?<!\S){_DAY}(?!\S)")
_OF_NO_WEEK = re.compile(rf"(?<!\S){_DAY}(?! (?:tuan )?(?:sau|toi|nay))(?!\S)")


def as_past(period: Period, words: str, today: date) -> Period:
    """Return a day on which something was done: the last “thứ Sáu”, not the coming one."""
    if period.first is None or not today < period.first <= today + _WEEK or not _OF_NO_WEEK.search(words):
        return period
    return Period(period.first - _WEEK, period.first - _WEEK)


def as_coming(period: Period, words: str, today: date) -> Period:
    """Return until when somebody is away; “đến thứ hai”, said on a Monday without accents, is the next one."""
    if period.last == today and _SAID.search(words):
        return Period(period.first, today + _WEEK)
    return period
