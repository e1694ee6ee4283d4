"""Plans named in words."""

from datetime import UTC, date, datetime

import pytest

from data.registry.plans.plans import PlanFact
from handlers.parsing.plan_names import extract_plan, find_missing_plan

TODAY = date(2025, 1, 6)


def plan(number: str, year: int) -> PlanFact:
    return PlanFact(year, number, "", "", date(year - 1, 12, 25), year, 14, datetime(year, 1, 1, tzinfo=UTC))


PLANS = [plan("20/KH-UBND", 2025), plan("175/KH-UBND", 2024)]


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("kế hoạch 20 còn gì", "20/KH-UBND", "còn gì"),
        ("KH 175 việc quá hạn", "175/KH-UBND", "việc quá hạn"),
        ("việc quá hạn của kế hoạch số 175/KH–UBND", "175/KH-UBND", "việc quá hạn"),
        ("ke hoach 175 / kh-ubnd con gi", "175/KH-UBND", "con gi"),
        ("tình hình kế hoạch năm ngoái", "175/KH-UBND", "tình hình"),
        ("kế hoạch năm nay thế nào", "20/KH-UBND", "thế nào"),
        ("kế hoạch năm 2024 còn gì", "175/KH-UBND", "còn gì"),
        ("kế hoạch năm 2024 về chuyển đổi số", None, "kế hoạch năm 2024 về chuyển đổi số"),
        ("II.3 của KH 20", "20/KH-UBND", "II.3"),
        ("việc quá hạn", None, "việc quá hạn"),
        ("kế hoạch 21 còn gì", None, "kế hoạch 21 còn gì"),
        ("kế hoạch kiểm tra năm nay", None, "kế hoạch kiểm tra năm nay"),
        ("II.3 xong, kế hoạch 20/KH-UBND ngày 3/1/2025", None, "II.3 xong, kế hoạch 20/KH-UBND ngày 3/1/2025"),
        ("II.3 xong, số 20/KH-UBND", None, "II.3 xong, số 20/KH-UBND"),
    ],
)
def test_a_plan_is_named_by_number_or_year(words: str, number: str | None, rest: str) -> None:
    found, left = extract_plan(words, PLANS, TODAY)
    assert (found and found.number, left) == (number, rest)


def test_where_there_is_one_plan_nothing_is_a_name() -> None:
    assert extract_plan("kế hoạch 20 còn gì", PLANS[:1], TODAY) == (None, "kế hoạch 20 còn gì")


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("kế hoạch 999", ("999", None, "", False)),
        ("II.3 của kế hoạch số 999/KH-UBND thế nào", ("999/KH-UBND", None, "II.3 thế nào", True)),
        ("kh 999 tháng 3 còn gì", ("999", None, "tháng 3 còn gì", False)),
        ("tình hình kế hoạch năm 2023", ("", 2023, "tình hình", False)),
        ("ke hoach 2023 den dau", ("", 2023, "den dau", False)),
        ("kế hoạch năm sau", ("", 2026, "", False)),
        ("kiểm tra kế hoạch 999", ("999", None, "kiểm tra", False)),
        ("kế hoạch năm ngoái", None),
        ("kế hoạch 2024 còn gì", None),
        ("kế hoạch 175 còn gì", None),
        ("kế hoạch 30 ngày tới", None),
        ("kế hoạch 6 tháng cuối năm", None),
        ("xây dựng kế hoạch năm 2026", None),
        ("đã ký xong kế hoạch 40", None),
        ("kế hoạch 40/KH-UBND ngày 3/1/2025", None),
        ("kế hoạch kiểm tra năm 2023", None),
        ("kế hoạch năm 2026 về chuyển đổi số", None),
        ("việc quá hạn", None),
    ],
)
def test_a_plan_that_is_named_and_not_there_is_missing(
    words: str, missing: tuple[str, int | None, str, bool] | None
) -> None:
    found = find_missing_plan(words, PLANS, TODAY)
    assert (found and (found.number, found.year, found.rest, found.joined)) == missing
    assert find_missing_plan(words, [], TODAY) is None
