"""The periods of the periodic reports, as domain and plan have them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.enums import ReportKind
from data.registry.plans.plans import PlanFact
from data.rules.report_periods import current, data_of, following, horizon, period

PLAN = PlanFact(
    id=1,
    number="175/KH-UBND",
    title="Cải cách hành chính tỉnh Thái Bình năm 2024",
    issuer="Ủy ban nhân dân tỉnh Thái Bình",
    issued_on=date(2023, 12, 29),
    year=2024,
    report_closes=14,
    imported_at=datetime(2024, 1, 2, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("kind", "first", "last", "due_on"),
    [
        (ReportKind.FIRST_QUARTER, "2023-12-15", "2024-03-14", "2024-03-15"),
        (ReportKind.HALF_YEAR, "2023-12-15", "2024-06-14", "2024-06-15"),
        (ReportKind.THIRD_QUARTER, "2024-06-15", "2024-09-14", "2024-09-15"),
        (ReportKind.YEAR, "2023-12-15", "2024-12-14", "2024-12-15"),
    ],
)
def test_a_period_counts_up_to_the_14th_and_is_due_on_the_15th(
    kind: ReportKind, first: str, last: str, due_on: str
) -> None:
    found = period(PLAN, kind)
    assert [day.isoformat() for day in (found.first, found.last, found.due_on)] == [first, last, due_on]


@pytest.mark.parametrize("kind", ReportKind)
def test_which_days_are_told_follows_from_the_day_on_which_a_report_is_due(kind: ReportKind) -> None:
    found = period(PLAN, kind)
    assert data_of(found.due_on) == (found.first, found.last)


@pytest.mark.parametrize(
    ("closes", "first", "last", "due_on"),
    [
        (20, "2024-06-21", "2024-09-20", "2024-09-21"),
        (31, "2024-07-01", "2024-09-30", "2024-10-01"),
    ],
)
def test_the_plan_says_on_which_day_reports_close(closes: int, first: str, last: str, due_on: str) -> None:
    found = period(replace(PLAN, report_closes=closes), ReportKind.THIRD_QUARTER)
    assert [day.isoformat() for day in (found.first, found.last, found.due_on)] == [first, last, due_on]


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        ("2024-01-02", ReportKind.FIRST_QUARTER),
        ("2024-03-20", ReportKind.FIRST_QUARTER),
        ("2024-03-21", ReportKind.HALF_YEAR),
        ("2024-06-21", ReportKind.THIRD_QUARTER),
        ("2024-09-21", ReportKind.YEAR),
        ("2025-02-01", ReportKind.YEAR),
    ],
)
def test_a_report_is_the_current_one_until_it_is_forwarded(today: str, kind: ReportKind) -> None:
    assert current(PLAN, date.fromisoformat(today)).kind is kind


def test_each_report_is_followed_by_the_next_and_the_last_by_none() -> None:
    kinds = [following(PLAN, period(PLAN, kind)).kind for kind in ReportKind]
    assert kinds == [ReportKind.HALF_YEAR, ReportKind.THIRD_QUARTER, ReportKind.YEAR, ReportKind.YEAR]


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (ReportKind.FIRST_QUARTER, "2024-06-30"),
        (ReportKind.HALF_YEAR, "2024-09-30"),
        (ReportKind.THIRD_QUARTER, "2024-12-31"),
        (ReportKind.YEAR, "2024-12-31"),
    ],
)
def test_what_is_coming_goes_to_the_end_of_the_next_quarter(kind: ReportKind, last: str) -> None:
    assert horizon(PLAN, period(PLAN, kind)).isoformat() == last


@pytest.mark.parametrize(("day", "held"), [("2023-12-14", False), ("2023-12-15", True), ("2024-03-14", True)])
def test_both_ends_belong_to_a_period(day: str, held: bool) -> None:
    assert period(PLAN, ReportKind.FIRST_QUARTER).holds(date.fromisoformat(day)) is held


def test_what_has_no_date_is_in_no_period() -> None:
    assert not period(PLAN, ReportKind.YEAR).holds(None)
