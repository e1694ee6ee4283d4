"""Period, agency, state and field in any order: what each means alone it means beside any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle, product

from data.enums import Role
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import ANYTHING, Case, Person
from tests.handlers.questions.corpus.judge import faults

TODAY = date(2024, 5, 5)
"""A Sunday."""

SUPERVISOR = Person("snv", Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Period:
    words: str
    first: str
    last: str


PERIODS = (
    Period("tuần này", "2024-04-29", "2024-05-05"),
    Period("tuần sau", "2024-05-06", "2024-05-12"),
    Period("tháng này", "2024-05-01", "2024-05-31"),
    Period("tháng trước", "2024-04-01", "2024-04-30"),
    Period("tháng sáu", "2024-06-01", "2024-06-30"),
    Period("quý này", "2024-04-01", "2024-06-30"),
    Period("quý I", "2024-01-01", "2024-03-31"),
    Period("quý 4 năm 2024", "2024-10-01", "2024-12-31"),
    Period("6 tháng cuối năm", "2024-07-01", "2024-12-31"),
    Period("từ 1/3 đến 30/9", "2024-03-01", "2024-09-30"),
    Period("từ tháng 3 đến tháng 6", "2024-03-01", "2024-06-30"),
    Period("trong 30 ngày tới", "2024-05-05", "2024-06-04"),
    Period("từ nay đến 30/6", "2024-05-05", "2024-06-30"),
    Period("năm nay", "2024-01-01", "2024-12-31"),
    Period("", "", ""),
)
TOLD_FROM_TODAY = ("tuần này", "tháng này", "tháng trước")
"""Short times by which one asks what was done, whenever it is due (`answering/test_activity.py`)."""
AGENCIES = (
    ("sở tư pháp", "stp"),
    ("Sở Nội vụ", "snv"),
    ("STTTT", "stttt"),
    ("huyện Tiền Hải", "tien-hai"),
    ("thanh tra tỉnh", "ttra"),
    ("toàn tỉnh", ""),
)
STATES = (("còn việc gì chưa xong", "open"), ("có việc gì quá hạn", "overdue"), ("đã xong những việc gì", "done"))
FIELDS = (("", ()), ("lĩnh vực thể chế", ("II.*",)), ("lĩnh vực V", ("V.*",)), ("về chính quyền số", ("VII.*",)))
ORDERS = (
    "{period} {agency} {state} {field}",
    "{agency} {period} {state} {field}",
    "{agency} {state} {field} {period}",
    "{field} {period} {agency} {state}",
    "{state} {field} {period} của {agency}",
)


def combinations() -> Iterator[Case]:
    """Each period with each agency and field, and any two of all parts together; the orders take turns."""
    together = product(enumerate(PERIODS), enumerate(AGENCIES), enumerate(FIELDS))
    for order, ((p, period), (a, (agency, code)), (f, (field, tasks))) in zip(cycle(ORDERS), together, strict=False):
        state, name = STATES[(p + a + f) % len(STATES)]
        said = " ".join(order.format(period=period.words, agency=agency, state=state, field=field).split())
        of_doing = name == "done" and period.words in TOLD_FROM_TODAY
        intent, told = ("activity", (ANYTHING,)) if of_doing else ("list", tasks)
        yield Case(
            "combined", SUPERVISOR, TODAY, said, (intent,), code, period.first, period.last, name, told, None, ()
        )


def test_each_part_of_a_sentence_keeps_its_meaning_beside_any_other(asking_a_file: Asking) -> None:
    wrong = {
        case.sentence: found
        for case in combinations()
        if (found := faults(asking_a_file, case, asking_a_file.ask(case.person, case.today, case.sentence)))
    }
    print(f"{len(wrong)} misread")
    assert wrong == {}
