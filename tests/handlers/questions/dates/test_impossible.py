"""A quarter, a month or a day that no calendar has is named as such, and nothing is listed for it."""

from datetime import date

import pytest

from data.enums import Role
from handlers.questions.dates.impossible import find_impossible_time
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person

NAMED = [
    ("quý 5 phải nộp gì", "quý 5"),
    ("quý V phải nộp gì", "quý V"),
    ("tháng 13 có việc gì", "tháng 13"),
    ("thang 0 co viec gi", "thang 0"),
    ("ngày 30/2 phải nộp gì", "ngày 30/2"),
    ("đến 31/4/2024 còn gì", "31/4/2024"),
    ("ngày 31 tháng 6 có gì", "ngày 31 tháng 6"),
    ("29/2/2025 có gì", "29/2/2025"),
]
POSSIBLE = [
    *("29/2 có gì", "quý 4 phải nộp gì", "tháng 12/2024", "12/KH-UBND ngày 5/3", "quý vị"),
    *("2/3 việc xong rồi", "quý I"),
]


@pytest.mark.parametrize(("sentence", "named"), NAMED)
def test_a_time_that_no_calendar_has_is_found_as_typed(sentence: str, named: str) -> None:
    assert find_impossible_time(sentence) == named


@pytest.mark.parametrize("sentence", POSSIBLE)
def test_a_time_that_there_is_is_none(sentence: str) -> None:
    assert find_impossible_time(sentence) == ""


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_it_is_said_that_there_is_no_such_time(asking: Asking) -> None:
    for sentence, named in NAMED:
        found = asking.ask(Person("stp", Role.OFFICER), date(2024, 2, 26), sentence)
        assert f"“{named}”" in found["text"], sentence
        assert not found["items"]
