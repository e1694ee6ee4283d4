"""Agencies are counted by their sort: who has done what is asked about, and who has not, by number and by name."""

from datetime import date

import pytest

from data.enums import Role
from data.registry.duties import duty_lines
from handlers.base.query import Intent
from handlers.questions.answering.answerer import answer
from handlers.questions.answering.context import Context
from tests.handlers.questions.asking import Asking, Document
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import decomposed, without_accents

SUPERVISOR = Person("snv", Role.SUPERVISOR)
MONDAY = date(2024, 2, 26)
DISTRICTS_LATE = {"quynh-phu", "hung-ha", "dong-hung", "thai-thuy", "kien-xuong", "vu-thu"}
DEPARTMENTS_DONE = {"vp-ubnd", "snv", "stp", "skhdt", "stttt"}
LATE, DONE_BY = 277, 8
"""Agencies that owe TC.1 still, and those that have reported it (`year.py`)."""

NAMED = [
    ("huyện nào chưa nộp kế hoạch CCHC", "open", DISTRICTS_LATE),
    ("những huyện nào còn nợ TC.1", "open", DISTRICTS_LATE),
    ("các huyện đã xong TC.1 chưa", "open", DISTRICTS_LATE),
    ("huyện nào chưa nộp", "open", DISTRICTS_LATE),
    ("mấy huyện quá hạn TC.1 rồi", "overdue", DISTRICTS_LATE),
    ("danh sách các huyện, thành phố chậm TC.1", "overdue", DISTRICTS_LATE),
    ("huyện nào xong TC.1 rồi", "done", {"tp-thai-binh", "tien-hai"}),
    ("những sở nào xong TC.1", "done", DEPARTMENTS_DONE),
    ("bao nhiêu sở ngành đã ban hành kế hoạch CCHC", "done", DEPARTMENTS_DONE),
    ("sở nào đang chờ xác nhận TC.1", "waiting", {"syt"}),
    ("xã nào đã nộp kế hoạch CCHC", "done", {"xa-13108"}),
    ("có bao nhiêu xã đã có kế hoạch CCHC", "done", {"xa-13108"}),
    ("cấp huyện làm TC.1 đến đâu rồi", "open", DISTRICTS_LATE),
    ("các huyện chậm kế hoạch CCHC", "overdue", DISTRICTS_LATE),
    ("các huyện chưa báo cáo", "open", DISTRICTS_LATE),
    ("các huyện nộp kế hoạch CCHC đủ chưa, thiếu huyện nào", "open", DISTRICTS_LATE),
]


@pytest.mark.parametrize("variant", [str, without_accents, decomposed])
@pytest.mark.parametrize(("sentence", "state", "codes"), NAMED)
def test_names_the_agencies_of_the_sort_that_are_in_the_state(
    asking_a_file: Asking, sentence: str, state: str, codes: set[str], variant: type[str]
) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, variant(sentence))
    assert (given["intent"], given["agency"], given["filter"]) == ("agencies", None, state)
    assert set(given["agencies"]) == codes
    assert given["count"] == len(codes)
    assert {item["agency"] for item in given["items"]} == codes


ALL = [
    ("bao nhiêu đơn vị chưa ban hành kế hoạch CCHC", LATE),
    ("còn bao nhiêu cơ quan chưa nộp TC.1", LATE),
    ("ai chưa nộp TC.1", LATE),
    ("liệt kê các đơn vị chưa xong TC.1", LATE),
    ("toàn tỉnh TC.1 xong chưa", LATE),
    ("có bao nhiêu đơn vị đã xong TC.1", DONE_BY),
    ("ai nộp TC.1 rồi", DONE_BY),
]


@pytest.mark.parametrize(("sentence", "count"), ALL)
def test_counts_all_agencies_where_no_sort_is_named(asking_a_file: Asking, sentence: str, count: int) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, sentence)
    assert (given["intent"], given["count"], len(given["agencies"])) == ("agencies", count, count)


def test_communes_of_a_district_are_its_own(asking_a_file: Asking) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, "xã nào của huyện Vũ Thư chưa báo cáo")
    known = {row.agency_code for row in duty_lines.list_duties(asking_a_file.session)}
    assert given["count"] == len(given["agencies"]) == 30
    assert all(code.startswith("xa-") for code in given["agencies"])
    assert set(given["agencies"]) < known
    assert "thuộc UBND huyện Vũ Thư" in given["text"]


def test_tells_who_did_and_who_did_not(asking_a_file: Asking) -> None:
    text = asking_a_file.ask(SUPERVISOR, MONDAY, "huyện nào chưa nộp TC.1")["text"]
    first, second, *rest = text.splitlines()
    assert first.startswith("Hiểu là: TC.1 · hạn Thứ Tư, 31/01/2024 · các huyện, thành phố · chưa hoàn thành")
    assert second == "6/8 cơ quan chưa hoàn thành, trong đó quá hạn 6; đã hoàn thành 2."
    assert rest == [
        "Chưa hoàn thành (6): UBND huyện Quỳnh Phụ; UBND huyện Hưng Hà; UBND huyện Đông Hưng; UBND huyện Thái Thụy; "
        "UBND huyện Kiến Xương; UBND huyện Vũ Thư",
        "Đã hoàn thành (2): UBND TP Thái Bình; UBND huyện Tiền Hải",
    ]


def test_many_are_told_by_level_with_the_first_names(asking_a_file: Asking) -> None:
    text = asking_a_file.ask(SUPERVISOR, MONDAY, "ai chưa nộp TC.1")["text"]
    assert "sở, ban, ngành 5/18 · huyện, thành phố 2/8 · xã, phường, thị trấn 1/260" in text
    assert "… và 257 cơ quan khác" in text


DEADLINES = [
    (MONDAY, "2024-03-15"),
    (date(2024, 3, 25), "2024-03-15"),
    (date(2024, 6, 10), "2024-06-15"),
    (date(2024, 9, 20), "2024-09-15"),
]


@pytest.mark.parametrize(("today", "due_on"), DEADLINES)
def test_without_a_period_the_nearest_report_is_meant(asking_a_file: Asking, today: date, due_on: str) -> None:
    given = asking_a_file.ask(SUPERVISOR, today, "huyện nào chưa nộp báo cáo CCHC")
    assert {(item["task"], item["due_on"]) for item in given["items"]} == {("TC.2", due_on)}


REFUSED = [
    ("stp", Role.OFFICER, "huyện nào chưa nộp"),
    ("stp", Role.HEAD, "đơn vị nào chưa xong TC.1"),
    ("vu-thu", Role.OFFICER, "bao nhiêu xã chưa ban hành kế hoạch CCHC"),
    ("xa-13108", Role.OFFICER, "sở nào quá hạn TC.1"),
]


@pytest.mark.parametrize(("agency", "role", "sentence"), REFUSED)
def test_an_officer_is_told_what_they_may_ask_instead(
    asking_a_file: Asking, agency: str, role: Role, sentence: str
) -> None:
    given = asking_a_file.ask(Person(agency, role), MONDAY, sentence)
    assert (given["intent"], given["items"], given["count"]) == ("agencies", [], None)
    assert "agencies" not in given
    assert "chỉ giám sát xem được" in given["text"]
    assert "ai chủ trì" in given["text"]


NOT_COUNTED = [
    ("việc VI.5 sở nào phải làm", "who"),
    ("cơ quan nào chủ trì TC.1", "who"),
    ("sở nào phải nộp TC.1", "who"),
    ("những cơ quan nào phải ban hành kế hoạch CCHC", "who"),
    ("ai chậm nhất", "summary"),
    ("các sở còn bao nhiêu việc", "count"),
    ("các huyện còn nợ gì", "list"),
]


@pytest.mark.parametrize(("sentence", "intent"), NOT_COUNTED)
def test_what_asks_of_duties_or_leads_counts_no_agencies(asking_a_file: Asking, sentence: str, intent: str) -> None:
    assert asking_a_file.ask(SUPERVISOR, MONDAY, sentence)["intent"] == intent


def test_a_task_of_ones_own_alone_is_shown(asking_a_file: Asking) -> None:
    given = asking_a_file.ask(Person("stp", Role.OFFICER), MONDAY, "đã ai nộp II.3 chưa")
    assert (given["intent"], [item["task"] for item in given["items"]]) == (Intent.CARD, ["II.3"])


FOLLOW_UPS = [
    ("sở nào chưa nộp TC.1", "còn các huyện?", DISTRICTS_LATE),
    ("TC.1 đến đâu rồi", "huyện nào chưa nộp", DISTRICTS_LATE),
    ("ai chủ trì TC.1", "những sở nào xong rồi", DEPARTMENTS_DONE),
    ("bao nhiêu việc quá hạn", "huyện nào chưa nộp", DISTRICTS_LATE),
]


@pytest.mark.parametrize(("first", "then", "codes"), FOLLOW_UPS)
def test_a_follow_up_counts_agencies_of_the_task_that_was_spoken_of(
    asking_a_file: Asking, first: str, then: str, codes: set[str]
) -> None:
    me, session, calendar = asking_a_file._identity(SUPERVISOR), asking_a_file.session, asking_a_file.calendar
    topic = answer(session, me, first, MONDAY, calendar).topic
    assert topic
    found = answer(session, me, then, MONDAY, calendar, Context.from_json(topic.as_json()))
    assert (found.intent, set(found.agencies or ())) == (Intent.AGENCIES, codes)


SCOPES: list[tuple[str, str, set[str]]] = [
    ("các huyện còn nợ gì", "list", {"TC.1", "TC.2", "IV.2"}),
    ("các huyện có gì quá hạn", "list", {"TC.1"}),
    ("các xã còn bao nhiêu việc", "count", {"TC.1"}),
    ("lĩnh vực II còn việc gì quá hạn", "list", {"II.5"}),
]


@pytest.mark.parametrize(("sentence", "intent", "tasks"), SCOPES)
def test_who_oversees_asks_of_all_agencies_of_the_sort(
    asking_a_file: Asking, sentence: str, intent: str, tasks: set[str]
) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, sentence)
    assert (given["intent"], given["agency"]) == (intent, None)
    assert {item["task"] for item in given["items"]} == tasks


OF_SECTION = "đúng hạn 2 (40 %) · hoàn thành quá hạn 0 · chưa đến hạn 1 (20 %) · quá hạn 1 (20 %)"
OF_DISTRICTS = "đúng hạn 2 (5 %) · hoàn thành quá hạn 0 · chưa đến hạn 33 (80 %) · quá hạn 6 (15 %)"
FIGURES = [
    ("lĩnh vực II tình hình thế nào", OF_SECTION),
    ("các huyện tình hình thế nào", OF_DISTRICTS),
    ("cap huyen tinh hinh ra sao", OF_DISTRICTS),
]


@pytest.mark.parametrize(("sentence", "figures"), FIGURES)
def test_how_a_part_of_the_province_stands_is_told_in_figures(
    asking_a_file: Asking, sentence: str, figures: str
) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, sentence)
    assert (given["intent"], given["agency"]) == ("summary", None)
    assert figures in given["text"]
    assert given["text"].startswith("Hiểu là: ")


OWN = ["cơ quan tôi còn nợ gì", "tôi còn nợ gì", "sở mình còn việc gì"]


@pytest.mark.parametrize("sentence", OWN)
def test_who_oversees_asks_of_their_own_agency_by_saying_so(asking_a_file: Asking, sentence: str) -> None:
    assert asking_a_file.ask(SUPERVISOR, MONDAY, sentence)["agency"] == "snv"


def test_how_far_a_task_is_tells_of_every_agency_that_owes_it(asking_a_file: Asking) -> None:
    given: Document = asking_a_file.ask(SUPERVISOR, MONDAY, "TC.1 đến đâu rồi")
    assert (given["intent"], len(given["items"])) == ("card", 286)
    assert "277 cơ quan" in given["text"]


def test_who_asks_for_something_asks_for_all_of_it(asking_a_file: Asking) -> None:
    given = asking_a_file.ask(SUPERVISOR, MONDAY, "cho tôi xem việc quá hạn")
    assert (given["agency"], given["count"]) == (None, 279)
