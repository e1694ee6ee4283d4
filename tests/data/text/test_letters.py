"""Text is folded to compare: in either Unicode form, and letter by letter without losing a place."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from data.text import fold, fold_letterwise


@given(st.text())
def test_fold_letterwise_keeps_places(text: str) -> None:
    assert len(fold_letterwise(text)) == len(text)


def test_fold_letterwise_keeps_blanks() -> None:
    assert fold_letterwise("Ngày  Đầu\t½") == "ngay  dau\t1"


@given(st.text())
def test_both_unicode_forms_fold_to_the_same(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text))


def test_letters_far_from_ours_fold_too() -> None:
    assert fold("Ｓở \U0001d413ư　pháp") == "so tu phap"
