"""How a reply becomes messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.render import TEXT_LIMIT, messages, split
from handlers.base.messages import Button, Reply
from tests.loopback import markup

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("\n  ếệ😀\u0301<>&")), max_size=300)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


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


@given(TEXTS, st.integers(10, 60))
def test_splitting_loses_nothing_but_space_and_keeps_to_the_limit(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < units(part) <= limit for part in parts)


@given(TEXTS)
def test_lines_that_fit_are_never_cut(text: str) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    limit = max(map(units, lines), default=0) + 2
    kept = [line for part in split(text, limit) for line in part.splitlines() if line.strip()]
    assert kept == lines


@given(heading=TEXTS, body=TEXTS)
def test_telegram_reads_back_what_was_meant(heading: str, body: str) -> None:
    reply = Reply(heading=heading, body=body)
    read = "".join(markup.plain(html) for html, _ in messages(reply))
    assert "".join(read.split()) == "".join(reply.text.split())


def test_a_heading_of_several_messages_is_shown_without_weight() -> None:
    heading = "việc " * 1000
    assert [html.count("<b>") for html, _ in messages(Reply(heading=heading))] == [0, 0]


def test_the_buttons_stand_under_the_last_part() -> None:
    reply = Reply(body="một\n" * TEXT_LIMIT, buttons=((Button("›", "page:2"),),))
    keyboards = [keyboard for _, keyboard in messages(reply)]
    assert [keyboard is not None for keyboard in keyboards] == [False] * (len(keyboards) - 1) + [True]
