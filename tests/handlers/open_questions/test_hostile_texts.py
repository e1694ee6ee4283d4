"""No text keeps the bot busy, at whatever question it is typed."""

import os
import random
import time
from collections.abc import Iterator

import pytest

from tests.handlers.open_questions.test_open_question import QUESTIONS
from tests.handlers.steps import FORMED, FREE, Steps

LONGEST = 0.25
"""Seconds of CPU for one turn, the question opened before it not counted."""
LETTERS = 2000
EACH = int(os.environ.get("HOSTILE_TEXTS", "5"))
"""Texts at each question, besides those that once took minutes."""
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


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("step", [*FREE, *FORMED])
def test_no_text_takes_long_at_an_open_question(steps: Steps, step: str) -> None:
    slow = {}
    steps.open(step).says(QUESTIONS[0])  # what is read once for all questions
    for text in (*KNOWN, *hostile_texts(step, EACH)):
        person = steps.open(step)
        began = time.thread_time()
        steps.office.answer(person.update(text))
        took = time.thread_time() - began
        if took > LONGEST:
            slow[text[:40]] = round(took, 2)
    assert slow == {}
