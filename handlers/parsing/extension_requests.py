"""A later date and why, as people type them in one message: "15/03/2024 chờ ý kiến Sở Tài chính"."""

import re
from collections.abc import Iterable
from datetime import date

from data.errors import BadAnswer
from data.registry.duties.duty_lines import DutyLine
from data.text import nfc
from handlers.parsing import dates
from handlers.parsing.documents import read_reason
from handlers.parsing.partial_answers import read_with_partial

_BECAUSE = re.compile(r"(?:(?:vi|ly do|do)\b(?: la\b)?[\s,;:.–-]*)+")


def read_later_date(
    text: str, duty: DutyLine, today: date, offered: date | None = None, half: str = ""
) -> tuple[date, str]:
    """The date until which a duty with a date asks to be extended, then the reason; `offered` is the date where the
    text begins with none. A date or a reason alone goes with the `half` that was typed before.

    A day without a year is the one nearest to the date that the duty goes by now. Raises BadAnswer: no_later_date,
    later_date_missing, bad_later_date, later_date_without_reason, reason_too_long, and what `checked` does.
    """
    return read_with_partial(text, half, lambda whole: _read(whole, duty, today, None if half else offered))


def example(duty: DutyLine, today: date) -> date:
    """A date that could be asked for: the 28th of the month after both `today` and the date that it goes by now, or
    the last one that `checked` lets through.
    """
    assert duty.due_on is not None  # noqa: S101 - nobody is asked for a later date than none
    after = max(today, duty.due_on)
    year, month = divmod(after.year * 12 + after.month, 12)
    return min(date(year, month + 1, 28), date(duty.plan_year + 1, 12, 31))


def _read(text: str, duty: DutyLine, today: date, offered: date | None) -> tuple[date, str]:
    assert duty.due_on is not None  # noqa: S101 - nobody is asked for a later date than none
    said = " ".join(nfc(text).split())
    if written := dates.at_the_start(dates.plain(said)):
        day, month, year, rest = written
        years = [year] if year else range(duty.due_on.year - 1, duty.due_on.year + 2)
        until = _nearest(day, month, years, duty.due_on)
    elif offered:
        until, rest = offered, 0
    else:
        raise _undated(said, example(duty, today))
    checked(until, duty, today)
    because = _BECAUSE.match(dates.plain(said), rest)
    reason = said[because.end() if because else rest :]
    if not any(letter.isalpha() for letter in reason):
        raise BadAnswer("later date", "later_date_without_reason", half=f"{until:%d/%m/%Y}")
    return until, read_reason(reason)


def _undated(said: str, day: date) -> BadAnswer:
    """No date, so perhaps a reason; what begins with a figure was more likely meant as a date."""
    if not any(letter.isalpha() for letter in said) or said[0].isdigit():
        return BadAnswer("later date", "no_later_date", day)
    return BadAnswer("later date", "later_date_missing", day, half=read_reason(said))


def checked(until: date, duty: DutyLine, today: date) -> date:
    """A date that a duty can be extended to.

    Raises BadAnswer: later_date_past (today or before), later_date_not_later (than the date it goes by now),
    later_date_far (after the year that follows the plan's).
    """
    if until <= today:
        raise BadAnswer("later date", "later_date_past")
    if duty.due_on is None or until <= duty.due_on:
        raise BadAnswer("later date", "later_date_not_later")
    if until > date(duty.plan_year + 1, 12, 31):
        raise BadAnswer("later date", "later_date_far")
    return until


def _nearest(day: int, month: int, years: Iterable[int], to: date) -> date:
    found = [read for year in years if (read := dates.real_day(year, month, day))]
    if not found:
        raise BadAnswer("later date", "bad_later_date")
    return min(found, key=lambda one: abs(one - to))
