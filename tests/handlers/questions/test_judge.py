"""The judge lets nothing wrong pass and nothing right fail, and items are what a person would count by hand."""

from dataclasses import replace

import pytest

from tests.handlers.questions.asking import Asking, Document
from tests.handlers.questions.corpus.cases import cases
from tests.handlers.questions.corpus.expected import items
from tests.handlers.questions.corpus.judge import faults

EVERY = {case.sentence: case for case in (*cases("writing"), *cases("judging"))}
THIS_WEEK = EVERY["tuần này phải nộp gì"]

RIGHT: Document = {
    "intent": "list",
    "agency": "stp",
    "from": "2024-02-26",
    "to": "2024-03-03",
    "filter": "open",
    "items": [{"task": "II.3", "agency": "stp", "due_on": "2024-02-29"}],
    "count": None,
    "needs_confirmation": False,
    "text": "Tuần này · Sở Tư pháp · chưa xong",
}

WRONG = [
    {"intent": "card"},
    {"agency": "snv"},
    {"agency": None},
    {"from": None},
    {"to": "2024-03-01"},
    {"filter": "all"},
    {"items": []},
    {"items": [*RIGHT["items"], {"task": "II.5", "agency": "stp", "due_on": "2024-01-31"}]},
    {"items": [{"task": "II.3", "agency": "snv", "due_on": "2024-02-29"}]},
    {"items": [{"task": "II.3", "agency": "stp", "due_on": None}]},
    {"needs_confirmation": True},
]


def test_a_right_answer_has_no_fault(asking_a_file: Asking) -> None:
    assert faults(asking_a_file, THIS_WEEK, RIGHT) == []


@pytest.mark.parametrize("difference", WRONG)
def test_whatever_differs_is_a_fault(asking_a_file: Asking, difference: Document) -> None:
    assert len(faults(asking_a_file, THIS_WEEK, RIGHT | difference)) == 1


def test_a_text_without_the_words_asked_for_is_a_fault(asking_a_file: Asking) -> None:
    assert len(faults(asking_a_file, replace(THIS_WEEK, says=("29/02", "Sở Tư pháp")), RIGHT)) == 1


def test_a_count_that_is_not_the_number_of_items_is_a_fault(asking_a_file: Asking) -> None:
    counting = replace(THIS_WEEK, intents=("count",))
    assert faults(asking_a_file, counting, RIGHT | {"intent": "count", "count": 1}) == []
    assert len(faults(asking_a_file, counting, RIGHT | {"intent": "count", "count": 2})) == 1


BY_HAND = [
    ("mình có mấy việc quá hạn", {"II.5"}),
    ("quý này còn nợ gì", {"II.5", "II.3", "TC.2"}),
    ("việc nào không có hạn", {"I.1", "V.6"}),
    ("mình đã xong những việc gì", {"II.1", "II.2", "II.4", "TC.1"}),
    ("toàn tỉnh có những việc nào đang chờ xác nhận", {"II.4", "IV.1", "VII.1", "TC.1"}),
    ("việc gấp nhất bây giờ", {"II.5"}),
    ("huyện phải phối hợp những việc gì trong quý 2", {"I.3", "I.4", "I.5", "IV.2", "IV.3", "V.2", "V.3"}),
    ("xong III.3 kế hoạch tháng 1 rồi", {"III.3"}),
    ("Sở Y tế còn nợ gì", set()),
]


@pytest.mark.parametrize(("sentence", "tasks"), BY_HAND)
def test_the_rule_finds_what_the_plan_says(asking: Asking, sentence: str, tasks: set[str]) -> None:
    found = items(asking.session, EVERY[sentence], asking.calendar)
    assert found is not None
    assert {task for task, *_rest in found} == tasks


def test_what_is_not_judged_has_no_items(asking: Asking) -> None:
    unjudged = EVERY["nếu II.3 xong rồi thì báo thế nào"]
    assert items(asking.session, unjudged, asking.calendar) is None
