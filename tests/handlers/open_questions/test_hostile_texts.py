"""No text keeps the bot busy, at whatever question it is typed."""

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from handlers.views.base.refusals import internal_error
from tests.handlers.busy_office import ADDRESS, ADMINISTRATORS, make_busy
from tests.handlers.chat import Person
from tests.handlers.open_questions.test_open_question import QUESTIONS
from tests.handlers.steps import FORMED, FREE, Steps

pytestmark = pytest.mark.attack

LONGEST = 0.25
"""Seconds of CPU for one turn, the question opened before it not counted."""
LETTERS = 2000
EACH = int(os.environ.get("HOSTILE_TEXTS", "5"))
"""Texts at each question, besides those that once took minutes."""
SHOWN_TO = ["sqlite", "postgresql"] if "HOSTILE_TEXTS" in os.environ else ["sqlite"]
"""An attack is made on both databases; a few texts on one tell whether the readers of answers hold."""
KNOWN = ("ngày " * 40, "ngày " * 400, "(" * 1990 + ",", "1" * LETTERS, "lam " * 499 + "x", " va" * 600 + "x")
WORDS = (
    "ngày |tháng |quý |năm |hôm |trong |vòng |trước |sau |đến |từ |cuối |tuần |1|12|1/|1-|1.|2024|0|%|5% |"
    "số |văn bản |kế hoạch |công văn |12/KH-UBND |18/|kh-|ký |ban hành |(|)|,|;|:|-|.|?|!|/|@|_|<b>|"
    "làm |xong |được |khoảng |và |còn |nhiệm vụ |mục |II.3 |II.|TC.|xii |Sở |UBND |không |chưa |huỷ |ạ "
)
UNITS = (*WORDS.split("|"), " ", "\n", "\t", "\xa0", "a", "đ", "Ư", "\u0301", "😀", "\u202e")
TAILS = ("", "x", ",", " 3", "?", " 31/02", ")", " \n")


def hostile_texts(seed: str, number: int) -> Iterator[str]:
    """Yield texts of one to three parts that are repeated, cut to the longest text that is read."""
    choose = random.Random(seed)
    for _ in range(number):
        parts = [choose.choice(UNITS) * choose.choice((1, 40, 400, 2000)) for _part in range(choose.randint(1, 3))]
        unit = "".join(choose.choice(UNITS) for _part in range(choose.randint(1, 3)))
        text = "".join(parts) if choose.random() < 0.5 else unit * LETTERS
        yield text[: LETTERS - 8] + choose.choice(TAILS)


OF_THE_OFFICE = {
    "invitees": ("/moi",),
    "absence": (">askaway:1",),
    "deputyname": (">askdeputy:1:2024-03-01",),
    "officername": (">askname:1",),
    "officeragency": (">askagency:1",),
    "planfile": (">newplan:",),
    "planhead": (">drafthead:1",),
    "planlead": (">draftask:1", "Cơ quan khác"),
    "plansentence": (">draftask:4", "Đã có ở mục khác"),
    "province": (">askprovince:province:0",),
    "commune": (">askcommune:33:0",),
    "ministry": (">askministry:",),
    "merger": (">merge:",),
    "mail": (">mailbox:",),
    "mailcode": (">mailbox:", ADDRESS),
}
"""Questions to an administrator, each with what opens it: tapped (">…"), typed, or the words of a button."""


@pytest.mark.parametrize("databases", SHOWN_TO, indirect=True)
@pytest.mark.parametrize("step", [*FREE, *FORMED])
def test_no_text_takes_long_at_an_open_question(steps: Steps, step: str) -> None:
    steps.open(step).says(QUESTIONS[0])  # what is read once for all questions
    hears_hostile_texts(lambda: steps.open(step), step)


@pytest.mark.parametrize("databases", SHOWN_TO, indirect=True)
def test_no_text_takes_long_at_a_question_to_an_administrator(steps: Steps) -> None:
    make_busy(steps)
    admin = steps.office.stranger(chat_id=ADMINISTRATORS[0])
    for step, way in OF_THE_OFFICE.items():
        said = asked(admin, way).says(QUESTIONS[0])
        assert said.body != internal_error().body, step
        hears_hostile_texts(lambda way=way: asked(admin, way), step)  # type: ignore[misc]


def asked(person: Person, way: Sequence[str]) -> Person:
    """Opens a question."""
    for step in way:
        if step.startswith(">"):
            person.presses(step[1:])
        elif any(one.text == step for one in person.buttons()):
            person.taps(step)
        else:
            person.says(step)
    return person


def hears_hostile_texts(opened: Callable[[], Person], step: str) -> None:
    took = {}
    for text in (*KNOWN, *hostile_texts(step, EACH)):
        person = opened()
        began = time.thread_time()
        reply = person.office.answer(person.update(text))
        took[text] = time.thread_time() - began
        assert reply is None or reply.body != internal_error().body, text[:40]
    print(f"{step}: {len(took)} texts, the longest {max(took.values()) * 1000:.0f} ms")
    assert {text[:40]: round(seconds, 2) for text, seconds in took.items() if seconds > LONGEST} == {}
