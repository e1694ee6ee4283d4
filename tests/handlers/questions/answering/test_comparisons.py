"""Figures then and now, from the history."""

from datetime import date

import pytest

from data.enums import Role
from data.registry.plans.scope import active_plans
from data.rules.viet_nam_time import end_of
from scheduler.statistics.overview import count_overview
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

SUPERVISOR, JUSTICE = Person("snv", Role.SUPERVISOR), Person("stp", Role.OFFICER)
MONDAY = date(2024, 2, 26)

DAYS: list[tuple[Person, str, str | None, str, str]] = [
    (SUPERVISOR, "so với tháng trước thế nào", None, "2024-01-31", "2024-02-26"),
    (SUPERVISOR, "so với tuần trước có tiến bộ không", None, "2024-02-25", "2024-02-26"),
    (SUPERVISOR, "tiến bộ hơn quý trước không", None, "2023-12-31", "2024-02-26"),
    (SUPERVISOR, "so với đầu năm ra sao", None, "2023-12-31", "2024-02-26"),
    (SUPERVISOR, "so với cùng kỳ tháng trước thì sao", None, "2024-01-26", "2024-02-26"),
    (SUPERVISOR, "tháng 2 hơn tháng 1 không", None, "2024-01-31", "2024-02-26"),
    (SUPERVISOR, "tháng 1 khác gì tháng 12/2023", None, "2023-12-31", "2024-01-31"),
    (SUPERVISOR, "Sở Tư pháp so với tháng trước thế nào", "stp", "2024-01-31", "2024-02-26"),
    (SUPERVISOR, "có tiến bộ không", None, "2024-01-31", "2024-02-26"),
    (JUSTICE, "so với tháng trước thế nào", "stp", "2024-01-31", "2024-02-26"),
    (JUSTICE, "sở mình có tiến bộ hơn tháng trước không", "stp", "2024-01-31", "2024-02-26"),
]


@pytest.mark.parametrize("variant", [str, without_accents])
@pytest.mark.parametrize(("person", "sentence", "agency", "before", "after"), DAYS)
def test_compares_the_ends_of_two_days(
    asking_a_file: Asking,
    person: Person,
    sentence: str,
    agency: str | None,
    before: str,
    after: str,
    variant: type[str],
) -> None:
    given = asking_a_file.ask(person, MONDAY, variant(sentence))
    assert (given["intent"], given["agency"], given["from"], given["to"]) == ("compare", agency, before, after)


def test_tells_both_figures_and_what_they_come_to(asking_a_file: Asking) -> None:
    assert asking_a_file.ask(JUSTICE, MONDAY, "so với tháng trước thế nào")["text"].splitlines() == [
        "Hiểu là: so cuối ngày 31/01/2024 với 26/02/2024 · Sở Tư pháp",
        "Quá hạn thêm 1.",
        "Hoàn thành đúng hạn: 3 → 3",
        "Chưa đến hạn: 9 → 8 (-1)",
        "Quá hạn: 0 → 1 (+1)",
        "Chờ xác nhận: 1 → 1",
        "Tỷ lệ hoàn thành: 23 % → 23 %",
    ]


PARTS = [
    ("lĩnh vực II so với tháng trước thế nào", "Hoàn thành đúng hạn: 2 → 2"),
    ("các huyện so với tháng trước thế nào", "Hoàn thành đúng hạn: 2 → 2"),
]


@pytest.mark.parametrize(("sentence", "line"), PARTS)
def test_compares_a_part_with_itself(asking_a_file: Asking, sentence: str, line: str) -> None:
    assert line in asking_a_file.ask(SUPERVISOR, MONDAY, sentence)["text"].splitlines()


def test_before_there_was_a_plan_there_is_nothing_to_compare_with(asking_a_file: Asking) -> None:
    text = asking_a_file.ask(SUPERVISOR, MONDAY, "so với tháng 11/2023 thế nào")["text"]
    assert "Ngày 30/11/2023 chưa có kế hoạch này" in text


def test_agencies_are_compared_with_each_other(asking_a_file: Asking) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, "Sở Nội vụ so với Sở Tư pháp ai xong nhiều hơn")
    assert (given["intent"], given["agencies"]) == ("compare", ["snv", "stp"])
    assert "Sở Tư pháp: ✅ 3/13 (23 %) · ⏳ 1" in given["text"]
    sorts = asking_a_file.ask(SUPERVISOR, MONDAY, "so sánh các huyện với các sở")
    assert "các huyện, thành phố: ✅ 2/41" in sorts["text"]


@pytest.mark.parametrize("sentence", ["so sánh Sở Y tế với Sở Nội vụ", "Sở Y tế so với tháng trước thế nào"])
def test_an_officer_compares_no_other_agency(asking_a_file: Asking, sentence: str) -> None:
    given = asking_a_file.ask(JUSTICE, MONDAY, sentence)
    assert given["intent"] == "compare"
    assert "chỉ xem được việc của cơ quan mình" in given["text"]


def test_the_figures_of_today_are_the_live_ones(asking: Asking) -> None:
    plan = active_plans(asking.session)
    live = count_overview(asking.session, plan, MONDAY, asking.calendar)
    assert count_overview(asking.session, plan, MONDAY, asking.calendar, until=end_of(MONDAY)) == live
    assert (live.whole.done, live.whole.waiting) == (11, 4)
    then = date(2024, 1, 25)
    past = count_overview(asking.session, plan, then, asking.calendar, until=end_of(then))
    assert past.whole.done == 4
