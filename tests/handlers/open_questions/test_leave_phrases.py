"""Words of leaving, by a rule on the whole sentence: no other sentence leaves, however it begins."""

import unicodedata

import pytest

from data.store import Store
from data.text import fold
from handlers.open_questions.leave_phrases import Leaving, read_leaving
from handlers.questions.lexicon.vocabulary import Vocabulary, get_vocabulary

LEAVING = (
    "Thôi, để sau",
    "thôi để mai",
    "Thôi",
    "thôi không trả nữa",
    "thôi không ghi nữa ạ",
    "để sau nhé",
    "để chiều tôi báo lại",
    "huỷ",
    "HỦY BỎ",
    "bỏ qua đi",
    "nhầm rồi",
    "xin lỗi, em bấm nhầm",
    "không, để mai",
    "để em hỏi lại đã",
    "để tôi hỏi ý kiến lãnh đạo đã",
    "chưa, để xem lại",
    "đợi chút",
    "từ từ đã",
    "bận quá mai làm",
    "dạ thôi anh ạ, lúc khác em ghi",
    "cancel",
)

PERHAPS = (
    "nhầm số liệu, cần tính lại",
    "huỷ kết quả cũ",
    "thôi không làm riêng, ghép vào báo cáo tháng",
    "để sau Tết mới họp",
    "dừng thực hiện theo Công văn 12/UBND",
    "thiếu phụ lục, thôi để mai",
    "không",
    "chưa ạ",
)

NOT = (
    "không có",
    "cuộc họp bị huỷ do bão",
    "bỏ sót phần II",
    "chưa đủ minh chứng",
    "chờ ý kiến của Sở Tài chính",
    "cho em xin danh sách việc",
    "đã hủy bản cũ, gửi bản mới",
    "hoãn họp do bão",
    "12/KH-UBND 26/02/2024",
    "bổ sung chữ ký",
    "Thời gian gấp, chưa kịp lấy ý kiến",
    "II.3",
    "60%",
    "",
    "?!",
)


@pytest.fixture
def vocabulary(library: Store) -> Vocabulary:
    with library.read() as session:
        return get_vocabulary(session)


@pytest.mark.parametrize("text", [*LEAVING, "thooi ddeer sau", "THÔI ĐỂ SAU", "để sauu"])
def test_words_of_leaving_leave(vocabulary: Vocabulary, text: str) -> None:
    assert read_leaving(text, vocabulary) is Leaving.YES
    assert read_leaving(fold(text), vocabulary) is Leaving.YES
    assert read_leaving(unicodedata.normalize("NFD", text) + ".", vocabulary) is Leaving.YES


@pytest.mark.parametrize("text", PERHAPS)
def test_what_begins_or_ends_so_may_leave(vocabulary: Vocabulary, text: str) -> None:
    assert read_leaving(text, vocabulary) is Leaving.PERHAPS


@pytest.mark.parametrize("text", NOT)
def test_such_words_in_the_middle_or_in_another_sense_do_not_leave(vocabulary: Vocabulary, text: str) -> None:
    assert read_leaving(text, vocabulary) is Leaving.NO
