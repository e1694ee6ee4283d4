"""The calendar as decided for 2024-2026, and the days that laws are tried on."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from data.words import DayKind
from scheduler.calendar import DayOff, WorkingCalendar

DECIDED = tuple(
    DayOff(date.fromisoformat(day), DayKind(kind), name, document)
    for day, kind, name, document in [
        ("2024-02-08", "off", "Nghỉ Tết Nguyên đán", "CV 8662/VPCP-KGVX (2023)"),
        ("2024-02-09", "off", "Nghỉ Tết Nguyên đán", "CV 8662/VPCP-KGVX (2023)"),
        ("2024-02-12", "off", "Nghỉ Tết Nguyên đán", "CV 8662/VPCP-KGVX (2023)"),
        ("2024-02-13", "off", "Nghỉ Tết Nguyên đán", "CV 8662/VPCP-KGVX (2023)"),
        ("2024-02-14", "off", "Nghỉ Tết Nguyên đán", "CV 8662/VPCP-KGVX (2023)"),
        ("2024-04-29", "off", "Nghỉ hoán đổi", "CV 2450/VPCP-KGVX 12/4/2024"),
        ("2024-05-04", "worked", "Làm bù cho 29/4/2024", "CV 2450/VPCP-KGVX 12/4/2024"),
        ("2024-09-02", "off", "Quốc khánh", "TB 5015/TB-LĐTBXH"),
        ("2024-09-03", "off", "Quốc khánh", "TB 5015/TB-LĐTBXH"),
        ("2025-05-02", "off", "Nghỉ hoán đổi", "TB 6150 (2024)"),
        ("2025-04-26", "worked", "Làm bù cho 02/5/2025", "TB 6150 (2024)"),
        ("2026-01-02", "off", "Nghỉ hoán đổi", "CV 12729/VPCP-KGVX 25/12/2025"),
        ("2026-01-10", "worked", "Làm bù cho 02/01/2026", "CV 12729/VPCP-KGVX 25/12/2025"),
        ("2026-08-31", "off", "Nghỉ hoán đổi", "CV 9859/VPCP-KGVX 13/10/2025"),
        ("2026-08-22", "worked", "Làm bù cho 31/8/2026", "CV 9859/VPCP-KGVX 13/10/2025"),
    ]
)

CALENDAR = WorkingCalendar(DECIDED)

LAW = settings(derandomize=True, deadline=None)
"""The same examples on every run; the first of them pays for loading the public holidays."""


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def days(first: date = date(2023, 6, 1), last: date = date(2027, 6, 30)) -> st.SearchStrategy[date]:
    return st.dates(first, last)


def calendars() -> st.SearchStrategy[WorkingCalendar]:
    """Any calendar that an administrator may decide: days off and worked days anywhere, many in a row."""
    decided = st.builds(DayOff, days(), st.sampled_from(DayKind), st.just("Nghỉ"), st.just("QĐ 1"))
    return st.lists(decided, max_size=40).map(WorkingCalendar)
