"""The calendar as decided for 2024-2026, and the calendars, days and policies that laws are tried on."""

from datetime import date, timedelta

from hypothesis import strategies as st

from data.enums import DayKind
from data.rules.calendar import DayOff, WorkingCalendar
from data.rules.stages import DAYS_BEFORE, Policy, Stage

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


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def working_days(calendar: WorkingCalendar, start: date, end: date) -> int:
    """Those after `start`, up to and with `end`."""
    return sum(calendar.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2023, 11, 1), date(2025, 1, 31))


def calendars() -> st.SearchStrategy[WorkingCalendar]:
    """Any calendar that may be decided: weeks off in a row, worked Sundays, anywhere."""
    stretches = st.tuples(days(), st.integers(1, 20), st.sampled_from(DayKind))
    return st.lists(stretches, max_size=8).map(_calendar)


def _calendar(stretches: list[tuple[date, int, DayKind]]) -> WorkingCalendar:
    return WorkingCalendar(
        DayOff(first + timedelta(days=n), kind, "Theo quyết định", "QĐ 1")
        for first, length, kind in stretches
        for n in range(length)
    )


def policies() -> st.SearchStrategy[Policy]:
    """Any choice of stages a plan may make."""
    chosen = st.frozensets(st.sampled_from(sorted(DAYS_BEFORE)))
    return st.builds(Policy, chosen.map(lambda stages: stages | {Stage.T_0}), chosen)
