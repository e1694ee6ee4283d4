"""Words that only look like those of a question are none: neither a list nor a change comes of them."""

from datetime import date

import pytest

from data.enums import Role
from tests.handlers.questions.asking import Asking, Document
from tests.handlers.questions.corpus.cases import Person

TODAY = date(2024, 3, 4)
STP = Person("stp", Role.OFFICER)


def asked(asking: Asking, sentence: str) -> Document:
    return asking.ask(STP, TODAY, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "bạn quá", "muốn hỏi", "duyệt", "hẹn gặp lại", "mở nhạc nghe cho đỡ mệt", "song song hai việc luôn nhé",
        "nợ ngân hàng còn nhiều lắm", "trả lời giúp em với", "báo Thái Bình sáng nay đăng bài hay phết",
        "nghĩ mãi không ra", "tiền hai tháng chưa nhận", "vụ thu gián chút đi", "mấy nhạc này hay lắm",
        "cái bàn này cũ lắm", "quà mai tặng", "bận lắm",
    ],
)  # fmt: skip
def test_accents_typed_against_a_reading_exclude_it(asking_a_file: Asking, sentence: str) -> None:
    given = asked(asking_a_file, sentence)
    assert given["intent"] in ("unknown", "help", "small_talk"), given["text"]
    assert (given["items"], given["needs_confirmation"]) == ([], False)


@pytest.mark.parametrize(
    ("sentence", "intent"),
    [
        ("nhiém vụ quá hạn", "list"),
        ("viêc phải làm trong thàng này", "list"),
        ("hạn nôp của II.3", "when"),
        ("muốn hỏi hạn II.3", "when"),
        ("còn mấy viẹc chưa xong", "count"),
        ("nhăc tôi II.3 vào thứ sáu", "snooze"),
    ],
)
def test_a_slip_of_one_accent_is_still_understood(asking_a_file: Asking, sentence: str, intent: str) -> None:
    assert asked(asking_a_file, sentence)["intent"] == intent
