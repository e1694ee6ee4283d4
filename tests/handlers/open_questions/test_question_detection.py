"""What is asked of us while a question of ours waits, told from answers that are worded of the same words."""

from datetime import date

import pytest

from data.rules.calendar import WorkingCalendar
from data.store import Store
from data.text import fold
from handlers.open_questions.question_detection import Asking, detect_question
from handlers.questions.lexicon.vocabulary import get_vocabulary

TODAY = date(2024, 2, 26)

ASKED = (
    "tuần này phải nộp gì",
    "hạn của II.3",
    "hạn khi nào",
    "tổng hợp",
    "ai chủ trì V.2",
    "II.3 đến đâu rồi",
    "có phải nộp bản giấy không",
    "II.3 xong rồi",
    "nhắc tôi II.3 thứ sáu",
    "xin gia hạn II.4 đến 30/3",
)
PERHAPS = (
    "việc quá hạn",
    "trợ giúp",
    "II.3",
    "văn bản nào?",
    "không rõ ai ký",
    "việc này không quan trọng",
    "nhắc lại cơ quan bổ sung",
)
STATED = (
    "chưa đủ minh chứng",
    "báo cáo quý I thiếu biểu số 2",
    "báo cáo quý 1 chưa có số liệu",
    "thiếu phụ lục số liệu",
    "chưa ký, chưa đóng dấu",
    "thiếu bản sao y",
    "chờ hướng dẫn",
    "chưa có hướng dẫn của Bộ Nội vụ",
    "hạn đã chốt, không lùi được",
    "đã trình Chủ tịch ký",
    "đã báo cáo trực tiếp tại giao ban",
    "kế hoạch của Bộ chưa có",
    "Kỳ họp đã ấn định",
)


@pytest.mark.parametrize(("asking", "texts"), [(Asking.YES, ASKED), (Asking.PERHAPS, PERHAPS), (Asking.NO, STATED)])
def test_the_form_of_a_question_tells_it_from_a_statement(
    library: Store, asking: Asking, texts: tuple[str, ...]
) -> None:
    with library.read() as session:
        vocabulary = get_vocabulary(session)
    for text in texts:
        for typed in (text, text.upper()):
            assert detect_question(typed, TODAY, WorkingCalendar(), vocabulary).asking is asking, typed
        bare = detect_question(fold(text), TODAY, WorkingCalendar(), vocabulary).asking
        assert (bare is Asking.NO) is (asking is Asking.NO), fold(text)
