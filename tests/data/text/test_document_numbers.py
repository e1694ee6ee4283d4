"""The number of a document: its pattern and its stored form."""

import re

import pytest

from data.text.document_numbers import document_number, join_number


@pytest.mark.parametrize(
    ("blank", "text", "is_number"),
    [
        ("", "18/kh-ubnd", True),
        ("", "18a-qd/ttg", True),
        ("", "18 / kh-ubnd", False),
        (r"\s*", "18 / kh-ubnd", True),
        (r"\s*", "18", False),
        (r"\s*", "kh-ubnd", False),
        ("", "18/kh, 19/kh", False),
    ],
)
def test_document_number(blank: str, text: str, is_number: bool) -> None:
    assert bool(re.fullmatch(document_number(blank), text)) == is_number


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("18/KH-UBND", "18/KH-UBND"),
        ("18 /  KH - UBND", "18/KH-UBND"),
        ("12 kh-ubnd", "12/kh-ubnd"),
        ("7/2024/QĐ-TTg", "7/2024/QĐ-TTg"),
    ],
)
def test_join_number(written: str, stored: str) -> None:
    assert join_number(written) == stored
