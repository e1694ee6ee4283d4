"""Formatting that every message uses: dates, days, states, names cut to fit a phone."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import PurePath
from typing import Protocol

from babel.dates import format_date, format_datetime

from data.enums import FINISHED, Kind, State
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, last_day_on_time
from data.rules.viet_nam_time import VIET_NAM, viet_nam_date
from handlers.locales import _, get_language, marked

ICONS = {
    Urgency.OVERDUE: "🔴",
    Urgency.WEEK: "🟠",
    Urgency.MONTH: "🟡",
    Urgency.LATER: "⚪",
    Urgency.NO_DATE: "🔵",
    Urgency.DONE: "✅",
    Urgency.WAITING: "⏳",
    Urgency.NOT_APPLICABLE: "➖",
}

_WEEKDAYS = (marked("T2"), marked("T3"), marked("T4"), marked("T5"), marked("T6"), marked("T7"), marked("CN"))
_QUARTERS = ("I", "II", "III", "IV")
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024
_AGENCY_LETTERS = 20
_LABEL_LETTERS = 16  # "Quý II/2024", "Tháng 6/2024"; a longer one says what, not when

_SHORTER = (
    ("Xây dựng Kế hoạch", "Kế hoạch"),
    ("Kế hoạch", "KH"),
    ("Quyết định ban hành", "QĐ ban hành"),
    ("Nghị quyết của", "NQ của"),
    ("vi phạm hành chính", "VPHC"),
    ("thủ tục hành chính", "TTHC"),
    ("cải cách hành chính", "CCHC"),
    ("văn bản quy phạm pháp luật", "VBQPPL"),
    ("cán bộ, công chức, viên chức", "CBCCVC"),
    ("cán bộ, công chức", "CBCC"),
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Ban Chỉ đạo", "BCĐ"),
)
"""Abbreviations that every office of a province writes, applied in this order; a list has 40 letters for a title."""


@lru_cache(maxsize=1024)
def _format_day(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


def full_day(day: date) -> str:
    """Return a date with its weekday: "Thứ Sáu, 15/03/2024"."""
    return _format_day(day, "EEEE, dd/MM/yyyy", get_language())


def plain_day(day: date | None) -> str:
    """Return a date: "15/03/2024"; "" for None."""
    return day.strftime("%d/%m/%Y") if day else ""


def no_document(reason: str) -> str:
    """Return that there is no document, and why: "Không có văn bản: họp giao ban"."""
    return _("Không có văn bản: {reason}", reason=reason)


def document_line(number: str, day: date) -> str:
    """Return a document by number and date: "Văn bản: 12/KH-UBND ngày 15/03/2024"; a bare figure gets "số"
    before it.
    """
    written = _("số {number}", number=number) if number.isdigit() else number
    return _("Văn bản: {number} ngày {day}", number=written, day=plain_day(day))


def day_month(day: date, today: date) -> str:
    """Return a date as "15/03", with the year if it is not that of `today`."""
    return _format_day(day, "dd/MM" if day.year == today.year else "dd/MM/yyyy", get_language())


def short_day(day: date, today: date) -> str:
    """Return a date with its short weekday: "T6 15/03"."""
    return f"{_(_WEEKDAYS[day.weekday()])} {day_month(day, today)}"


def weekday_and_day(day: date) -> str:
    """Return a date with its weekday, without the year: "Thứ Sáu, 14/06"."""
    return _format_day(day, "EEEE, dd/MM", get_language())


def moment(instant: datetime, today: date | None = None) -> str:
    """Return an instant in Viet Nam time: "20/02 15:10"; with the year if it is not that of `today`."""
    this_year = today is None or viet_nam_date(instant).year == today.year
    pattern = "dd/MM HH:mm" if this_year else "dd/MM/yyyy HH:mm"
    return format_datetime(instant, pattern, tzinfo=VIET_NAM, locale=get_language())


def full_moment(instant: datetime) -> str:
    """Return an instant in Viet Nam time with its year, for what is kept: "20/02/2024 15:10"."""
    return format_datetime(instant, "dd/MM/yyyy HH:mm", tzinfo=VIET_NAM, locale=get_language())


def days_left(due_on: date, today: date) -> str:
    """Return the days until a date, never weeks: "còn 11 ngày", "hôm nay", "quá hạn 2 ngày"."""
    days = (due_on - today).days
    if days > 0:
        return _("còn {days} ngày", days=days)
    return _("hôm nay") if days == 0 else _("quá hạn {days} ngày", days=-days)


def days_name(first: date, last: date) -> str:
    """Return the days in which deadlines lie: "hạn 01/03/2024"."""
    if first == last:
        return _("hạn {day}", day=plain_day(first))
    return _("hạn từ {first} đến {last}", first=plain_day(first), last=plain_day(last))


def period_name(period: str) -> str:
    """Return the name of a quarter, "Quý II/2024" for "2024-Q2", of a month, "Tháng 3/2024" for "2024-03", of
    several, "6 tháng đầu năm 2024" for "2024-0106", or of a week, "2024-W09"; for "" that of duties without a date.
    """
    year, _dash, part = period.partition("-")
    if not year:
        return _("Không ghi thời hạn")
    if part.startswith("Q"):
        return quarter_name(int(part[1:]), int(year))
    if part.startswith("W"):
        first = date.fromisocalendar(int(year), 1, 1) + timedelta(weeks=int(part[1:]) - 1)
        return _("Tuần {first} – {last}", first=plain_day(first), last=plain_day(first + timedelta(6)))
    if len(part) > len("03"):
        return _months_name(int(part[:2]), int(part[2:]), year)
    return _("Tháng {month}/{year}", month=int(part), year=year)


def _months_name(first: int, last: int, year: str) -> str:
    if (first, last) == (1, 12):
        return _("Năm {year}", year=year)
    if first == 1:
        return _("{count} tháng đầu năm {year}", count=last, year=year)
    return _("{count} tháng cuối năm {year}", count=last - first + 1, year=year)


def quarter_name(quarter: int, year: int) -> str:
    """Return the name of a quarter: "Quý II/2024"."""
    return _("Quý {quarter}/{year}", quarter=_QUARTERS[quarter - 1], year=year)


def done_text(completed_on: date, extended_to: date | None, today: date) -> str:
    """Return when a duty was done, and to which date it had been extended."""
    done = day_month(completed_on, today)
    if extended_to is None:
        return _("xong {day}", day=done)
    return _("xong {day}, gia hạn {due}", day=done, due=day_month(extended_to, today))


def pending_text(state: State, asked_until: date | None, today: date) -> str:
    """Return what an open duty waits for: that it was sent back, and until when a later date is asked for; or ""."""
    returned = " · " + _("↩️ bị trả lại") if state is State.RETURNED else ""
    if asked_until is None or state in FINISHED:
        return returned
    return returned + " · " + _("🕓 đang xin gia hạn đến {day}", day=day_month(asked_until, today))


def grace(due_on: date, today: date, calendar: WorkingCalendar) -> str:
    """Return until when an overdue duty still counts as on time, because its deadline was a day off; "" otherwise."""
    return grace_until(due_on, last_day_on_time(due_on, calendar), today)


def grace_until(due_on: date, last: date, today: date) -> str:
    """Return the same as `grace`, for a caller that knows the `last` day on which the duty is on time."""
    return _("còn kịp đến hết {day}", day=short_day(last, today)) if due_on < today <= last else ""


def upper_first(words: str) -> str:
    """Return `words` as they begin a sentence."""
    return words[:1].upper() + words[1:]


def shorten(title: str, letters: int) -> str:
    """Return `title` with the usual abbreviations, cut at the end of a word if it is still longer than `letters`."""
    for long, short in _SHORTER:
        title = title.replace(long, short)
    if len(title) <= letters:
        return title
    kept = title[: letters - 1].rsplit(" ", 1)[0]
    return kept.rstrip(" ,;.-–:(") + "…"


class NamedByCode(Protocol):
    """A duty or task with its code, and what names its plan where the code alone does not."""

    @property
    def code(self) -> str: ...
    @property
    def told_plan(self) -> str: ...


class OfPlan(NamedByCode, Protocol):
    """A duty or task of a plan."""

    @property
    def plan_id(self) -> int: ...


def task_code(row: NamedByCode) -> str:
    """Return the code of a duty or task, with its plan where more than one is active: "II.3 (KH 20)"."""
    return code_in_plan(row.code, row.told_plan)


def code_in_plan(code: str, plan: str) -> str:
    """Return a code with the `plan` that has it; the code alone for ""."""
    return _("{code} (KH {plan})", code=code, plan=plan) if plan else code


def code_with_agency(code: str, agency_short_name: str) -> str:
    """Return the label of a duty where duties of several agencies stand together."""
    return f"{code} {shorten(agency_short_name, _AGENCY_LETTERS)}"


def file_name(name: str, letters: int = 60) -> str:
    """Return a file's name, shortened in the middle so that its extension stays."""
    if len(name) <= letters:
        return name
    end = PurePath(name).suffix[:8]
    return name[: letters - len(end) - 1].rstrip() + "…" + end


def file_size(count: int) -> str:
    """Return a number of bytes as "1,2 MB" or "34 KB"."""
    if count >= _MEGABYTE:
        return f"{count / _MEGABYTE:.1f} MB".replace(".", ",")
    return f"{max(1, round(count / _KILOBYTE))} KB"


def line_title(title: str, label: str, kind: Kind, letters: int) -> str:
    """Return a task's title for a row; one of several deadlines gets its label: "Báo cáo CCHC của tỉnh, Quý I"."""
    if kind in (Kind.ONCE, Kind.CONTINUOUS, Kind.EXTERNAL) or len(label) > _LABEL_LETTERS:
        return shorten(title, letters)
    return f"{shorten(title, letters - len(label) - 2)}, {label}"
