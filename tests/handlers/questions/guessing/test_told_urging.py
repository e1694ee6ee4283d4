"""What is told of urging, “hôm qua Sở Nội vụ nhắc”, asks for none; of what fell due yesterday it is asked for."""

import pytest

from handlers.base.query import Intent, Query
from handlers.questions.guessing.unmeant.dropping import drop_unmeant
from handlers.questions.reading.reader import Reading
from tests.handlers.questions.corpus.variants import without_accents

TYPED = pytest.mark.parametrize("typed", [str, without_accents], ids=["accents", "none"])
REMINDED = Reading(Query(Intent.REMIND, codes=("TC.1",)))
STILL_URGED = [
    "hôm qua hết hạn TC.1, nhắc những ai chưa nộp",
    "hôm qua đến hạn TC.1 rồi nhắc những ai chưa nộp",
    "việc hôm qua đến hạn TC.1 thì nhắc những ai chưa nộp",
    "TC.1 hết hạn hôm qua, nhắc các huyện chưa nộp",
    "TC.1 quá hạn từ tuần trước, nhắc các huyện chưa nộp",
    "hôm qua Sở Y tế chưa nộp TC.1, nhắc họ hộ anh",
    "nhắc các huyện đã được nhắc mà chưa nộp TC.1",
    "nhắc các huyện đã nhận văn bản mà chưa nộp TC.1",
    "đã nhắc Sở Y tế nộp TC.1 rồi, nhắc lần nữa giúp anh",
    "tuần trước đã nhắc Sở Y tế, nay nhắc tiếp TC.1 giúp anh",
    "nhắc các huyện chưa nộp TC.1 đi, trễ rồi",
    "nhắc Sở Y tế nộp TC.1 hộ anh, cả tháng rồi",
    "nhắc Sở Y tế nộp TC.1 với, mọi người xong rồi",
]


@TYPED
@pytest.mark.parametrize("sentence", STILL_URGED)
def test_who_was_urged_before_may_be_urged_again(sentence: str, typed: type[str]) -> None:
    assert drop_unmeant(REMINDED, typed(sentence)) is REMINDED


TOLD = [
    "hôm qua Sở Nội vụ nhắc Sở Y tế phối hợp với Sở Tài chính về TC.1",
    "hôm qua, Sở Nội vụ đã nhắc Sở Y tế về TC.1",
    "bữa trước anh Hùng giục Sở Y tế về TC.1",
    "tháng trước Ủy ban nhân dân tỉnh đôn đốc Sở Y tế về TC.1",
    "hồi chiều Sở Nội vụ cảnh báo Sở Y tế về TC.1",
    "Sở Nội vụ đã có công văn đôn đốc Sở Y tế về TC.1",
    "Sở Y tế đã từng bị nhắc về TC.1",
    "tuần trước đã nhắc TC.1, hôm qua lại nhắc",
    "Sở Nội vụ nhắc Sở Y tế về TC.1, họ đang làm rồi",
    "Sở Nội vụ nhắc Sở Y tế về TC.1, họ đi họp rồi",
    "Sở Nội vụ nhắc Sở Y tế phối hợp với Sở Tài chính về TC.1 từ lâu rồi",
]


@TYPED
@pytest.mark.parametrize("sentence", TOLD)
def test_what_is_told_of_urging_asks_for_none(sentence: str, typed: type[str]) -> None:
    assert drop_unmeant(REMINDED, typed(sentence)).query.intent is Intent.CARD
