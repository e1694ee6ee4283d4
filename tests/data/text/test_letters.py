"""A text folded letter by letter keeps its length, whatever is typed."""

from hypothesis import given
from hypothesis import strategies as st

from data.text import fold_letterwise


@given(st.text())
def test_fold_letterwise_keeps_places(text: str) -> None:
    assert len(fold_letterwise(text)) == len(text)


def test_fold_letterwise_keeps_blanks() -> None:
    assert fold_letterwise("Ngày  Đầu\t½") == "ngay  dau\t1"
