import pickle
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given

from data.enums import DayKind
from data.rules.calendar import DayOff, WorkingCalendar
from tests.data.rules.calendars import CALENDAR, calendars, days, days_of, working_days

WEEKDAYS_OFF = {
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
WEEKENDS_WORKED = {2024: "05-04", 2025: "04-26", 2026: "01-10 08-22"}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_weekdays_off_of_a_year_are_those_of_its_public_holidays_and_swaps(year: int) -> None:
    off = [day for day in days_of(year) if day.weekday() < 5 and not CALENDAR.is_working(day)]
    assert " ".join(f"{day:%m-%d}" for day in off) == WEEKDAYS_OFF[year]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_saturdays_worked_in_a_year_are_those_that_were_swapped(year: int) -> None:
    worked = [day for day in days_of(year) if day.weekday() >= 5 and CALENDAR.is_working(day)]
    assert " ".join(f"{day:%m-%d}" for day in worked) == WEEKENDS_WORKED[year]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2024-03-15", None),
        ("2024-06-15", "Thứ Bảy"),
        ("2024-06-16", "Chủ nhật"),
        ("2024-01-01", "Tết Dương lịch"),
        ("2024-04-18", "Ngày Giỗ Tổ Hùng Vương"),
        ("2024-04-30", "Ngày Chiến thắng"),
        ("2025-05-01", "Ngày Quốc tế Lao động"),
        ("2025-01-29", "Tết Nguyên Đán"),
        ("2024-02-12", "Nghỉ Tết Nguyên đán"),
        ("2024-02-10", "Tết Nguyên Đán"),
        ("2024-09-02", "Quốc khánh"),
        ("2024-04-29", "Nghỉ hoán đổi"),
        ("2024-05-04", None),
        ("2026-01-02", "Nghỉ hoán đổi"),
        ("2026-01-10", None),
    ],
)
def test_a_day_off_says_its_name(day: str, name: str | None) -> None:
    assert CALENDAR.why_off(date.fromisoformat(day)) == name


def test_the_calculation_alone_knows_swaps_decided_before_its_release_and_no_others() -> None:
    calculated = WorkingCalendar()
    assert calculated.is_working(date(2024, 5, 4))
    assert not calculated.is_working(date(2024, 4, 29))
    assert calculated.is_working(date(2026, 1, 2))
    assert not calculated.is_working(date(2026, 1, 10))


@pytest.mark.parametrize(
    ("day", "kind", "working"),
    [
        ("2024-03-15", DayKind.OFF, False),
        ("2024-06-15", DayKind.WORKED, True),
        ("2024-04-30", DayKind.WORKED, True),
        ("2024-05-04", DayKind.OFF, False),
    ],
)
def test_a_decided_day_beats_weekend_and_calculation(day: str, kind: DayKind, working: bool) -> None:
    decided = DayOff(date.fromisoformat(day), kind, "Theo quyết định", "QĐ 1")
    assert WorkingCalendar([decided]).is_working(decided.day) is working


@pytest.mark.parametrize(
    ("day", "before", "on_or_before", "on_or_after", "after"),
    [
        ("2024-03-15", "2024-03-14", "2024-03-15", "2024-03-15", "2024-03-18"),
        ("2024-06-15", "2024-06-14", "2024-06-14", "2024-06-17", "2024-06-17"),
        ("2024-02-10", "2024-02-07", "2024-02-07", "2024-02-15", "2024-02-15"),
        ("2024-04-29", "2024-04-26", "2024-04-26", "2024-05-02", "2024-05-02"),
        ("2024-05-05", "2024-05-04", "2024-05-04", "2024-05-06", "2024-05-06"),
        ("2024-12-31", "2024-12-30", "2024-12-31", "2024-12-31", "2025-01-02"),
        ("2026-01-02", "2025-12-31", "2025-12-31", "2026-01-05", "2026-01-05"),
    ],
)
def test_the_working_days_around_a_day(
    day: str, before: str, on_or_before: str, on_or_after: str, after: str
) -> None:
    around = date.fromisoformat(day)
    found = [
        CALENDAR.before(around),
        CALENDAR.on_or_before(around),
        CALENDAR.on_or_after(around),
        CALENDAR.after(around),
    ]
    assert [f"{one}" for one in found] == [before, on_or_before, on_or_after, after]


@given(calendar=calendars(), day=days())
def test_nothing_is_worked_between_a_day_and_the_nearest_working_day(calendar: WorkingCalendar, day: date) -> None:
    earlier, later = calendar.on_or_before(day), calendar.on_or_after(day)
    assert calendar.is_working(earlier)
    assert calendar.is_working(later)
    assert earlier <= day <= later
    assert working_days(calendar, earlier, later) == (earlier != later)


def test_nearest_days_go_by_what_was_decided_last() -> None:
    monday = date(2024, 3, 11)
    calendar = WorkingCalendar()
    assert (calendar.on_or_after(monday), calendar.on_or_before(monday)) == (monday, monday)
    calendar.replace_days([DayOff(monday, DayKind.OFF, "Nghỉ bù", "1/QĐ-UBND")])
    assert (calendar.on_or_after(monday), calendar.on_or_before(monday)) == (date(2024, 3, 12), date(2024, 3, 8))


@given(calendars(), days())
def test_a_calendar_that_was_asked_is_the_same_in_another_process(calendar: WorkingCalendar, day: date) -> None:
    nearest = calendar.on_or_after(day)
    there: WorkingCalendar = pickle.loads(pickle.dumps(calendar))
    assert (there.on_or_after(day), there.why_off(day)) == (nearest, calendar.why_off(day))


def test_holidays_are_not_loaded_before_a_working_day_is_asked_for() -> None:
    program = "import sys, data.rules.calendar, data.rules.standing; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
