"""A document's number and date as people type them in one line; or that there is none, and why."""

import re
from datetime import date

from data.errors import BadAnswer
from data.registry.progress import Document
from data.text import fold, nfc

_DATE = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?\s*\.?\s*$", re.IGNORECASE
)
_WORDS = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})(?:\s*năm\s*(\d{4}))?\s*\.?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:văn bản|công văn|cv)?\s*(?:số)?\s*:?\s*(\d+[a-z]?(?:\s*/\s*[^\s,;]+)?)$", re.IGNORECASE)
_NONE = re.compile(r"^khong(?: co)?(?: van ban)?\b[\s,:;.–-]*")
_LETTERS = 100
_CENTURY = 2000


def read_document(text: str, today: date) -> Document:
    """Reads "12/KH-UBND ngày 28/2/2024", "số 12, 28-02-24" or "không có: đã họp trực tiếp".

    A date without a year is the last such day that is not after `today` (Viet Nam). Raises BadAnswer: no_reason,
    no_date, bad_date, future, no_number, too_long.
    """
    said = re.sub(r"\s+", " ", nfc(text)).strip()
    if none := _NONE.match(fold(said)):
        reason = said[none.end() :].strip()
        if not reason:
            raise BadAnswer("document", "no_reason")
        return Document(none_because=reason[:1000])
    written = _WORDS.search(said) or _DATE.search(said)
    if written is None:
        raise BadAnswer("document", "no_date")
    day = _day(written, today)
    number = _NUMBER.match(said[: written.start()].strip(" ,;-"))
    if number is None:
        raise BadAnswer("document", "no_number")
    if len(number[1]) > _LETTERS:
        raise BadAnswer("document", "too_long")
    return Document(number=re.sub(r"\s*/\s*", "/", number[1]), issued_on=day)


def _day(written: re.Match[str], today: date) -> date:
    day, month, year = (int(part) if part else None for part in written.groups())
    if year is not None and year < 100:
        year += _CENTURY
    try:
        read = date(year or today.year, month or 0, day or 0)
        if year is None and read > today:
            read = read.replace(year=today.year - 1)
    except ValueError as error:
        raise BadAnswer("document", "bad_date") from error
    if read > today:
        raise BadAnswer("document", "future")
    return read
