"""A state that is named is the filter; a day that is named lists all that is due then."""

from datetime import date

import pytest

from data.enums import Role
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

TODAY = date(2024, 2, 26)
STP, SNV, VP = (Person(code, Role.OFFICER) for code in ("stp", "snv", "vp-ubnd"))
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])

STATES = {
    "những việc nào chưa bắt đầu": (STP, "not_started", {"TC.2"}),
    "việc nào đang làm dở": (STP, "in_progress", {"II.3", "II.5"}),
    "việc đang chờ duyệt": (STP, "waiting", {"II.4"}),
    "việc nào bị trả lại": (VP, "returned", {"III.3"}),
    "những việc đã bị trả về": (VP, "returned", {"III.3"}),
    "việc nào đã xong nhưng quá hạn": (Person("stttt", Role.OFFICER), "late", {"TC.1"}),
    "có việc nào đang xin gia hạn không": (STP, "extension", set()),
    "việc nào làm quanh năm": (VP, "continuous", {"III.2", "III.5"}),
    "việc nào không có hạn, làm thường xuyên": (VP, "continuous", {"III.2", "III.5"}),
}


@TYPED
@pytest.mark.parametrize(("sentence", "expected"), STATES.items())
def test_a_named_state_is_the_filter(
    asking_a_file: Asking, sentence: str, expected: tuple[Person, str, set[str]], typed: type[str]
) -> None:
    person, state, codes = expected
    given = asking_a_file.ask(person, TODAY, typed(sentence))
    assert (given["intent"], given["filter"]) == ("list", state)
    codes_shown = {item["task"] for item in given["items"]}
    assert codes_shown == codes or (state == "not_started" and codes_shown >= codes), given["text"]


def test_continuous_duties_are_not_those_that_wait_for_a_date(asking_a_file: Asking) -> None:
    undated = asking_a_file.ask(SNV, TODAY, "việc không có hạn")["items"]
    continuous = asking_a_file.ask(SNV, TODAY, "việc làm quanh năm")["items"]
    assert {item["task"] for item in undated} - {item["task"] for item in continuous} == {"I.1"}


@TYPED
@pytest.mark.parametrize("asked", ["đã được duyệt chưa", "đã được chấp nhận chưa", "được xác nhận chưa"])
def test_whether_it_was_accepted_is_answered_with_its_card(
    asking_a_file: Asking, asked: str, typed: type[str]
) -> None:
    given = asking_a_file.ask(STP, TODAY, typed(f"II.4 {asked}"))
    assert (given["intent"], [item["task"] for item in given["items"]]) == ("card", ["II.4"])


@TYPED
@pytest.mark.parametrize(
    "sentence",
    [
        "ngày 30/6 phải nộp những gì",
        "30/6 có những việc nào đến hạn",
        "hạn ngày 30/6 có gì",
        "ngày 30/6 đến hạn những gì",
    ],
)
def test_a_day_lists_all_that_is_due_then(asking_a_file: Asking, sentence: str, typed: type[str]) -> None:
    given = asking_a_file.ask(SNV, TODAY, typed(sentence))
    assert (given["intent"], given["from"], given["to"]) == ("list", "2024-06-30", "2024-06-30")
    assert {item["task"] for item in given["items"]} == {"I.3", "I.4", "I.5", "IV.3", "V.2", "V.3"}


@TYPED
@pytest.mark.parametrize(
    "sentence",
    [
        "sắp tới lượt báo cáo nào",
        "tới lượt báo cáo nào",
        "bao giờ lại phải báo cáo tiếp",
        "kỳ báo cáo kế tiếp là khi nào",
    ],
)
@pytest.mark.parametrize(("today", "due"), [(TODAY, "2024-03-15"), (date(2024, 9, 18), "2024-12-15")])
def test_the_coming_report_is_told_however_far_it_is(
    asking_a_file: Asking, sentence: str, today: date, due: str, typed: type[str]
) -> None:
    given = asking_a_file.ask(STP, today, typed(sentence))
    assert given["intent"] in ("next", "when")
    assert [(item["task"], item["due_on"]) for item in given["items"]] == [("TC.2", due)]
