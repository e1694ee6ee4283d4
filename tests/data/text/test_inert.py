"""Nothing that somebody typed can be tapped in the bot's voice, and it reads as before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.inert import JOINER, make_inert

COMMANDS = ("nhiemvu", "tonghop")
OWN = "https://nhacviec.vidu.gov.vn/trang/vao/Ab_9"

TAKEN_FOR_LINKS = [
    re.compile(r"(?i)(?:https?|ftp|tg|ton)://\S"),
    re.compile(r"(?:[^\W_][\w-]*[.\u3002\uff0e])+(?!(?:pdf|docx|xlsx)(?![\w.]))[^\W\d_]{2}"),
    re.compile(r"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)"),
    re.compile(r"@\w"),
    re.compile(r"#\w*[^\W\d]|\$[A-Z]"),
]
"""What Telegram and Zalo turn into links, by their documentation and a little wider."""
COMMAND = re.compile(r"(?<![\w/<>])/([A-Za-z0-9_]+)")
PARTS = st.sampled_from(
    [
        *("@", "/", ".", "://", "http", "tg", "vidu", "vn", "t.me", "#", "$", " ", "\n", "1", "192.0.2.1", "nhiemvu"),
        *("đ", "<", ">", "_", "-", "12/KH-UBND", "15.03.2024", "I.5", JOINER, "。", "com", "/xoa", "a@b.vn"),
    ]
)
TYPED = st.lists(PARTS | st.characters(exclude_categories=["Cs"]), max_size=12).map("".join)


@given(TYPED)
def test_nothing_that_was_typed_is_a_link_and_nothing_is_lost(typed: str) -> None:
    shown = make_inert(typed, COMMANDS)
    assert not [pattern.pattern for pattern in TAKEN_FOR_LINKS if pattern.search(shown)]
    assert set(COMMAND.findall(shown)) <= set(COMMANDS)
    assert shown.replace(JOINER, "") == typed.replace(JOINER, "")
    assert make_inert(shown, COMMANDS) == shown


@given(TYPED, TYPED)
def test_ones_own_address_stays_whatever_stands_beside_it(before: str, after: str) -> None:
    shown = make_inert(f"{before}\n{OWN}\n{after}", COMMANDS, [OWN])
    assert f"\n{OWN}\n" in shown
    around = shown.replace(OWN, "")
    assert not [pattern.pattern for pattern in TAKEN_FOR_LINKS if pattern.search(around)]


@pytest.mark.parametrize(
    "said",
    [
        "Gõ /nhiemvu hoặc /tonghop để xem.",
        "Văn bản: 12/KH-UBND ngày 15/03/2024",
        "II.3, I.5: v.v. Hạn 15.03.2024 (T6), 87,5%",
        "3/4 việc, và/hoặc 2 việc",
        "📎 KH 12.pdf, ke-hoach.v2.docx (#3), &#60;",
    ],
)
def test_what_is_no_link_stays_as_it_is(said: str) -> None:
    assert make_inert(said, COMMANDS) == said
