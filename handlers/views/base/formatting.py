"""Small words that every message uses: dates, days, states, names cut to fit a phone."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import PurePath

from babel.dates import format_date, format_datetime

from data.enums import Change, Kind, ReportKind, Role, State
from data.registry.duties.duty_lines import DutyLine
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import ReportPeriod
from data.rules.standing import Standing, Urgency, last_day_on_time
from data.rules.viet_nam_time import VIET_NAM, viet_nam_date
from handlers.locales import _, language, marked

ICONS = {
    Urgency.OVERDUE: "🔴",
    Urgency.WEEK: "🟠",
    Urgency.MONTH: "🟡",
    Urgency.LATER: "⚪",
    Urgency.NO_DATE: "🔵",
    Urgency.DONE: "✅",
    Urgency.WAITING: "⏳",
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
"""Abbreviations that every office of a province writes, in this order; a list has 40 letters for a title."""


@lru_cache(maxsize=1024)
def _dated(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


def full_day(day: date) -> str:
    """Thứ Sáu, 15/03/2024."""
    return _dated(day, "EEEE, dd/MM/yyyy", language())


def plain_day(day: date | None) -> str:
    """15/03/2024; empty for none."""
    return day.strftime("%d/%m/%Y") if day else ""


def no_document(reason: str) -> str:
    """Không có văn bản: họp giao ban."""
    return _("Không có văn bản: {reason}", reason=reason)


def document(number: str, day: date) -> str:
    """Văn bản: 12/KH-UBND ngày 15/03/2024; a bare figure is told to be a number."""
    written = _("số {number}", number=number) if number.isdigit() else number
    return _("Văn bản: {number} ngày {day}", number=written, day=plain_day(day))


def day_month(day: date, today: date) -> str:
    """15/03, with the year where it is not this one."""
    return _dated(day, "dd/MM" if day.year == today.year else "dd/MM/yyyy", language())


def short_day(day: date, today: date) -> str:
    """T6 15/03."""
    return f"{_(_WEEKDAYS[day.weekday()])} {day_month(day, today)}"


def weekday_and_day(day: date) -> str:
    """Thứ Sáu, 14/06."""
    return _dated(day, "EEEE, dd/MM", language())


def moment(instant: datetime, today: date | None = None) -> str:
    """20/02 15:10, as clocks in Viet Nam showed it; with the year where that is not today's."""
    this_year = today is None or viet_nam_date(instant).year == today.year
    pattern = "dd/MM HH:mm" if this_year else "dd/MM/yyyy HH:mm"
    return format_datetime(instant, pattern, tzinfo=VIET_NAM, locale=language())


def days_left(due_on: date, today: date) -> str:
    """Counted in days, never in weeks: "còn 11 ngày", "hôm nay", "quá hạn 2 ngày"."""
    days = (due_on - today).days
    if days > 0:
        return _("còn {days} ngày", days=days)
    return _("hôm nay") if days == 0 else _("quá hạn {days} ngày", days=-days)


def period_name(period: str) -> str:
    """Quý II/2024, of "2024-Q2"; "" is what has no date."""
    year, _dash, quarter = period.partition("-Q")
    return quarter_name(int(quarter), int(year)) if year else _("Không có hạn")


def quarter_name(quarter: int, year: int) -> str:
    """Quý II/2024."""
    return _("Quý {quarter}/{year}", quarter=_QUARTERS[quarter - 1], year=year)


def grace(due_on: date, today: date, calendar: WorkingCalendar) -> str:
    """Where the deadline was a day off and the next working day is not over: until when it is on time."""
    return grace_until(due_on, last_day_on_time(due_on, calendar), today)


def grace_until(due_on: date, last: date, today: date) -> str:
    """`grace`, where the `last` day on which it is on time is known."""
    return _("còn kịp đến hết {day}", day=short_day(last, today)) if due_on < today <= last else ""


def shorten(title: str, letters: int) -> str:
    """`title` with the usual abbreviations, cut at the end of a word if it is still longer than `letters`."""
    for long, short in _SHORTER:
        title = title.replace(long, short)
    if len(title) <= letters:
        return title
    kept = title[: letters - 1].rsplit(" ", 1)[0]
    return kept.rstrip(" ,;.-–:(") + "…"


def of_agency(code: str, agency_short_name: str) -> str:
    """A duty on a button, where agencies stand side by side."""
    return f"{code} {shorten(agency_short_name, _AGENCY_LETTERS)}"


def file_name(name: str, letters: int = 60) -> str:
    """A file's name, cut before its end: that says what the file is."""
    if len(name) <= letters:
        return name
    end = PurePath(name).suffix[:8]
    return name[: letters - len(end) - 1].rstrip() + "…" + end


def file_size(count: int) -> str:
    """1,2 MB or 34 KB, of a number of bytes."""
    if count >= _MEGABYTE:
        return f"{count / _MEGABYTE:.1f} MB".replace(".", ",")
    return f"{max(1, round(count / _KILOBYTE))} KB"


def line_title(title: str, label: str, kind: Kind, letters: int) -> str:
    """A task as a row: one of several dates is told apart by its label ("Báo cáo CCHC của tỉnh, Quý I")."""
    if kind in (Kind.ONCE, Kind.CONTINUOUS, Kind.EXTERNAL) or len(label) > _LABEL_LETTERS:
        return shorten(title, letters)
    return f"{shorten(title, letters - len(label) - 2)}, {label}"


def state_name(state: State) -> str:
    """How a duty's state is said."""
    return {
        State.NOT_STARTED: _("chưa bắt đầu"),
        State.IN_PROGRESS: _("đang làm"),
        State.REPORTED: _("đã báo xong, chờ xác nhận"),
        State.DONE: _("đã xong"),
        State.RETURNED: _("bị trả lại, cần làm tiếp"),
    }[state]


def how_far(duty: DutyLine) -> str:
    """A duty's state, with its percentage where work has begun and goes on."""
    said = state_name(duty.state)
    if duty.state is State.IN_PROGRESS:
        return _("{state} {percent}%", state=said, percent=duty.percent)
    if duty.state is State.RETURNED and duty.percent:
        return _("{state} (đã làm {percent}%)", state=said, percent=duty.percent)
    return said


def standing_name(found: Standing) -> str:
    """How a duty stands against its deadline."""
    return {
        Standing.DONE_ON_TIME: _("hoàn thành đúng hạn"),
        Standing.DONE_LATE: _("hoàn thành quá hạn"),
        Standing.OPEN_IN_TIME: _("chưa đến hạn"),
        Standing.OPEN_OVERDUE: _("quá hạn"),
        Standing.NO_DATE: _("không ghi thời hạn"),
    }[found]


def change_name(change: Change) -> str:
    """What an entry of a duty's history is, in a word or two."""
    return {
        Change.PROGRESS: _("tiến độ"),
        Change.REPORTED: _("báo đã xong"),
        Change.CONFIRMED: _("xác nhận"),
        Change.RETURNED: _("trả lại"),
        Change.UNDONE: _("hoàn tác"),
        Change.NOTED: _("ghi chú"),
        Change.ATTACHED: _("gửi văn bản"),
        Change.EXTENSION_ASKED: _("xin gia hạn"),
        Change.EXTENSION_AGREED: _("đồng ý gia hạn"),
        Change.EXTENSION_REFUSED: _("từ chối gia hạn"),
        Change.ASSIGNED: _("giao việc"),
    }[change]


def report_period(period: ReportPeriod) -> str:
    """The period of a report, as reports are titled."""
    return {
        ReportKind.FIRST_QUARTER: _("Quý I năm {year}", year=period.year),
        ReportKind.HALF_YEAR: _("6 tháng đầu năm {year}", year=period.year),
        ReportKind.THIRD_QUARTER: _("Quý III năm {year}", year=period.year),
        ReportKind.YEAR: _("năm {year}", year=period.year),
    }[period.kind]


def role_name(role: Role) -> str:
    """How an officer's role is said."""
    return {
        Role.OFFICER: _("cán bộ đầu mối"),
        Role.HEAD: _("lãnh đạo cơ quan"),
        Role.SUPERVISOR: _("giám sát"),
        Role.ADMIN: _("quản trị"),
    }[role]
