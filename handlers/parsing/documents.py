"""A document's number and date as people type them in one line; or that there is none, and why."""

import re
from datetime import date

from data.errors import BadAnswer
from data.registry.duties.progress import Document
from data.text import nfc
from handlers.parsing import dates
from handlers.parsing.partial_answers import read_with_partial

# All of these read text whose letters have lost case and accents, one for one.
_KINDS = "van ban|cong van|ke hoach|quyet dinh|bao cao|to trinh|thong bao|nghi quyet|chi thi"
_NAMES = f"{_KINDS}|cv|kh|qd|bc|tt|tb|nq|ct"
_SYMBOL = r"\s*[/-]\s*[^\s,;]+|\s+[a-z]+-[a-z0-9-]+"
_BEFORE_NUMBER = rf"(?:{_NAMES})?\s*(?:so\s*)?(?::\s*)?"  # each run of blanks in one place only, else time is cubic
_NUMBER = re.compile(rf"^{_BEFORE_NUMBER}(\d+[a-z]?(?:{_SYMBOL})?)(?:\s+(?:{_KINDS}))?$")
_NONE = re.compile(r"^(?:khong|ko)(?: co(?: van ban)?| van ban|(?= ?[,:;.…–-])|$)\b[\s,:;.…–-]*")
_NO_DOCUMENT = "không có"
"""The half of an answer whose other half is the reason."""
_BRACKETS = str.maketrans("()", "  ")
_NUMBER_LETTERS = 100
_REASON_LETTERS = 500


def read_document(text: str, today: date, plan_year: int, half: str = "") -> Document:
    """Reads "12/KH-UBND ngày 28/2/2024", "số 12, 28-02-24" or "không có: đã họp trực tiếp", with or without accents;
    a number or a date alone goes with the `half` that was typed before, as does a reason after "không có".

    A date without a year is the last such day that is not after `today` (Viet Nam). What was issued before the year
    before the plan's is no product of it. Raises BadAnswer: no_date, date_missing, bad_date, no_leap_day, future,
    too_early, no_number, number_missing, number_too_long, none_without_reason, reason_too_long.
    """
    try:
        return read_with_partial(
            text, "" if half == _NO_DOCUMENT else half, lambda whole: _read(whole, today, plan_year)
        )
    except BadAnswer as error:
        if error.reason == "none_without_reason":
            raise BadAnswer(error.expected, error.reason, half=_NO_DOCUMENT) from None
        if half != _NO_DOCUMENT or error.reason != "no_date":
            raise
        return Document(none_because=_reason(nfc(text), "none_without_reason"))


def none_said() -> str:
    """The half of an answer that says that there is no document; its other half is the reason."""
    return _NO_DOCUMENT


def _read(text: str, today: date, plan_year: int) -> Document:
    said = " ".join(nfc(text).split())
    plain = dates.plain(said).translate(_BRACKETS)
    if none := _NONE.match(plain):
        return Document(none_because=_reason(said[none.end() :], "none_without_reason"))
    written = dates.at_the_end(plain)
    if written is None:
        raise _undated(said, plain, today)
    day = _day(written, today)
    if day.year < plan_year - 1:
        raise BadAnswer("document", "too_early", today, plan_year=plan_year)
    before = said[: written.start()].rstrip(" ,;(-")
    number = _NUMBER.match(plain[: len(before)])
    if number is None and not before:
        raise BadAnswer("document", "number_missing", half=f"{day:%d/%m/%Y}")
    if number is None or ((other := dates.at_the_end(plain[: len(before)])) and other[3]):  # two dates
        raise BadAnswer("document", "no_number", today)
    return Document(number=_written(number, said), issued_on=day)


def _undated(said: str, plain: str, today: date) -> BadAnswer:
    number = _NUMBER.match(plain)
    if number is None:
        return BadAnswer("document", "no_date", today)
    return BadAnswer("document", "date_missing", today, half=_written(number, said))


def _written(number: re.Match[str], said: str) -> str:
    """The number as it was typed, its parts joined by signs. Raises BadAnswer: number_too_long."""
    if len(number[1]) > _NUMBER_LETTERS:
        raise BadAnswer("document", "number_too_long")
    joined = re.sub(r"\s*([/-])\s*", r"\1", said[slice(*number.span(1))])
    return joined.replace(" ", "/")


def read_reason(text: str) -> str:
    """Why a report is sent back. Raises BadAnswer: no_reason, reason_too_long."""
    return _reason(nfc(text), "no_reason")


def _reason(text: str, missing: str) -> str:
    reason = text.strip()
    if not any(letter.isalnum() for letter in reason):
        raise BadAnswer("reason", missing)
    if len(reason) > _REASON_LETTERS:
        raise BadAnswer("reason", "reason_too_long")
    return reason


def _day(written: re.Match[str], today: date) -> date:
    try:
        possible = dates.days_of(written, (today.year, today.year - 1))
    except ValueError as error:
        raise BadAnswer("document", "bad_date", today) from error
    read = next((day for day in possible if day <= today), possible[0])
    if read > today:
        raise BadAnswer("document", "future")
    return read
