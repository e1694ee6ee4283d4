"""How a long text becomes several."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.text_splitting import TextUnit, split

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("\n  ếệ😀\u0301<>&")), max_size=300)
UNITS = st.sampled_from(TextUnit)


def utf_16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


LENGTHS: dict[TextUnit, Callable[[str], int]] = {TextUnit.CODE_POINT: len, TextUnit.UTF_16: utf_16_units}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n ", []),
        ("ngắn", ["ngắn"]),
        ("một\nhai", ["một\nhai"]),
        ("một hai\nba bốn năm", ["một hai", "ba bốn năm"]),
        ("1\n2\n3\n4\n5\n6\n7", ["1\n2\n3\n4\n5", "6\n7"]),
        ("một hai babốn", ["một hai", "babốn"]),
        ("khôngcókhoảngtrắng", ["khôngcókho", "ảngtrắng"]),
        ("😀😀😀😀😀😀", ["😀😀😀😀😀", "😀"]),
        ("123456789e\u0323\u0302", ["123456789", "e\u0323\u0302"]),
    ],
)
def test_splits_on_lines_then_on_words_then_between_letters(text: str, parts: list[str]) -> None:
    assert [part.rstrip(" ") for part in split(text, 10)] == parts


def test_counts_in_the_unit_of_the_channel() -> None:
    assert split("😀" * 12, 10, TextUnit.CODE_POINT) == ["😀" * 10, "😀😀"]
    assert split("😀" * 12, 10, TextUnit.UTF_16) == ["😀" * 5, "😀" * 5, "😀😀"]


@given(TEXTS, st.integers(10, 60), UNITS)
def test_splitting_loses_nothing_but_space_and_keeps_to_the_limit(text: str, limit: int, unit: TextUnit) -> None:
    parts = split(text, limit, unit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < LENGTHS[unit](part) <= limit for part in parts)


@given(TEXTS, UNITS)
def test_lines_that_fit_are_never_cut(text: str, unit: TextUnit) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    limit = max(map(LENGTHS[unit], lines), default=0) + 2
    kept = [line for part in split(text, limit, unit) for line in part.splitlines() if line.strip()]
    assert kept == lines
