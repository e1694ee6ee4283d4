"""The part of a sentence that asks is read by itself, where the rest says nothing of the plan."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.enums import Role
from data.store import Store
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.variants import without_accents

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
STP, BOSS = Person("stp", Role.OFFICER), Person("snv", Role.SUPERVISOR)
MONDAY = date(2024, 1, 29)
TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


PREAMBLES = [
    "Sếp đang hỏi gấp",
    "Bên em đang cãi nhau",
    "Bận tối mắt tối mũi",
    "Nhắc em với",
    "Tôi đi học một tháng nên xin hỏi trước",
    "Để tôi gọi điện từng nơi",
]
ASKED = [
    (STP, "tuần này phải xong gì", "list", ("2024-01-29", "2024-02-04")),
    (STP, "trong 30 ngày tới Sở Tư pháp có hạn nào không", "list", ("2024-01-29", "2024-02-28")),
    (STP, "xin danh sách việc trong tháng của Sở Tư pháp", "list", ("2024-01-01", "2024-01-31")),
    (BOSS, "liệt kê đơn vị chưa làm TC.1", "agencies", (None, None)),
]


@TYPED
@pytest.mark.parametrize("asked", ASKED, ids=[row[1] for row in ASKED])
@pytest.mark.parametrize("before", PREAMBLES)
def test_what_is_asked_behind_a_preamble_is_answered(
    asking_of_the_plan: Asking,
    before: str,
    asked: tuple[Person, str, str, tuple[str | None, str | None]],
    typed: type[str],
) -> None:
    person, sentence, intent, period = asked
    given = asking_of_the_plan.ask(person, MONDAY, typed(f"{before}, {sentence}"))
    assert (given["intent"], (given["from"], given["to"])) == (intent, period)


@TYPED
@pytest.mark.parametrize(
    "sentence", ["sau khi nộp báo cáo quý 1 thì còn gì phải làm", "nộp xong II.3 thì sở còn việc gì"]
)
def test_what_is_left_behind_something_done_is_all_that_is_owed(
    asking_of_the_plan: Asking, sentence: str, typed: type[str]
) -> None:
    given = asking_of_the_plan.ask(STP, MONDAY, typed(sentence))
    assert given["intent"] in ("list", "next")
    assert (given["from"], given["to"], given["needs_confirmation"]) == (None, None, False)
    assert len(given["items"]) > 5


BESIDE = [
    "TC.1 của xã thế nào rồi, còn báo cáo quý 1 bao giờ nộp",
    "nếu sếp đồng ý, II.3 xong rồi",
    "II.3 xong rồi, à mà thôi để sau",
    "kế hoạch CCHC, hạn bao giờ",
]


@pytest.mark.parametrize("sentence", BESIDE)
def test_a_part_is_not_read_alone_where_the_rest_says_something(asking_of_the_plan: Asking, sentence: str) -> None:
    given = asking_of_the_plan.ask(STP, MONDAY, sentence)
    assert not given["needs_confirmation"]
    assert len(given["items"]) <= 2
