"""The pictures: drawn in full, told apart without colour, with every letter of Vietnamese."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations, product
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from data.exports.pictures import canvas
from data.exports.pictures.bars import Bar, Bars, draw_bars
from data.exports.pictures.burn_up import BurnUp, draw_burn_up, round_step
from data.exports.pictures.paints import PAINTS_OF_BARS, Pattern

KEYS = ("hoàn thành đúng hạn", "hoàn thành quá hạn", "chưa đến hạn", "quá hạn", "không ghi thời hạn", "chờ xác nhận")
PHONE = 390
"""Points: how wide a phone shows the picture."""
VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = {normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)} | {"đ"}


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def one_bar(*counts: int, name: str = "Sở Tư pháp") -> Image.Image:
    """The picture of a single agency."""
    bar = Bar(name, "quá hạn 1/2", counts)
    return picture(draw_bars(Bars("Kế hoạch 175/KH-UBND", "Cả tỉnh", KEYS, [bar])))


def share(drawn: Image.Image, paint: int) -> float:
    """How much of the bar, at its lower edge, has this paint's own colour."""
    y = drawn.height - 24 - 10
    wanted = Image.new("RGB", (1, 1), PAINTS_OF_BARS[paint].colour).getpixel((0, 0))
    assert isinstance(wanted, tuple)
    row = [drawn.getpixel((x, y)) for x in range(40, 1040)]
    near = [
        pixel
        for pixel in row
        if isinstance(pixel, tuple) and max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) < 12
    ]
    return len(near) / len(row)


@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_of_vietnamese_is_drawn(bold: bool) -> None:
    font = canvas._font(canvas.TEXT, bold=bold)
    missing = bytes(font.getmask("\U0010fffd"))
    letters = LETTERS | {letter.upper() for letter in LETTERS}
    assert len(letters) == 146
    assert [letter for letter in sorted(letters) if bytes(font.getmask(letter)) == missing] == []


def test_no_word_is_under_eleven_points_on_a_phone() -> None:
    assert min(canvas.SMALL, canvas.TEXT, canvas.BIG) * PHONE / canvas.WIDTH >= 11


def test_no_two_paints_share_a_pattern_or_a_colour() -> None:
    assert all(one.pattern is not other.pattern for one, other in combinations(PAINTS_OF_BARS, 2))
    assert len({paint.colour for paint in PAINTS_OF_BARS}) == len(PAINTS_OF_BARS)


@pytest.mark.parametrize("paint", range(len(PAINTS_OF_BARS)))
def test_a_bar_shows_shares(paint: int) -> None:
    counts = [0] * len(PAINTS_OF_BARS)
    counts[paint] = 3
    counts[0] += 1
    drawn = one_bar(*counts)
    expected = 1.0 if paint == 0 else 0.75
    patterned = 0.45 if PAINTS_OF_BARS[paint].pattern is not Pattern.PLAIN else 0.95
    assert expected * patterned < share(drawn, paint) <= expected + 0.01


def test_nothing_owed_is_an_empty_bar() -> None:
    drawn = one_bar(0, 0, 0, 0, 0, 0)
    assert [share(drawn, paint) for paint in range(4)] == [0, 0, 0, 0]


def test_a_long_name_is_cut_at_a_word_before_the_note() -> None:
    name = "Ủy ban nhân dân " * 20
    cut = canvas.fit_text(name, 600)
    assert canvas.text_width(cut) <= 600
    assert cut.endswith(("Ủy…", "ban…", "nhân…", "dân…"))
    assert one_bar(1, 0, 0, 0, 0, 0, name=name).size == one_bar(1, 0, 0, 0, 0, 0).size


YEAR = BurnUp(
    title="Kế hoạch 175/KH-UBND",
    subtitle="Đến 26/02/2024",
    planned_key="Theo kế hoạch",
    done_key="Đã xong",
    today_key="hôm nay 26/02",
    months=[f"T{month}" for month in range(1, 13)],
    first=date(2024, 1, 1),
    last=date(2024, 12, 31),
    today=date(2024, 2, 26),
    planned=[(date(2023, 12, 31), 1), (date(2024, 1, 31), 50), (date(2024, 12, 31), 100)],
    done=[(date(2024, 1, 15), 40)],
)


def green(drawn: Image.Image) -> list[int]:
    """The columns of the field under what is done, just over its foot."""
    columns = []
    for x in range(canvas.WIDTH):
        pixel = drawn.getpixel((x, 880))
        if isinstance(pixel, tuple) and pixel[1] > pixel[0] + 40 and pixel[1] > pixel[2]:
            columns.append(x)
    return columns


@given(st.integers(1, 10**7))
def test_the_scale_has_round_numbers_and_few_of_them(most: int) -> None:
    step = round_step(most)
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert 2 <= -(-most // step) <= 5 or most == 1


def test_what_is_done_is_drawn_from_its_day_to_today() -> None:
    columns = green(picture(draw_burn_up(YEAR)))
    day = (1040 - 110) / 366
    assert columns[0] == pytest.approx(110 + 14 * day, abs=4)
    assert columns[-1] == pytest.approx(110 + 57 * day, abs=4)


def test_a_year_that_is_over_is_drawn_to_its_end() -> None:
    assert green(picture(draw_burn_up(replace(YEAR, today=date(2025, 3, 1)))))[-1] == pytest.approx(1040, abs=4)


@pytest.mark.parametrize("today", [date(2023, 12, 1), date(2024, 1, 1), date(2024, 12, 31), date(2025, 3, 1)])
def test_a_plan_without_dates_is_a_flat_line(today: date) -> None:
    drawn = picture(draw_burn_up(replace(YEAR, today=today, planned=[], done=[])))
    assert drawn.size == (canvas.WIDTH, 1000)
    assert green(drawn) == []
