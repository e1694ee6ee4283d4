"""The number of a plan: however it is spelled, it is the same plan."""

import pytest

from data.text.plan_numbers import clean_plan_number, plan_number_key, plan_serial

SPELLINGS = (
    "175/KH-UBND",
    "175 / KH - UBND",
    "175/KH–UBND",
    "175/KH—UBND",
    "175/kh-ubnd",
    " 175/KH-UBND ",
    "KH 175/KH-UBND",
    "Kế hoạch số 175/KH-UBND",
    "số 175/KH-UBND",
)


@pytest.mark.parametrize("written", SPELLINGS)
def test_every_spelling_is_the_same_number(written: str) -> None:
    assert plan_number_key(written) == plan_number_key("175/KH-UBND")
    assert plan_serial(written) == "175"


def test_the_letter_with_the_stroke_may_be_either_of_two_or_none() -> None:
    keys = {plan_number_key(f"20/KH-BC{letter}") for letter in ("Đ", "\u00d0", "đ", "D", "D\u0335"[0])}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("written", "stored"),
    [("175 / KH – UBND", "175/KH-UBND"), ("20/KH-BC\u00d0", "20/KH-BCĐ"), ("12/KH-TTg", "12/KH-TTg")],
)
def test_it_is_stored_in_one_form_and_keeps_its_letters(written: str, stored: str) -> None:
    assert clean_plan_number(written) == stored


@pytest.mark.parametrize("other", ["17/KH-UBND", "175/KH-SNV", "1750/KH-UBND", "175a/KH-UBND"])
def test_another_number_is_another_plan(other: str) -> None:
    assert plan_number_key(other) != plan_number_key("175/KH-UBND")
