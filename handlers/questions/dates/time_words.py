"""Periods of single words of time: "tuần sau", "quý ba", "28/2", "10 ngày tới". Weeks go from Monday to Sunday."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from data.rules.calendar import WorkingCalendar
from data.rules.standing import WEEK
from data.rules.tet import tet, tet_meant
from data.text.dates import DAY, full_year, numeric_date, read_written_date
from handlers.base.query import Period
from handlers.questions.dates import periods
from handlers.questions.dates.periods import MONTHS, QUARTER, Match, Reader, months, quarter_of
from handlers.questions.lexicon.numerals import MONTH, NUMBER, QUARTER_SAID, parse_number

_YEARS = range(2000, 2100)

_YEAR = r"(?:(?: nam|/)? ?(20\d\d)|/(\d\d)(?!\d)| nam (nay|sau|toi|ngoai|truoc))?"
_NEXT = (
    r"(?:sap toi|(?:toi|den)(?! (?:gio|nay|bay gio|hom nay|luc nay))|sau|tiep theo|ke tiep|ke|tiep|lien sau|toi day)"
)
_LAST = r"(?:truoc|vua qua|vua roi|qua|roi|ngoai|lien truoc)"
_AHEAD = r"(?:sap toi|toi|nua|sau|tiep theo|ke tiep|tiep)"
_BACK = r"(?:vua qua|qua|gan day|truoc|vua roi|tro lai day)"
_UNIT = {"ngay": 1, "hom": 1, "bua": 1, "tuan": 7}


class InvalidDate(Exception):
    """Words of time that no calendar has, or that mean two times at once."""


@dataclass(frozen=True, slots=True)
class DateToken:
    """A period, and the place of its words in the text."""

    period: Period
    start: int
    end: int


def _named_month(hit: Match, today: date) -> Period:
    month = parse_number(hit[1])
    if not 1 <= month <= MONTHS:
        raise InvalidDate
    return months(_read_year(hit, 2, today), month, 1)


def _named_quarter(hit: Match, today: date) -> Period:
    return months(_read_year(hit, 2, today), (parse_number(hit[1]) - 1) * QUARTER + 1, QUARTER)


def _edge(first: int) -> Reader:
    """Return a reader of the first or the last quarter of a year."""
    return lambda hit, today: months(_read_year(hit, 1, today), first, QUARTER)


def _quarters_ahead(hit: Match, today: date) -> Period:
    """Read “hai quý tới”: the rest of this quarter, and two more."""
    return Period(
        today, months(today.year, quarter_of(today) * QUARTER + 1, QUARTER * (parse_number(hit[1]) + 1)).last
    )


def _month_meant(hit: Match, today: date) -> Period:
    """Read “hai tháng nữa, tức tháng 9”."""
    return months(today.year, parse_number(hit[2]), 1)


def _part_of_year(hit: Match, today: date) -> Period:
    """Read “6 tháng đầu năm”, “hai quý cuối năm”."""
    count = (parse_number(hit[1]) if hit[1] else 1) * (QUARTER if hit[2] == "quy" else 1)
    if count >= MONTHS:
        raise InvalidDate
    return months(_read_year(hit, 4, today), 1 if hit[3] == "dau" else MONTHS + 1 - count, count)


def _half(hit: Match, today: date) -> Period:
    """Read “nửa cuối năm”."""
    return months(_read_year(hit, 2, today), 1 if hit[1] == "dau" else 7, 6)


def _whole_year(hit: Match, _today: date) -> Period:
    return months(int(hit[1]), 1, MONTHS)


def _numeric_month(hit: Match, _today: date) -> Period:
    if not 1 <= int(hit[1]) <= MONTHS:
        raise InvalidDate
    return months(int(hit[2]), int(hit[1]), 1)


def _day(hit: Match, today: date) -> Period:
    written = read_written_date(hit, parse_number)
    year = today.year if written.year is None else written.year
    one = date(year if year >= 100 else year + 2000, written.month, written.day)  # "0024" is a slip for "24"
    return Period(one, one)


def _day_of_month(hit: Match, today: date) -> Period:
    ahead = {None: 0, "nay": 0}.get(hit[2], 1)
    one = months(today.year, today.month + ahead, 1).first
    assert one is not None  # noqa: S101 - whole months have both ends
    one = one.replace(day=int(hit[1]))
    return Period(one, one)


def _read_weekday(words: str) -> int:
    """Return the day of the week, from 0 for Monday. Raises InvalidDate."""
    day = 6 if words == "chu nhat" else parse_number(words.removeprefix("thu ")) - 2
    if not 0 <= day <= 6:
        raise InvalidDate
    return day


def _weekday(hit: Match, today: date) -> Period:
    wanted = _read_weekday(hit[1])
    monday = today - timedelta(today.weekday())
    match hit[2]:
        case None if hit[0].startswith("hom"):
            one = today - timedelta((today.weekday() - wanted - 1) % 7 + 1)
        case None:
            one = today + timedelta((wanted - today.weekday()) % 7)
        case "tuan nay" | "nay":
            one = monday + timedelta(wanted)
        case "tuan truoc" | "truoc" | "tuan roi" | "tuan qua":
            one = monday + timedelta(wanted - 7)
        case _:
            one = monday + timedelta(wanted + 7)
    return Period(one, one)


def _ahead(hit: Match, today: date) -> Period:
    """Read “7 ngày tới”: today and the seven days after it, as the icons of a list count them."""
    count = parse_number(hit[1])
    if hit[2] in _UNIT:
        return Period(today, today + timedelta(_UNIT[hit[2]] * count))
    whole = months(today.year, today.month + count, 1).last
    assert whole is not None  # noqa: S101 - whole months have both ends
    return Period(today, whole.replace(day=min(today.day, whole.day)))


def _back(hit: Match, today: date) -> Period:
    count = parse_number(hit[1])
    if hit[2] not in _UNIT:
        return Period(months(today.year, today.month - count, 1).first, today)
    return Period(today - timedelta(_UNIT[hit[2]] * count), today)


_NO_QUESTION = r"(?!(?<=con )may )(?!may (?:ngay|hom|bua) nua (?:la |thi |moi )?(?:het|den|toi) )"
"""“Còn mấy ngày nữa”, “mấy ngày nữa hết hạn” ask; “mấy ngày nữa nộp gì” is a time."""
_IN = r"(?:trong |vong |khoang ){0,3}"
_DAY = r"(?:ngay |mung |hom )"
_OF_YEAR = r"(?: (20\d\d)| nam (20\d\d)| (nay|sau|ngoai))?"
_QUALIFIED = r"(?: (tuan nay|tuan sau|tuan toi|tuan ke|tuan truoc|tuan roi|tuan qua|nay|sau|toi|truoc))?"


def _edge_day(hit: Match, today: date) -> Period:
    """Read “ngày cuối tháng này”: that day alone."""
    unit = {"tuan": periods.week, "thang": periods.month, "quy": periods.quarter}[hit[2]]
    whole = unit({"nay": 0, "truoc": -1}.get(hit[3], 1))(hit, today)
    day = whole.first if hit[1] == "dau" else whole.last
    return Period(day, day)


def _weekday_behind_week(hit: Match, today: date) -> Period:
    """Read “tuần sau thứ ba” as “thứ ba tuần sau”."""
    weeks = {"nay": 0, "truoc": -1, "roi": -1, "qua": -1}.get(hit[1], 1)
    one = today - timedelta(today.weekday()) + timedelta(7 * weeks + _read_weekday(hit[2]))
    return Period(one, one)


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?:{words})(?![\w/%])"), read)
    for words, read in (
        (rf"{NUMBER} thang (?:nua|toi) (?:tuc|la|tuc la) thang {MONTH}", _month_meant),
        (
            r"(?<!nhung )(?<!may )(?<!cac )ngay (dau|cuoi)(?: cung| tien)?(?: cua)? (tuan|thang|quy)"
            r" (nay|sau|toi|truoc)",
            _edge_day,
        ),
        (rf"{_NO_QUESTION}{_IN}{NUMBER} (ngay|hom|bua|tuan|thang)(?: lam viec)? {_AHEAD}(?: day)?", _ahead),
        (rf"{_IN}{NUMBER} (ngay|hom|bua|tuan|thang) {_BACK}", _back),
        (rf"(?:trong (?:vong )?|sau ){NUMBER} (ngay|hom|bua|tuan)(?: nua)?", _ahead),
        (r"(?<!bao cao )(?:sap|gan) (?:den |toi |het )+han(?! nhat| som| gan| truoc)", periods.days(0, WEEK)),
        (
            r"(?:tu )?(?:hoi )?(?:sang|trua|chieu) (?:(?:den|toi) )?gio(?! (?:hanh chinh|hop|lam))",
            periods.days(0, 0),
        ),
        (r"(?:trong )?(?:ngay )?(?:hom nay|(?<!may )bua nay)|(?:sang|chieu|trua|toi) nay", periods.days(0, 0)),
        (r"(?:ngay|sang|chieu|trua|toi|bua) mai|hom sau|(?<!thuong )mai", periods.days(1, 1)),
        (r"ngay kia|ngay mot|(?:ngay |bua )?mốt|bua kia", periods.days(2, 2)),
        (r"(?:hoi )?(?:sang|chieu|trua|dem)(?: hom)? qua(?! han)", periods.days(-1, -1)),
        (r"(?:hoi )?toi (?:hom qua|qua(?=$| (?:da|nop|gui|vua|moi|so)(?!\S)))", periods.days(-1, -1)),
        (r"(?:ngay )?(?:hom|bua) qua", periods.days(-1, -1)),
        (r"hom kia", periods.days(-2, -2)),
        (
            r"(?:sang |qua )?tuan (nay|sau|toi|ke|truoc|roi|qua) (?:vao |dung |ngay |sang |chieu )?(?:hom )?"
            r"(thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|chu nhat)",
            _weekday_behind_week,
        ),
        (r"tuan (?:nay|hien tai)|trong tuan", periods.week(0)),
        (r"(?:sang|qua) tuan(?: sau| toi| moi)?", periods.week(1)),
        (rf"tuan {_NEXT}", periods.week(1)),
        (rf"tuan {_LAST}", periods.week(-1)),
        (r"thang (?:nay|hien tai)", periods.month(0)),
        (rf"(?:sang|qua) thang(?: sau| toi| moi)?(?! (?:thu )?{MONTH})", periods.month(1)),
        (rf"thang {_NEXT}", periods.month(1)),
        (rf"thang {_LAST}", periods.month(-1)),
        (r"quy (?:nay|hien tai)", periods.quarter(0)),
        (rf"(?:sang|qua) quy(?: sau| toi| moi)?(?! (?:thu )?{QUARTER_SAID})", periods.quarter(1)),
        (rf"quy {_NEXT}", periods.quarter(1)),
        (rf"quy {_LAST}", periods.quarter(-1)),
        (rf"(?:trong )?(?:{NUMBER} )?(thang|quy) (dau|cuoi)(?: cua)? nam{_OF_YEAR}", _part_of_year),
        (rf"nua (?:nam )?(dau|cuoi)(?: cua)?(?: nam)?{_OF_YEAR}", _half),
        (rf"{_DAY}{{0,3}}{DAY} thang (?P<month>{MONTH})(?:(?: nam|/)? ?(?P<year>20\d\d))?", _day),
        (rf"{_DAY}{{0,3}}{numeric_date()}", _day),
        (r"(?:thang )?(\d{1,2})[/-](20\d\d)", _numeric_month),
        (rf"thang (?:thu )?{MONTH}{_YEAR}", _named_month),
        (rf"t(\d{{1,2}}){_YEAR}", _named_month),
        (rf"quy (?:cuoi(?: cung)?|chot)(?! nam 20)(?: (?:cua )?nam)?{_OF_YEAR}", _edge(10)),
        (rf"quy dau(?: tien)?(?: (?:cua )?nam)?{_OF_YEAR}", _edge(1)),
        (rf"(?:quy|q)\.? ?(?:thu )?{QUARTER_SAID}{_YEAR}", _named_quarter),
        (rf"{NUMBER} quy {_AHEAD}", _quarters_ahead),
        (r"(?:ca |trong )?nam nay|(?<!chay )(?<!dai )(?<!rai )(?<!trai )(?<!ra )ca nam|trong nam", periods.year(0)),
        (r"(?:nam (?:sau|toi)|(?<!\S)sang nam)", periods.year(1)),
        (r"nam (?:truoc|ngoai)", periods.year(-1)),
        (r"(?:trong )?nam (20\d\d)", _whole_year),
        (rf"(?<!vuc )(?:hom )?thu (2|3|4|5|6|7|hai|ba|tu|nam|sau|bay){_QUALIFIED}", _weekday),
        (rf"(chu nhat){_QUALIFIED}", _weekday),
        (rf"{_DAY}(\d{{1,2}})(?: thang (nay|sau|toi))?", _day_of_month),
    )
)
"""In this order; the first that fits is read."""
_BARE: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?:{words})(?!\w)"), read)
    for words, read in (
        (r"(?:hom )?nay|(?<=tu )day|bay gio|gio|hien (?:nay|tai)|luc nay", periods.days(0, 0)),
        (r"tuan", periods.week(0)),
        (r"thang", periods.month(0)),
        (r"quy", periods.quarter(0)),
        (r"nam", periods.year(0)),
    )
)
"""Words that are a time only after "từ", "hết", "cuối"."""

_TET = re.compile(r"(?:ky nghi |nghi |dip )?tet(?: nguyen dan| am lich| ta)?(?!\w)")
_FIRST_OF_JANUARY = re.compile(r"(?:ky nghi |nghi |dip )?tet (?:duong(?: lich)?|tay)(?!\w)")
_SUMMER = 6
"""The month from which on people speak of the coming Tết."""
_HALF_A_YEAR = timedelta(days=183)


def token_at(text: str, at: int, today: date, calendar: WorkingCalendar, *, bare: bool = False) -> DateToken | None:
    """Return the word of time that begins at `text[at]`; `bare` where a word before it makes "quý" mean this quarter.

    Raises InvalidDate for 31/02 and the thirteenth month.
    """
    if hit := _FIRST_OF_JANUARY.match(text, at):
        day = date((today + _HALF_A_YEAR).year, 1, 1)
        return DateToken(Period(day, day), at, hit.end())
    if hit := _TET.match(text, at):
        meant = tet_meant(today, calendar)
        if meant[1] < today and today.month >= _SUMMER:
            meant = tet(today.year + 1, calendar)
        return DateToken(Period(*meant), at, hit.end())
    for words, read in (*_READERS, *(_BARE if bare else ())):
        if hit := words.match(text, at):
            try:
                return DateToken(_check_years(read(hit, today)), at, hit.end())
            except (ValueError, OverflowError) as error:
                raise InvalidDate from error
    return None


def _check_years(period: Period) -> Period:
    """Return `period` if it is of the years in which plans are made. Raises ValueError for any other."""
    if any(day and day.year not in _YEARS for day in (period.first, period.last)):
        raise ValueError
    return period


def _read_year(hit: Match, group: int, today: date) -> int:
    """Return the year that the groups from `group` on name: in digits, short, or as this one, the next, the last."""
    for year in hit.groups()[group - 1 :]:
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
                return full_year(year)
    return today.year
