"""Single words of time → two dates: "tuần sau", "quý ba", "28/2", "10 ngày tới". Weeks go from Monday to Sunday."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.questions.query import Period
from scheduler.calendar import WorkingCalendar
from scheduler.standing import WEEK
from scheduler.tet import tet_meant

MONTHS, QUARTER = 12, 3
_YEARS = range(2000, 2100)

_UNITS = "mot|hai|ba|bon|nam|sau|bay|tam|chin"
_NUMBERS = {word: number for number, word in enumerate(_UNITS.split("|"), 1)}
_NUMBERS |= {said: number for number, said in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_NUMBERS |= {"tu": 4, "lam": 5, "muoi": 10, "gieng": 1, "chap": 12, "nhat": 1}
_NUMBERS |= {"vai": 7, "may": 7}
"""“Vài ngày” are as many as an icon of the list counts as near."""

_NUMBER = rf"(\d{{1,3}}|(?:(?:{_UNITS}) )?muoi(?: (?:{_UNITS}|tu|lam))?|{_UNITS}|vai|may)"
_MONTH = (
    rf"(\d{{1,2}}|xii|xi|ix|x|viii|vii|vi|iv|v|i{{1,3}}|muoi mot|muoi hai|muoi|gieng|chap|(?!nam (?:20|nay|sau|toi|ngoai))(?!sau(?! \d))(?:{_UNITS}|tu))"
)
_QUARTER = r"(iv|i{1,3}|0?[1-4]|mot|hai|ba|tu|bon)"
_YEAR = r"(?:(?: nam|/)? ?(20\d\d)|/(\d\d)(?!\d)| nam (nay|sau|toi|ngoai|truoc))?"
_NEXT = r"(?:sap toi|toi|sau|tiep theo|ke tiep|ke|tiep|den|lien sau|toi day)"
_LAST = r"(?:truoc|vua qua|vua roi|qua|roi|ngoai|lien truoc)"
_AHEAD = r"(?:sap toi|toi|nua|sau|tiep theo|ke tiep|tiep)"
_BACK = r"(?:vua qua|qua|gan day|truoc|vua roi|tro lai day)"
_UNIT = {"ngay": 1, "hom": 1, "bua": 1, "tuan": 7}

Match = re.Match[str]
Reader = Callable[[Match, date], Period]


class Unreadable(Exception):
    """There are words of time that no calendar has, or that mean two times at once."""


@dataclass(frozen=True, slots=True)
class Point:
    """A word of time, and where it stands in the text."""

    period: Period
    start: int
    end: int


def months(year: int, first: int, count: int) -> Period:
    """`count` whole months; `first` may lie outside 1-12 and then belongs to another year."""
    start = year * MONTHS + first - 1
    end = start + count - 1
    last = date(end // MONTHS, end % MONTHS + 1, 1)
    days = monthrange(last.year, last.month)[1]
    return Period(date(start // MONTHS, start % MONTHS + 1, 1), last.replace(day=days))


def _days(first: int, last: int) -> Reader:
    return lambda _said, today: Period(today + timedelta(first), today + timedelta(last))


def _week(ahead: int) -> Reader:
    def read(_said: Match, today: date) -> Period:
        monday = today + timedelta(7 * ahead - today.weekday())
        return Period(monday, monday + timedelta(6))

    return read


def _month(ahead: int) -> Reader:
    return lambda _said, today: months(today.year, today.month + ahead, 1)


def _quarter(ahead: int) -> Reader:
    return lambda _said, today: months(today.year, (_quarter_of(today) + ahead) * QUARTER + 1, QUARTER)


def _year(ahead: int) -> Reader:
    return lambda _said, today: months(today.year + ahead, 1, MONTHS)


def _named_month(said: Match, today: date) -> Period:
    month = number(said[1])
    if not 1 <= month <= MONTHS:
        raise Unreadable
    return months(_year_said(said, 2, today), month, 1)


def _named_quarter(said: Match, today: date) -> Period:
    return months(_year_said(said, 2, today), (number(said[1]) - 1) * QUARTER + 1, QUARTER)


def _part_of_year(said: Match, today: date) -> Period:
    """“6 tháng đầu năm”, “hai quý cuối năm”."""
    count = (number(said[1]) if said[1] else 1) * (QUARTER if said[2] == "quy" else 1)
    if count >= MONTHS:
        raise Unreadable
    return months(_year_said(said, 4, today), 1 if said[3] == "dau" else MONTHS + 1 - count, count)


def _half(said: Match, today: date) -> Period:
    """“nửa cuối năm”."""
    return months(_year_said(said, 2, today), 1 if said[1] == "dau" else 7, 6)


def _whole_year(said: Match, _today: date) -> Period:
    return months(int(said[1]), 1, MONTHS)


def _numeric_month(said: Match, _today: date) -> Period:
    if not 1 <= int(said[1]) <= MONTHS:
        raise Unreadable
    return months(int(said[2]), int(said[1]), 1)


def _day(said: Match, today: date) -> Period:
    year = int(said[3]) if said[3] else today.year
    one = date(year if year >= 100 else year + 2000, number(said[2]), int(said[1]))
    return Period(one, one)


def _day_of_month(said: Match, today: date) -> Period:
    ahead = {None: 0, "nay": 0}.get(said[2], 1)
    one = months(today.year, today.month + ahead, 1).first
    assert one is not None  # noqa: S101 - whole months have both ends
    one = one.replace(day=int(said[1]))
    return Period(one, one)


def _weekday(said: Match, today: date) -> Period:
    wanted = 6 if said[1] == "chu nhat" else number(said[1]) - 2
    if not 0 <= wanted <= 6:
        raise Unreadable
    monday = today - timedelta(today.weekday())
    match said[2]:
        case None:
            one = today + timedelta((wanted - today.weekday()) % 7)
        case "tuan nay" | "nay":
            one = monday + timedelta(wanted)
        case "tuan truoc" | "truoc" | "tuan roi" | "tuan qua":
            one = monday + timedelta(wanted - 7)
        case _:
            one = monday + timedelta(wanted + 7)
    return Period(one, one)


def _ahead(said: Match, today: date) -> Period:
    """“7 ngày tới”: today and the seven days after it, as the icons of a list count them."""
    count = number(said[1])
    if said[2] in _UNIT:
        return Period(today, today + timedelta(_UNIT[said[2]] * count))
    whole = months(today.year, today.month + count, 1).last
    assert whole is not None  # noqa: S101 - whole months have both ends
    return Period(today, whole.replace(day=min(today.day, whole.day)))


def _back(said: Match, today: date) -> Period:
    count = number(said[1])
    if said[2] not in _UNIT:
        return Period(months(today.year, today.month - count, 1).first, today)
    return Period(today - timedelta(_UNIT[said[2]] * count), today)


_IN = r"(?:trong |vong |khoang )*"
_DAY = r"(?:ngay |mung |hom )"
_OF_YEAR = r"(?: (20\d\d)| nam (20\d\d)| (nay|sau|ngoai))?"
_QUALIFIED = r"(?: (tuan nay|tuan sau|tuan toi|tuan ke|tuan truoc|tuan roi|tuan qua|nay|sau|toi|truoc))?"

_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?:{words})(?![\w/%])"), read)
    for words, read in (
        (
            rf"{_NUMBER} thang (?:nua|toi) (?:tuc|la|tuc la) thang {_MONTH}",
            lambda said, today: months(today.year, number(said[2]), 1),
        ),
        (rf"{_IN}{_NUMBER} (ngay|hom|bua|tuan|thang)(?: lam viec)? {_AHEAD}(?: day)?", _ahead),
        (rf"{_IN}{_NUMBER} (ngay|hom|bua|tuan|thang) {_BACK}", _back),
        (rf"(?:trong (?:vong )?|sau ){_NUMBER} (ngay|hom|bua|tuan)(?: nua)?", _ahead),
        (r"(?<!bao cao )(?:sap|gan) (?:den |toi |het )+han(?! nhat| som| gan| truoc)", _days(0, WEEK)),
        (r"(?:trong )?(?:ngay )?(?:hom nay|(?<!may )bua nay)|(?:sang|chieu|trua|toi) nay", _days(0, 0)),
        (r"(?:ngay|sang|chieu|trua|toi|bua) mai|hom sau|(?<!thuong )mai", _days(1, 1)),
        (r"ngay kia|ngay mot|(?:ngay |bua )?mốt|bua kia", _days(2, 2)),
        (r"(?:ngay )?(?:hom|bua) qua", _days(-1, -1)),
        (r"hom kia", _days(-2, -2)),
        (r"tuan (?:nay|hien tai)|trong tuan", _week(0)),
        (r"(?:sang|qua) tuan(?: sau| toi| moi)?", _week(1)),
        (rf"tuan {_NEXT}", _week(1)),
        (rf"tuan {_LAST}", _week(-1)),
        (r"thang (?:nay|hien tai)", _month(0)),
        (rf"(?:sang|qua) thang(?: sau| toi| moi)?(?! (?:thu )?{_MONTH})", _month(1)),
        (rf"thang {_NEXT}", _month(1)),
        (rf"thang {_LAST}", _month(-1)),
        (r"quy (?:nay|hien tai)", _quarter(0)),
        (rf"(?:sang|qua) quy(?: sau| toi| moi)?(?! (?:thu )?{_QUARTER})", _quarter(1)),
        (rf"quy {_NEXT}", _quarter(1)),
        (rf"quy {_LAST}", _quarter(-1)),
        (rf"(?:trong )?(?:{_NUMBER} )?(thang|quy) (dau|cuoi)(?: cua)? nam{_OF_YEAR}", _part_of_year),
        (rf"nua (?:nam )?(dau|cuoi)(?: cua)?(?: nam)?{_OF_YEAR}", _half),
        (rf"{_DAY}*(\d{{1,2}}) thang {_MONTH}(?:(?: nam|/)? ?(20\d\d))?", _day),
        (rf"{_DAY}*(\d{{1,2}})[/.-](\d{{1,2}})(?:[/.-](\d{{4}}|\d\d))?", _day),
        (r"(?:thang )?(\d{1,2})[/-](20\d\d)", _numeric_month),
        (rf"thang (?:thu )?{_MONTH}{_YEAR}", _named_month),
        (rf"t(\d{{1,2}}){_YEAR}", _named_month),
        (rf"quy (?:cuoi(?: cung)?|chot)(?! nam 20)(?: (?:cua )?nam)?{_OF_YEAR}", lambda said, today: months(_year_said(said, 1, today), 10, QUARTER)),
        (rf"quy dau(?: tien)?(?: (?:cua )?nam)?{_OF_YEAR}", lambda said, today: months(_year_said(said, 1, today), 1, QUARTER)),
        (rf"(?:quy|q)\.? ?(?:thu )?{_QUARTER}{_YEAR}", _named_quarter),
        (rf"{_NUMBER} quy {_AHEAD}", lambda said, today: Period(today, months(today.year, _quarter_of(today) * QUARTER + 1, QUARTER * (number(said[1]) + 1)).last)),
        (r"(?:ca |trong )?nam nay|ca nam|trong nam", _year(0)),
        (r"(?:nam (?:sau|toi)|(?<!\S)sang nam)", _year(1)),
        (r"nam (?:truoc|ngoai)", _year(-1)),
        (r"(?:trong )?nam (20\d\d)", _whole_year),
        (rf"(?<!vuc )thu (2|3|4|5|6|7|hai|ba|tu|nam|sau|bay){_QUALIFIED}", _weekday),
        (rf"(chu nhat){_QUALIFIED}", _weekday),
        (rf"{_DAY}(\d{{1,2}})(?: thang (nay|sau|toi))?", _day_of_month),
    )
)
"""In this order; the first that fits is read."""

_BARE: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?:{words})(?!\w)"), read)
    for words, read in (
        (r"(?:hom )?nay|day|bay gio|gio|hien (?:nay|tai)|luc nay", _days(0, 0)),
        (r"tuan", _week(0)),
        (r"thang", _month(0)),
        (r"quy", _quarter(0)),
        (r"nam", _year(0)),
    )
)
"""What is a time only after "từ", "hết", "cuối"."""

_TET = re.compile(r"(?:ky nghi |nghi |dip )?tet(?: nguyen dan| am lich| ta)?(?!\w)")


def point_at(text: str, at: int, today: date, calendar: WorkingCalendar, *, bare: bool = False) -> Point | None:
    """The word of time that begins at `text[at]`; `bare` where a word before it makes "quý" mean this quarter.

    Raises Unreadable for 31/02 and the thirteenth month.
    """
    if said := _TET.match(text, at):
        return Point(Period(*tet_meant(today, calendar)), at, said.end())
    for words, read in (*_READERS, *(_BARE if bare else ())):
        if said := words.match(text, at):
            try:
                return Point(_near_enough(read(said, today)), at, said.end())
            except (ValueError, OverflowError) as error:
                raise Unreadable from error
    return None


def _near_enough(period: Period) -> Period:
    """A period of the years in which plans are made. Raises ValueError for any other."""
    if any(day and day.year not in _YEARS for day in (period.first, period.last)):
        raise ValueError
    return period


def number(said: str) -> int:
    """A number in digits, in words ("hai mươi lăm") or in Roman figures."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.partition("muoi")
    if not ten:
        return _NUMBERS[said]
    return _NUMBERS.get(tens.strip(), 1) * 10 + _NUMBERS.get(ones.strip(), 0)


def _quarter_of(day: date) -> int:
    """Counted from nought."""
    return (day.month - 1) // QUARTER


def _year_said(said: Match, group: int, today: date) -> int:
    """The year that the groups from `group` on name: in digits, short, or as this one, the next, the last."""
    for year in said.groups()[group - 1 :]:
        match year:
            case None:
                continue
            case "nay":
                return today.year
            case "sau" | "toi":
                return today.year + 1
            case "ngoai" | "truoc":
                return today.year - 1
            case _:
                return int(year) if len(year) > 2 else 2000 + int(year)
    return today.year
