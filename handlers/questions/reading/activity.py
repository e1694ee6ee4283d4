"""Time of doing against time of deadline: "tháng trước mình nộp những gì" asks what was reported last month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.base.query import Intent, Period, Query, Status
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.reading.phrase_extraction import ExtractedPhrases
from handlers.questions.reading.sentence import Sentence

_MONTH = timedelta(days=31)
"""The longest time of doing; of a longer one the deadlines are asked for: “năm nay đã xong gì”."""
_FROM_TODAY = frozenset({"nay", "qua", "truoc", "roi", "day", "gio"})


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A time that was said; `relative`: it is told from today, “tuần này”, “hôm qua”."""

    period: Period
    relative: bool


def extract_times(said: Sentence, times: DateRangeReader, of_report: Period | None) -> tuple[SaidTime, ...]:
    """Remove all times that are said and return each once, that of a report first. Raises InvalidDate.

    The same said twice is one: “tháng chạp tức tháng 12”.
    """
    found = {of_report: SaidTime(of_report, relative=False)} if of_report else {}
    while True:
        before = list(said.keys)
        period = said.extract_period(times)
        if period is None:
            return tuple(found.values())
        words = [key for key, after in zip(before, said.keys, strict=True) if key != after]
        found.setdefault(period, SaidTime(period, relative=bool(_FROM_TODAY.intersection(words))))


def find_time_of_doing(
    said: Sequence[SaidTime], query: Query, extracted: ExtractedPhrases, today: date
) -> Query | None:
    """Return the query for what was done in one of the times, due in the other if there are two.

    None if no time is one of doing.
    """
    if extracted.denied or len(said) > 2:
        return None
    doing = sorted(said, key=lambda time: not time.relative)[:1]
    period = doing[0].period if doing else None
    if len(said) > 1 and not doing[0].relative:
        return None
    if not _asks_what_was_done(query, period, extracted, today, relative=bool(doing and doing[0].relative)):
        return None
    if period and period.last is None:  # “từ đầu năm”: until today
        period = Period(period.first, today)
    due = next((time.period for time in said if time.period != period), None)
    status = Status.ALL if extracted.has("done.changes") and not extracted.has("status.done") else Status.DONE
    return replace(query, intent=Intent.ACTIVITY, status=status, period=period, due=due)


def _asks_what_was_done(
    query: Query, period: Period | None, extracted: ExtractedPhrases, today: date, *, relative: bool
) -> bool:
    if period and period.first and period.first > today:
        return False
    if extracted.has("status.open", "status.overdue", "status.waiting", "status.undated", "part.coordinating"):
        return False
    if extracted.has("done.reported", "done.changes"):
        return not query.codes or period is not None
    if query.codes or period is None or period.first is None:
        return False
    handed_in = extracted.asked_of.handed_in or extracted.asked_of.acts
    if not relative and not (handed_in and _has_passed(period, today)):
        return False
    asked_of = extracted.asked_of
    so_far = period.last is None and asked_of.handed_in  # “từ đầu năm báo cáo được những gì”
    short = so_far or (period.last or today) - period.first < _MONTH
    done = extracted.has("status.done") or asked_of.doers or (asked_of.acts and _has_passed(period, today))
    return short and done


def _has_passed(period: Period, today: date) -> bool:
    """Return whether a period is over: “tuần này nộp gì” asks what is to be done, “tuần trước nộp gì” what was."""
    return period.last is not None and period.last < today
