"""Selections: the letters that stand in buttons, and the rows that a selection matches."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from data.enums import Part, State
from data.registry.duties.duty_lines import DutyLine
from data.rules.calendar import WorkingCalendar
from handlers.base.breakdowns import decode_breakdown, encode_breakdown, read_breakdown
from handlers.base.list_filters import decode_filter, encode_filter, read_filter
from handlers.base.query import Period, Status
from handlers.base.selection import NOBODY, Selection

TODAY = date(2024, 2, 26)
CALENDAR = WorkingCalendar()


def duty(**facts: Any) -> DutyLine:
    given: dict[str, Any] = {
        "plan_id": 1,
        "plan_number": "175/KH-UBND",
        "plan_year": 2024,
        "code": "IV.7b",
        "folded_title": "de an sap xep",
        "due_on": date(2024, 5, 31),
        "state": State.IN_PROGRESS,
        "agency_id": 17,
    }
    return cast("DutyLine", SimpleNamespace(**given | facts))


@pytest.mark.parametrize(
    ("words", "letters", "selection"),
    [
        ("", "o", Selection(status=Status.OPEN)),
        ("tất cả", "a", Selection()),
        ("quá hạn", "v", Selection(status=Status.OVERDUE)),
        ("đã xong", "d", Selection(status=Status.DONE)),
        ("chờ xác nhận", "w", Selection(status=Status.WAITING)),
        ("phối hợp", "c", Selection(part=Part.COORDINATING)),
        ("không hạn", "n", Selection(undated=True)),
        ("quý II", "q2", Selection(months=(4, 5, 6))),
        ("Q4/2024", "q4", Selection(months=(10, 11, 12))),
        ("tháng 06", "m6", Selection(months=(6,))),
        ("t12", "m12", Selection(months=(12,))),
        ("6 tháng", "r1-6", Selection(months=(1, 2, 3, 4, 5, 6))),
        ("sáu tháng cuối năm", "r7-12", Selection(months=(7, 8, 9, 10, 11, 12))),
        ("9 tháng đầu năm 2024", "r1-9", Selection(months=tuple(range(1, 10)))),
        ("cả năm", "r1-12", Selection(months=tuple(range(1, 13)))),
        ("iv.7B", "tIV.7b", Selection(codes=("IV.7b",))),
        ("lĩnh vực iv", "sIV", Selection(sections=("IV",))),
        ("sắp xếp, xã", "ksắp xếp xã", Selection(keyword="sắp xếp xã")),
    ],
)
def test_a_list_filter_has_its_words_and_letters(words: str, letters: str, selection: Selection) -> None:
    assert read_filter(words) == selection
    assert encode_filter(selection) == letters
    assert decode_filter(letters) == selection


@pytest.mark.parametrize(
    "letters", [f"q{quarter}" for quarter in range(1, 5)] + [f"m{month}" for month in range(1, 13)]
)
def test_quarters_and_months_keep_their_letters(letters: str) -> None:
    assert encode_filter(decode_filter(letters)) == letters


@pytest.mark.parametrize(
    ("letters", "selection"),
    [
        ("all", Selection()),
        ("a17", Selection(agency_id=17)),
        ("sIV", Selection(sections=("IV",))),
        ("sTC", Selection(sections=("TC",))),
        ("q", Selection(undated=True)),
        ("q2024-Q1", Selection(period=Period(date(2024, 1, 1), date(2024, 3, 31)))),
        ("q9999-Q4", Selection(period=Period(date(9999, 10, 1), date(9999, 12, 31)))),
        ("m2024-02", Selection(period=Period(date(2024, 2, 1), date(2024, 2, 29)))),
        ("f17", Selection(field_lead=17)),
        ("fTC", Selection(field_lead=NOBODY)),
    ],
)
def test_a_breakdown_has_its_letters(letters: str, selection: Selection) -> None:
    assert decode_breakdown(letters) == selection
    assert encode_breakdown(selection) == letters


def test_a_looked_up_field_lead_keeps_its_letters() -> None:
    assert encode_breakdown(Selection(field_lead=17, sections=("II", "IV"))) == "f17"


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("quý 2", "q2023-Q2"),
        ("tháng 6", "m2023-06"),
        ("t12/2024", "m2024-12"),
        ("không hạn", "q"),
        ("iv", "sIV"),
        ("6 tháng", "n2023-0106"),
        ("sau thang dau nam", "n2023-0106"),
        ("6 tháng cuối năm 2024", "n2024-0712"),
        ("6 tháng năm 2024", "n2024-0106"),
        ("9 tháng", "n2023-0109"),
        ("9 thang/2024", "n2024-0109"),
        ("năm", "n2023-0112"),
        ("cả năm 2024", "n2024-0112"),
        ("năm 2022", "n2022-0112"),
        ("năm nay", "n2024-0112"),
        ("nam ngoai", "n2023-0112"),
        ("tuần này", "w2024-W09"),
        ("tuan sau", "w2024-W10"),
        ("tháng trước", "m2024-01"),
        ("thang nay", "m2024-02"),
        ("quý trước", "q2023-Q4"),
        ("quý sau", "q2024-Q2"),
    ],
)
def test_a_breakdown_is_read_in_the_year_of_the_plan(words: str, letters: str) -> None:
    found = read_breakdown(words, 2023, date(2024, 2, 26))
    assert found is not None
    assert encode_breakdown(found) == letters


@pytest.mark.parametrize(
    "words", ["tháng 13", "7 tháng", "tuần 3", "năm 24", "Nam Trung", "quá hạn", "IV.7b", "Sở Tư pháp"]
)
def test_words_of_no_breakdown_are_none(words: str) -> None:
    assert read_breakdown(words, 2024, date(2024, 2, 26)) is None


@pytest.mark.parametrize(
    ("selection", "row"),
    [
        (Selection(agency_id=17), {"agency_id": 18}),
        (Selection(sections=("IV",)), {"code": "I.7"}),
        (Selection(sections=("IV",)), {"code": "TC.1"}),
        (Selection(codes=("IV.7b",)), {"code": "IV.7"}),
        (Selection(tasks=frozenset({("175/KH-UBND", "IV.7b")})), {"plan_number": "12/KH-UBND"}),
        (Selection(keyword="Đề xếp"), {"folded_title": "de an"}),
        (Selection(months=(5,)), {"due_on": date(2025, 5, 31)}),
        (Selection(months=(5,)), {"due_on": None}),
        (Selection(period=Period(date(2024, 5, 31), None)), {"due_on": date(2024, 5, 30)}),
        (Selection(period=Period(date(2024, 5, 31), None)), {"due_on": None}),
        (Selection(status=Status.OPEN), {"state": State.DONE}),
        (Selection(status=Status.IN_TIME), {"due_on": date(2024, 2, 22)}),
    ],
)
def test_a_row_that_fails_one_condition_is_left_out(selection: Selection, row: dict[str, Any]) -> None:
    rows = [duty(), duty(**row)]
    assert selection.select(rows, TODAY, CALENDAR) == rows[:1]


@pytest.mark.parametrize(
    ("selection", "row"),
    [
        (Selection(undated=True), {"due_on": None}),
        (Selection(status=Status.UNDATED), {"due_on": None}),
        (Selection(status=Status.OVERDUE), {"due_on": date(2024, 2, 22)}),
        (Selection(status=Status.DONE), {"state": State.DONE}),
        (Selection(status=Status.WAITING), {"state": State.REPORTED}),
    ],
)
def test_a_row_that_meets_the_condition_is_taken(selection: Selection, row: dict[str, Any]) -> None:
    rows = [duty(), duty(**row)]
    assert selection.select(rows, TODAY, CALENDAR) == rows[1:]


def test_what_is_done_without_a_date_is_undated_in_lists_and_not_in_questions() -> None:
    done = duty(due_on=None, state=State.DONE)
    assert Selection(undated=True).matches(done, TODAY, CALENDAR)
    assert not Selection(status=Status.UNDATED).matches(done, TODAY, CALENDAR)
