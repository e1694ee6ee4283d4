"""Words as they were meant: without their spaces, by ear, cut short, with a slip; and what is let be."""

from collections.abc import Iterator

import pytest

from data.store import Store
from handlers.questions.lexicon.vocabulary import Vocabulary, get_vocabulary
from handlers.questions.lexicon.words import to_word
from handlers.questions.spelling.correction import correct_words

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def vocabulary(library: Store) -> Iterator[Vocabulary]:
    with library.read() as session:
        yield get_vocabulary(session)


MEANT = [
    ("cònmấyngày nữa hếthạn V.5", "còn mấy ngày nữa hết hạn V.5"),
    ("cóbaonhiêu xã chưabanhành kếhoạch", "có bao nhiêu xã chưa ban hành kế hoạch"),
    ("nhắcgiúp huyện tháithụy nộp báocáo", "nhắc giúp huyện thái thụy nộp báo cáo"),
    ("phườngtôi tháng1 nợ gì", "phường tôi tháng 1 nợ gì"),
    ("báocáoquý2 của sở ytế", "báo cáo quý 2 của sở y tế"),
    ("cac so quahan", "cac so qua han"),
    ("trễ hẹn wá", "trễ hẹn quá"),
    ("wý 3 nộp gì", "quý 3 nộp gì"),
    ("xin zahạn đến 15/3", "xin gia hạn đến 15/3"),
    ("hthành chưa", "hoàn thành chưa"),
    ("bcáo quýII", "báo cáo quý II"),
    ("từ h đến cuối thg", "từ giờ đến cuối tháng"),
    ("tuần ni nộp j", "tuần này nộp gì"),
    ("IV.4 đã ban hàn quyết định", "IV.4 đã ban hành quyết định"),
    ("xin gia ha IV.4", "xin gia hạn IV.4"),
    ("xin gia hn đến 20/3", "xin gia hạn đến 20/3"),
    ("náo cáo quý 1", "báo cáo quý 1"),
    ("nộp kế hạch CCHC", "nộp kế hoạch CCHC"),
    ("kế hoạch gnay 22/3", "kế hoạch ngày 22/3"),
    ("qyu 2 có gì", "quý 2 có gì"),
    ("nhắc sag 25/3", "nhắc sang 25/3"),
    ("báo có quan trọng", "báo có quan trọng"),
    ("để anh xem báo cái này", "để anh xem báo cái này"),
]
LET_BE = [
    "chào bạn khoẻ không", "facebook của sở là gì", "email liên hệ ai", "login không được", "COVID19 đợt này",
    "văn bản 12/KH-UBND",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_a_word_is_read_as_it_was_meant(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    assert [word.folded for word in correct_words(typed, vocabulary)] == [
        to_word(word).folded for word in meant.split()
    ]


@pytest.mark.parametrize("typed", LET_BE)
def test_what_nothing_explains_is_let_be(vocabulary: Vocabulary, typed: str) -> None:
    assert [word.typed for word in correct_words(typed, vocabulary)] == typed.split()


@pytest.mark.usefixtures("databases")
def test_a_word_is_one_wherever_its_tone_was_typed_and_other_letters_make_another() -> None:
    assert to_word("hoà").accented == to_word("hòa").accented
    assert to_word("hàn").accented != to_word("nhà").accented


@pytest.mark.parametrize(
    ("typed", "doubtful"),
    [
        ("đã ban hàh kế hoạch", False),  # “hả” stands in no such place
        ("đã ban hàn kế hoạch", False),
        ("VI.2b xong ri nhé", False),
        ("xã em cưa ban hành kế hoạch", True),  # “chưa”, or “của”
        ("II.3 chuw xong", True),
    ],
)
def test_a_mended_word_is_doubtful_where_it_may_deny(vocabulary: Vocabulary, typed: str, doubtful: bool) -> None:
    words = correct_words(typed, vocabulary)
    assert any(word.doubtful or word.folded == "chua" for word in words) is doubtful
