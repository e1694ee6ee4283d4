"""Read a later date and the reason for it, typed in one message: "15/03/2024 chờ ý kiến Sở Tài chính"."""

import re
from datetime import date

from data.errors import BadAnswer
from data.registry.duties.duty_lines import DutyLine
from data.text import fold_letterwise, nfc
from data.text.dates import WrittenDate
from handlers.parsing import dates
from handlers.parsing.documents import read_reason
from handlers.parsing.partial_answers import read_with_partial

_BECAUSE = re.compile(r"(?:(?:vi|ly do|do)\b(?: la\b)?[\s,;:.–-]*)+")


def read_later_date(
    text: str, duty: DutyLine, today: date, offered: date | None = None, half: str = ""
) -> tuple[date, str]:
    """Return the date until which a dated duty asks to be extended, then the reason.

    `offered` is the date where the text begins with none. A date or a reason alone goes with the `half` that was
    typed before. A date without a year is the one nearest to the date that the duty goes by now. Raises BadAnswer:
    no_later_date, later_date_missing, bad_later_date, later_date_without_reason, reason_too_long, and those of
    `check_later_date`.
    """
    return read_with_partial(text, half, lambda whole: _read(whole, duty, today, None if half else offered))


def example_later_date(duty: DutyLine, today: date) -> date:
    """Return a date to show as an example: the 28th of the month after both `today` and the date it goes by now.

    The last date that `check_later_date` lets through where that one is beyond it.
    """
    assert duty.due_on is not None  # noqa: S101 - nobody is asked for a later date than none
    after = max(today, duty.due_on)
    year, month = divmod(after.year * 12 + after.month, 12)
    return min(date(year, month + 1, 28), date(duty.plan_year + 1, 12, 31))


def check_later_date(until: date, duty: DutyLine, today: date) -> date:
    """Return `until`, a date to which the duty can be extended.

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


def _read(text: str, duty: DutyLine, today: date, offered: date | None) -> tuple[date, str]:
    assert duty.due_on is not None  # noqa: S101 - nobody is asked for a later date than none
    typed = " ".join(nfc(text).split())
    folded = fold_letterwise(typed)
    if found := dates.find_date_at_start(folded):
        written, reason_start = found
        until = _nearest_date(written, duty.due_on)
    elif offered:
        until, reason_start = offered, 0
    else:
        raise _without_date(typed, example_later_date(duty, today))
    check_later_date(until, duty, today)
    because = _BECAUSE.match(folded, reason_start)
    reason = typed[because.end() if because else reason_start :]
    if not any(letter.isalpha() for letter in reason):
        raise BadAnswer("later date", "later_date_without_reason", half=f"{until:%d/%m/%Y}")
    return until, read_reason(reason)


def _without_date(typed: str, example: date) -> BadAnswer:
    """Return the refusal of a text without a date; it may be the reason, unless it begins with a figure."""
    if not any(letter.isalpha() for letter in typed) or typed[0].isdigit():
        return BadAnswer("later date", "no_later_date", example)
    return BadAnswer("later date", "later_date_missing", example, half=read_reason(typed))


def _nearest_date(written: WrittenDate, due_on: date) -> date:
    possible = written.possible_dates(range(due_on.year - 1, due_on.year + 2))
    if not possible:
        raise BadAnswer("later date", "bad_later_date")
    return min(possible, key=lambda day: abs(day - due_on))
