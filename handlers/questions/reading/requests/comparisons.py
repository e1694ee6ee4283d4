"""Comparisons in a sentence: "so với tháng trước thế nào", "tháng 7 hơn tháng 6 không"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.base.query import Period
from handlers.questions.dates.periods import months
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.lexicon.phrase_grammar import request_grammar
from handlers.questions.reading.sentence import Sentence

_ONE_DAY = timedelta(days=1)
_BEGINNING = re.compile(r"(?<!\S)dau (?:thang|quy|nam|tuan)")
_SAME_DAY = re.compile(r"(?<!\S)cung ky(?!\S)")
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The days (Viet Nam) at whose ends the figures are to be compared; the first is None where none was named."""

    before: date | None
    after: date


def extract_comparison(said: Sentence, times: DateRangeReader) -> Comparison | None:
    """Remove the words of a comparison and its times; return None if the sentence compares nothing.

    Raises InvalidDate.
    """
    trial = said.copy()
    found = {phrase.name for phrase in trial.extract_phrases(request_grammar("compare", "than"))}
    if not found:
        return None
    text = " ".join(said.keys)
    periods = [period for _ in range(2) if (period := trial.extract_period(times))]
    if "request.compare" not in found and len(periods) < 2:
        return None
    said.take_over(trial)
    return compare_days(periods, text, times.today)


def compare_days(periods: Sequence[Period], text: str, today: date) -> Comparison:
    """Return the days that `periods`, named in `text` without accents, compare."""
    if periods and _SAME_DAY.search(text):
        return Comparison(_months_before(today, _unit(text)), today)
    ends = sorted(_end(period, text, today) for period in periods)
    if len(ends) > 1:
        return Comparison(ends[0], ends[-1])
    return Comparison(ends[0] if ends else None, today)


def _end(period: Period, text: str, today: date) -> date:
    """Return the day whose figures are meant: the last of a past period, the one before “đầu năm”, else today."""
    if _BEGINNING.search(text) and period.first and period.first <= today:
        return period.first - _ONE_DAY
    last = period.last or today
    if last < today:
        return last
    return today


def _unit(text: str) -> str:
    return next((unit for unit in _MONTHS if f"{unit} truoc" in text or f"{unit} ngoai" in text), "thang")


def _months_before(today: date, unit: str) -> date:
    last = months(today.year, today.month - _MONTHS[unit], 1).last
    assert last  # noqa: S101 - whole months have both ends
    return last.replace(day=min(today.day, last.day))
