"""Read a document's number and date typed in one line, or that there is none and why."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from data.errors import BadAnswer
from data.registry.duties.progress import Document
from data.text import fold_letterwise, nfc
from data.text.dates import WrittenDate
from data.text.document_numbers import PRODUCT_KINDS, SERIAL, document_number, join_number
from handlers.parsing import dates
from handlers.parsing.partial_answers import read_with_partial

NO_DOCUMENT = "không có"
"""The half of an answer whose other half is the reason."""

# The patterns are for text folded letter by letter.
_ABBREVIATIONS = "cv|kh|qd|bc|tt|tb|nq|ct"
_NUMBER_TYPED = document_number(blank=r"\s*") + rf"|{SERIAL}(?:\s+[a-z]+-[a-z0-9-]+)?"
_BEFORE_NUMBER = (  # each run of blanks in one place only
    rf"(?:{PRODUCT_KINDS}|{_ABBREVIATIONS})?\s*(?:(?:so[\s,/]*+(?:va\s++)?ky hieu|ky hieu|so hieu|so)\s*+)?(?::\s*)?"
)
_NUMBER = re.compile(rf"^{_BEFORE_NUMBER}(?P<number>{_NUMBER_TYPED})(?:\s+(?:{PRODUCT_KINDS}))?$")
_NONE = re.compile(r"^(?:khong|ko)(?: co(?: van ban)?| van ban|(?= ?[,:;.…–-])|$)\b[\s,:;.…–-]*")
_BARE_NUMBER = re.compile(r"\s*\d+[.)]?\s*")
_BRACKETS = str.maketrans("()", "  ")
_NUMBER_LETTERS = 100
_REASON_LETTERS = 500
_SURELY_LAST_YEAR = timedelta(days=182)
"""The longest time ago that a day without a year can have been last year: "28/12", typed in January.

"13/3", typed on 12 March, is a slip: read as a day of last year it would make an overdue duty one that was in time.
"""


def read_document(text: str, today: date, plan_year: int, half: str = "") -> Document:
    """Return the document in "12/KH-UBND ngày 28/2/2024", "số 12, 28-02-24" or "không có: đã họp trực tiếp".

    Accents may be missing. A number or a date alone goes with the `half` that was typed before, as does a reason
    after "không có": a bare figure is none, nor the number of a document that was said not to be there. A date
    without a year is the last such day that is not after `today` (Viet Nam), where that is at most half a year ago. A
    document issued before the year before the plan's is no product of the plan. Raises BadAnswer: no_date,
    date_missing, bad_date, no_leap_day, future, year_missing, too_early, no_number, number_missing, number_too_long,
    none_without_reason, reason_too_long.
    """
    if half == NO_DOCUMENT and _BARE_NUMBER.fullmatch(nfc(text)):
        raise BadAnswer("document", "none_without_reason", half=NO_DOCUMENT)
    try:
        return read_with_partial(
            text, "" if half == NO_DOCUMENT else half, lambda whole: _read(whole, today, plan_year)
        )
    except BadAnswer as error:
        if error.reason == "none_without_reason":
            raise BadAnswer(error.expected, error.reason, half=NO_DOCUMENT) from None
        if half != NO_DOCUMENT or error.reason != "no_date":
            raise
        return Document(none_because=_read_reason(nfc(text), "none_without_reason", str.isalpha))


def has_number_and_date(text: str) -> bool:
    """Tell whether `text` is the number and the date of a document and nothing else."""
    folded = fold_letterwise(" ".join(nfc(text).split())).translate(_BRACKETS)
    found = dates.find_date_at_end(folded)
    return found is not None and _NUMBER.match(folded[: found[1]].rstrip(" ,;(-")) is not None


def read_reason(text: str) -> str:
    """Return the reason typed for sending a report back or for an extension.

    Raises BadAnswer: no_reason, reason_too_long.
    """
    return _read_reason(nfc(text), "no_reason")


def read_worded_reason(text: str) -> str:
    """Return the reason that alone was asked for: in words, since "2" and "50%" are choices that were shown.

    Raises BadAnswer as `read_reason`.
    """
    return _read_reason(nfc(text), "no_reason", str.isalpha)


def _read(text: str, today: date, plan_year: int) -> Document:
    typed = " ".join(nfc(text).split())
    folded = fold_letterwise(typed).translate(_BRACKETS)
    if none := _NONE.match(folded):
        return Document(none_because=_read_reason(typed[none.end() :], "none_without_reason", str.isalpha))
    found = dates.find_date_at_end(folded)
    if found is None:
        raise _without_date(typed, folded, today)
    written, date_start = found
    issued_on = read_issue_date(written, today)
    if issued_on.year < plan_year - 1:
        raise BadAnswer("document", "too_early", today, plan_year=plan_year)
    before_date = typed[:date_start].rstrip(" ,;(-")
    number = _NUMBER.match(folded[: len(before_date)])
    if number is None and not before_date:
        raise BadAnswer("document", "number_missing", half=f"{issued_on:%d/%m/%Y}")
    if number is None or _ends_in_full_date(folded[: len(before_date)]):
        raise BadAnswer("document", "no_number", today)
    return Document(number=_number(number, typed), issued_on=issued_on)


def _ends_in_full_date(folded: str) -> bool:
    other = dates.find_date_at_end(folded)
    return other is not None and other[0].year is not None


def _without_date(typed: str, folded: str, today: date) -> BadAnswer:
    number = _NUMBER.match(folded)
    if number is None:
        return BadAnswer("document", "no_date", today)
    return BadAnswer("document", "date_missing", today, half=_number(number, typed))


def _number(match: re.Match[str], typed: str) -> str:
    """Return the number as it was typed, its parts joined by signs. Raises BadAnswer: number_too_long."""
    if len(match["number"]) > _NUMBER_LETTERS:
        raise BadAnswer("document", "number_too_long")
    return join_number(typed[slice(*match.span("number"))])


def _read_reason(text: str, missing: str, counts: Callable[[str], bool] = str.isalnum) -> str:
    reason = text.strip()
    if not any(map(counts, reason)):
        raise BadAnswer("reason", missing)
    if len(reason) > _REASON_LETTERS:
        raise BadAnswer("reason", "reason_too_long")
    return reason


def read_issue_date(written: WrittenDate, today: date) -> date:
    """Return the day on which a document was issued; without a year, the last such day. Raises BadAnswer: bad_date,
    no_leap_day, future, year_missing.
    """
    try:
        possible = dates.possible_dates(written, (today.year, today.year - 1))
    except ValueError as error:
        raise BadAnswer("document", "bad_date", today) from error
    issued_on = next((day for day in possible if day <= today), possible[0])
    if issued_on > today:
        raise BadAnswer("document", "future")
    if len(possible) > 1 and issued_on != possible[0] and today - issued_on > _SURELY_LAST_YEAR:
        raise BadAnswer("document", "year_missing", today)
    return issued_on
