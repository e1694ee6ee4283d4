"""Periods made of several words of time: "từ nay đến 30/6", "trước ngày 15/12", "cuối quý này", "quý 2 và quý 3"."""

import re
from datetime import date, timedelta

from data.rules.calendar import WorkingCalendar
from handlers.base.query import Period
from handlers.questions.dates.periods import months
from handlers.questions.dates.time_words import DateToken, InvalidDate, token_at

_FROM = re.compile(r"(?:ke |bat dau )?tu (?:ngay (?=tet|hom|mai|kia)|sau (?=tet)|khoang )?|trong khoang (?:tu )?")
_ONWARDS = re.compile(r" (?:tro di|tro ve sau|ve sau|tro len|tro ra)(?!\w)")
_UNTIL = re.compile(
    r"(?:cham|muon|tre) nhat (?:la |vao |ngay |den |truoc ){0,4}"
    r"|(?:khong|ko) (?:muon|tre|cham|qua|vuot)(?: hon| qua)? "
    r"|(?:cho |tinh )?(?:den|toi) (?:het |truoc |tan )?|het |trong (?=quy|thang|nam|tuan)"
)
_TO = re.compile(
    r" (?:cho )?(?:den|toi)(?: het)? | ?- ?| (?:va|lan|hay|hoac|cung|voi) | (?=\d{1,2}[/.-]\d{1,2}|quy |thang )"
)
_UP_TO = re.compile(r" (?:cho )?(?:den|toi)(?: het)? | ?- ?")
_RELATIVE = re.compile(r"(?<!\S)(?:nay|mai|kia|qua|truoc|toi|gio|hien|nua|ngoai|(?<!thu )sau)(?!\S)")
"""Words of a time that is counted from today, which has no next occurrence; “sau” is “sáu” behind “thứ”."""
_BEFORE = re.compile(r"truoc (?:khi |thoi diem )?")
_AFTER = re.compile(
    r"(?:sau|het|an|nghi|ra|qua|xong) (?:khi )?(?=(?:ky nghi |nghi |dip ){0,3}tet)"
    r"|sau (?:khi )?(?=ngay \d|\d{1,2}[/.-]|thang(?! dau| cuoi)|quy(?! dau| cuoi)|thu|hom|tuan)"
)
_PART = re.compile(
    r"(tuan dau(?: tien)?|tuan cuoi(?: cung)?"
    r"|dau|giua|cuoi|thuong tuan|trung tuan|ha tuan|nua dau|nua cuoi) (?:cua )?"
)
_WORD_START = re.compile(r"(?<!\S)(?=\w)")
_TET = 20  # letters in which the holiday is named
_YEAR = 12  # months
_LONG, _NEAR = timedelta(days=180), timedelta(days=90)
_ONE_DAY = timedelta(days=1)
_THIRDS = {"dau": 0, "giua": 1, "cuoi": 2, "thuong tuan": 0, "trung tuan": 1, "ha tuan": 2}
_HALVES = {"nua dau": 0, "nua cuoi": 1}


class DateRangeReader:
    """Reader of words of time as of `today` (Viet Nam)."""

    def __init__(self, today: date, calendar: WorkingCalendar) -> None:
        self.today = today
        self._calendar = calendar
        self._found: dict[str, DateToken | None] = {}

    def find(self, text: str) -> DateToken | None:
        """Return the first period named in `text`: words without accents, anything else replaced by "|".

        Raises InvalidDate for a day that no calendar has. The parts of one sentence are asked about again and again
        while it is read: what was found is kept for as long as the reader is.
        """
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> DateToken | None:
        spans = (self._span(text, start.start()) for start in _WORD_START.finditer(text))
        return next((found for found in spans if found), None)

    def _span(self, text: str, at: int) -> DateToken | None:
        for read in (self._range, self._before, self._after, self._until, self._one):
            if found := read(text, at):
                return found
        return None

    def _range(self, text: str, at: int) -> DateToken | None:
        """Read “từ A đến B”, “từ A trở đi”."""
        hit = _FROM.match(text, at)
        first = self._one(text, hit.end(), bare=True, alone=True) if hit else None
        if first is None or hit is None:
            return None
        if to := _TO.match(text, first.end):
            last = self._one(text, to.end(), bare=True)
            if last and "va" not in to[0]:
                return DateToken(self._up_to(first.period, last, text, hit.end(), to.end()), at, last.end)
        onwards = _ONWARDS.match(text, first.end)
        return DateToken(Period(first.period.first, None), at, onwards.end() if onwards else first.end)

    def _before(self, text: str, at: int) -> DateToken | None:
        hit = _BEFORE.match(text, at)
        found = self._one(text, hit.end()) if hit else None
        if found is None or hit is None or found.period.first is None:
            return None
        found = self._coming_rather(found, text, hit.end())
        assert found.period.first  # noqa: S101 - a word of time has both ends
        if text.startswith("cuoi", hit.end()):  # "trước cuối tháng": the end itself is not excluded
            return DateToken(Period(None, found.period.last), at, found.end)
        return DateToken(Period(None, found.period.first - _ONE_DAY), at, found.end)

    def _after(self, text: str, at: int) -> DateToken | None:
        hit = _AFTER.match(text, at)
        found = self._one(text, hit.end(), alone="tet" in text[at : hit.end() + _TET]) if hit else None
        if found is None or found.period.last is None:
            return None
        return DateToken(Period(found.period.last + _ONE_DAY, None), at, found.end)

    def _until(self, text: str, at: int) -> DateToken | None:
        """Read “đến hết tháng 6”, overdue duties included; “trong quý” and “đến quý III” are the quarter itself."""
        hit = _UNTIL.match(text, at)
        found = self._one(text, hit.end(), bare=True) if hit else None
        if found is None or hit is None:
            return None
        found = self._coming_rather(found, text, hit.end())
        itself = hit[0] in ("den ", "toi ") and found.period.first != found.period.last
        itself = itself and not text.startswith(("cuoi", "giua", "dau"), hit.end())
        first = found.period.first if itself or hit[0].startswith("trong") else self._as_near(found.period)
        return DateToken(Period(first, found.period.last), at, found.end)

    def _as_near(self, period: Period) -> date | None:
        """Return today as the start of a period that ends soon: “hết tháng này”, “đến chủ nhật”."""
        if not period.first or not period.last or period.last < self.today or period.first == self.today:
            return None
        near = period.first <= self.today or period.last - self.today < timedelta(7)
        return self.today if near else None

    def _one(self, text: str, at: int, *, bare: bool = False, alone: bool = False) -> DateToken | None:
        """Read a word of time or a third of one, and the word joined to it: “quý 2 và quý 3”."""
        found = self._third(text, at) or token_at(text, at, self.today, self._calendar, bare=bare)
        if found and not alone and (more := _TO.match(text, found.end)):
            other = self._third(text, more.end()) or token_at(text, more.end(), self.today, self._calendar, bare=True)
            other = other or self._same_unit(text, at, more.end())
            if other and more[0] == " " and _ends_on_day(found.period, other.period) and _is_within(found, other):
                return DateToken(other.period, at, other.end)  # “cuối năm 31/12” is that day
            if other and _UP_TO.fullmatch(more[0]) and _is_over_before(other.period, found.period):
                period = self._up_to(found.period, other, text, at, more.end())  # “tháng 11 đến tháng 2”
                return DateToken(period, at, other.end)
            if other and _is_continued_by(found.period, other.period):
                return DateToken(Period(found.period.first, other.period.last), at, other.end)
        return found

    def _up_to(self, first: Period, last: DateToken, text: str, first_at: int, at: int) -> Period:
        """Return the period from the beginning of `first` to the end of `last`, whose words begin at `text[first_at]`
        and `text[at]`. Where that is over before, it is its next occurrence, “từ nay đến Tết”, “từ tháng 11 đến tháng
        2”; what goes on to now began a year before, “từ tháng 10 đến nay”.

        Raises InvalidDate where the end can only be before the beginning.
        """
        begin = first.first
        if not begin or not _is_over_before(last.period, first):
            return Period(begin, last.period.last)
        if not _RELATIVE.search(text, at, last.end):
            following = self._next_one(text, at, begin)
        elif _RELATIVE.search(text, first_at, at):
            following = None
        else:
            return self._begun_before(text, first_at, last.period)
        if following is None:
            raise InvalidDate
        return Period(begin, following.period.last)

    def _begun_before(self, text: str, at: int, last: Period) -> Period:
        """Return the period up to the end of `last`, from the latest time that the words at `text[at]` mean."""
        for day in (self.today - timedelta(7), date(self.today.year - 1, 12, 31)):
            found = DateRangeReader(day, self._calendar)._one(text, at, bare=True, alone=True)  # noqa: SLF001
            if found and found.period.first and last.last and found.period.first <= last.last:
                return Period(found.period.first, last.last)
        raise InvalidDate

    def _coming_rather(self, found: DateToken, text: str, at: int) -> DateToken:
        """Return a limit; its next occurrence, if the one of this year is long over and the
        next one near: “trước 15/1”, said in December.
        """
        over = found.period.last
        if not over or over > self.today - _LONG or _RELATIVE.search(text, at, found.end):
            return found
        coming = self._next_one(text, at, self.today)
        near = coming and coming.period.first and coming.period.first - self.today < _NEAR
        return coming if coming and near else found

    def _next_one(self, text: str, at: int, begin: date) -> DateToken | None:
        """Return the first time that the words at `text[at]` mean and that is not over before `begin`: the weekday,
        day, month or holiday of the next week, month or year. None if there is none, as where a year is named.
        """
        month_after = months(begin.year, begin.month + 1, 1).first
        for day in (begin, month_after, date(begin.year + 1, 1, 1)):
            found = DateRangeReader(day, self._calendar)._one(text, at, bare=True, alone=True) if day else None  # noqa: SLF001
            if found and found.period.last and found.period.last >= begin:
                return found
        return None

    def _same_unit(self, text: str, at: int, number_at: int) -> DateToken | None:
        """Read the number alone behind a unit: “quý 2 và 3”."""
        unit = text[at:].split(" ", 1)[0]
        if unit not in ("thang", "quy"):
            return None
        found = token_at(f"{unit} {text[number_at:]}", 0, self.today, self._calendar)
        return DateToken(found.period, number_at, number_at + found.end - len(unit) - 1) if found else None

    def _third(self, text: str, at: int) -> DateToken | None:
        hit = _PART.match(text, at)
        whole = token_at(text, hit.end(), self.today, self._calendar, bare=True) if hit else None
        if whole is None or hit is None:
            return None
        if hit[1].startswith("tuan "):
            return DateToken(_edge_week(whole.period, last="cuoi" in hit[1]), at, whole.end)
        if hit[1] in _HALVES:
            return DateToken(_half(whole.period, _HALVES[hit[1]]), at, whole.end)
        return DateToken(_part(whole.period, _THIRDS[hit[1]]), at, whole.end)


def _is_over_before(last: Period, first: Period) -> bool:
    return bool(last.last and first.first and last.last < first.first)


def _is_continued_by(one: Period, other: Period) -> bool:
    return bool(one.last and other.first and one.last < other.first) or (one != other and _ends_on_day(one, other))


def _ends_on_day(one: Period, other: Period) -> bool:
    """Tell if `other` is a day within or after `one`: “đầu năm đến giờ”."""
    return bool(one.first and other.last and other.first == other.last and one.first < other.last)


def _is_within(one: DateToken, other: DateToken) -> bool:
    last, day = one.period.last, other.period.last
    return bool(last and day and day <= last)


def _edge_week(whole: Period, *, last: bool) -> Period:
    """Return the days of a period that lie in the week of its first or last day."""
    assert whole.first  # noqa: S101 - a word of time has both ends
    assert whole.last  # noqa: S101
    if last:
        return Period(max(whole.first, whole.last - timedelta(whole.last.weekday())), whole.last)
    return Period(whole.first, min(whole.last, whole.first + timedelta(6 - whole.first.weekday())))


def _half(whole: Period, half: int) -> Period:
    """Return the first or the second half of a month (to the 15th), a quarter or a year."""
    assert whole.first  # noqa: S101 - a word of time has both ends
    assert whole.last  # noqa: S101
    count = (whole.last.month - whole.first.month) + 1
    if count == _YEAR:
        return months(whole.first.year, 1 + half * _YEAR // 2, _YEAR // 2)
    middle = whole.first.replace(day=16) if count == 1 else months(whole.first.year, whole.first.month + 1, 1).first
    assert middle  # noqa: S101
    middle = middle if count == 1 else middle.replace(day=16)
    return Period(middle, whole.last) if half else Period(whole.first, middle - _ONE_DAY)


def _part(whole: Period, third: int) -> Period:
    """Return a third of a period: of a year in quarters, of a quarter in months, of a month in tens of days."""
    assert whole.first  # noqa: S101 - a word of time has both ends
    assert whole.last  # noqa: S101
    days = (whole.last - whole.first).days + 1
    if days == 1:
        return whole
    if days <= 7:
        return Period(whole.first + timedelta((0, 2, 4)[third]), whole.first + timedelta((1, 3, 6)[third]))
    if days <= 31:
        first = whole.first.replace(day=(1, 11, 21)[third])
        return Period(first, whole.last if third == 2 else first.replace(day=(10, 20)[third]))
    count = round(days / 30.4)
    lengths = {3: (0, 1, 2, 3), 12: (0, 3, 9, 12)}.get(count, (0, count // 3, count - count // 3, count))
    return months(whole.first.year, whole.first.month + lengths[third], lengths[third + 1] - lengths[third])
