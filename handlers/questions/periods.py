"""Words of time → two dates. Weeks go from Monday to Sunday."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from handlers.questions.query import Period
from scheduler.standing import WEEK

_MONTHS = 12
_A_QUARTER = 3
_SAID = ("mot|gieng|i", "hai|ii", "ba|iii", "tu|bon|iv", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot")
_NUMBERS = {word: number for number, said in enumerate((*_SAID, "muoi hai|chap"), 1) for word in said.split("|")}
_NUMBER = r"(\d{1,3}|muoi mot|muoi hai|mot|hai|ba|tu|bon|nam|bay|tam|chin|muoi)"
_MONTH = r"(\d{1,2}|muoi mot|muoi hai|muoi|gieng|chap|mot|hai|ba|tu|bon|nam(?! (?:20|nay))|bay|tam|chin)"
_QUARTER = r"(iv|i{1,3}|[1-4]|mot|hai|ba|tu|bon)"
_YEAR = r"(?:(?: ?[/-] ?| nam | )(20\d\d|(?<=nam )nay))?"
_NEXT = r"(?:sap toi|toi|sau|tiep theo|ke tiep)"
_LAST = r"(?:truoc|vua qua|vua roi|qua)"

Reader = Callable[[re.Match[str], date], Period]


def _days(first: int, last: int) -> Reader:
    """Days counted from today."""
    return lambda _said, today: Period(today + timedelta(first), today + timedelta(last))


def _week(ahead: int) -> Reader:
    def read(_said: re.Match[str], today: date) -> Period:
        monday = today + timedelta(7 * ahead - today.weekday())
        return Period(monday, monday + timedelta(6))

    return read


def _months(year: int, first: int, count: int) -> Period:
    """`count` whole months; `first` may lie outside 1-12 and then belongs to another year."""
    start = year * _MONTHS + first - 1
    end = start + count - 1
    last = date(end // _MONTHS, end % _MONTHS + 1, 1)
    days = monthrange(last.year, last.month)[1]
    return Period(date(start // _MONTHS, start % _MONTHS + 1, 1), last.replace(day=days))


def _month(ahead: int) -> Reader:
    return lambda _said, today: _months(today.year, today.month + ahead, 1)


def _quarter(ahead: int) -> Reader:
    return lambda _said, today: _months(
        today.year, _quarter_of(today) * _A_QUARTER + 1 + ahead * _A_QUARTER, _A_QUARTER
    )


def _year(ahead: int) -> Reader:
    return lambda _said, today: _months(today.year + ahead, 1, _MONTHS)


def _named_month(said: re.Match[str], today: date) -> Period:
    month = _number(said[1])
    if not 1 <= month <= _MONTHS:
        raise ValueError(month)
    return _months(_year_said(said[2], today), month, 1)


def _named_quarter(said: re.Match[str], today: date) -> Period:
    return _months(_year_said(said[2], today), (_number(said[1]) - 1) * _A_QUARTER + 1, _A_QUARTER)


def _half(said: re.Match[str], today: date) -> Period:
    return _months(_year_said(said[2], today), 1 if said[1] == "dau" else 7, 6)


def _named_day(said: re.Match[str], today: date) -> Period:
    day = date(_year_said(said[3], today), int(said[2]), int(said[1]))
    return Period(day, day)


def _coming(said: re.Match[str], today: date) -> Period:
    """“7 ngày tới”: today and the seven days after it, as the icons of a list count them."""
    days = {"ngay": 1, "tuan": 7}[said[2]] * _number(said[1])
    return Period(today, today + timedelta(days))


_RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?<![\w/])(?:trong )?(?:{words})(?![\w/])"), read)
    for words, read in (
        (rf"{_NUMBER} (ngay|tuan)(?: {_NEXT}| nua)", _coming),
        (r"sap (?:den|toi|het) han", _days(0, WEEK)),
        (r"ngay hom nay|hom nay", _days(0, 0)),
        (r"(?:ngay|sang|chieu) mai|(?<!thuong )mai", _days(1, 1)),
        (r"ngay kia|ngay mot", _days(2, 2)),
        (r"hom qua", _days(-1, -1)),
        (r"tuan nay", _week(0)),
        (rf"tuan {_NEXT}", _week(1)),
        (rf"tuan {_LAST}", _week(-1)),
        (r"thang nay", _month(0)),
        (rf"thang {_NEXT}", _month(1)),
        (rf"thang {_LAST}", _month(-1)),
        (r"qu[yi] nay", _quarter(0)),
        (rf"qu[yi] {_NEXT}", _quarter(1)),
        (rf"qu[yi] {_LAST}", _quarter(-1)),
        (r"6 thang (dau|cuoi) nam(?: (20\d\d|nay))?", _half),
        (r"ngay (\d{1,2}) thang (\d{1,2})(?: nam (20\d\d))?", _named_day),
        (r"ngay (\d{1,2})[/-](\d{1,2})(?:[/-](20\d\d))?", _named_day),
        (r"(\d{1,2})/(\d{1,2})(?:/(20\d\d))?", _named_day),
        (rf"thang {_MONTH}{_YEAR}", _named_month),
        (rf"(?:qu[yi]|q) ?{_QUARTER}{_YEAR}", _named_quarter),
        (r"(?:ca )?nam nay|ca nam", _year(0)),
        (r"nam (?:sau|toi)", _year(1)),
        (r"nam (?:truoc|ngoai)", _year(-1)),
    )
)
"""In this order; the first that fits is read, and another one beside it makes the sentence unreadable."""

_LIMIT = re.compile(r"\b(?:truoc|sau|tu|den|toi|het|dau|cuoi|giua|nua|tru|ngoai)(?: ngay| het)? ?$")
_COUNTED = re.compile(rf"\b(?:vai|may|{_NUMBER}) ?$")
_UNIT_ALONE = re.compile(rf"(?:tuan|thang|quy) {_NEXT}|(?:tuan|thang|quy) {_LAST}")
"""Words that make something else of the time after them ("trước tháng 6", "ba" of "ba tháng tới"): without them it
would be read wrong."""

_WHOLE_YEAR = re.compile(r"(?:trong )?nam (20\d\d)")


class Unreadable(Exception):
    """There are words of time that cannot be read for certain."""


def take_period(text: str, today: date) -> tuple[Period | None, str]:
    """The one period that folded `text` speaks of, and the text without it. Raises Unreadable."""
    for words, read in _RULES:
        if said := words.search(text):
            before, after = text[: said.start()], text[said.end() :]
            rest = f"{before}|{after}"
            if _is_part(before, said[0]) or any(other.search(rest) for other, _read in _RULES):
                raise Unreadable
            try:
                return read(said, today), rest
            except (ValueError, OverflowError) as error:
                raise Unreadable from error
    return None, text


def _is_part(before: str, said: str) -> bool:
    """Whether the words before a time belong to it."""
    counted = _COUNTED.search(before) and _UNIT_ALONE.fullmatch(said)
    return bool(_LIMIT.search(before) or counted)


def whole_year(text: str) -> Period | None:
    """“Năm 2024” is a period only where it stands alone: in "biên chế năm 2025" it belongs to the title."""
    said = _WHOLE_YEAR.fullmatch(text)
    return _months(int(said[1]), 1, _MONTHS) if said else None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word]


def _quarter_of(day: date) -> int:
    """Counted from nought."""
    return (day.month - 1) // _A_QUARTER


def _year_said(said: str | None, today: date) -> int:
    return int(said) if said and said != "nay" else today.year
