"""Mails: what their links may stand for."""

import pytest

from handlers.base.callback_data import account, changes, conversation, duties, people, reach
from handlers.base.callback_data.codec import PAYLOADS, Payload, button, encode
from handlers.base.messages import Reply
from handlers.views.pushes.letters import WayIn, may_be_linked, render_letter
from tests.handlers.morning import MORNING

WAY = WayIn("Trần Thị An", MORNING, False, lambda value: f"https://x/{value}")
SHOWING = {"Show", "List", "Explain"}
"""Beginnings of the names of payloads that change nothing; `AskPause` asks, and is changed by a tap on the page."""


def test_no_link_stands_for_a_button_that_changes_something() -> None:
    linked = {
        kind.__name__
        for kind in PAYLOADS.values()
        if all(field.may_be_none for field in kind.written_fields) and may_be_linked(encode(kind()))
    }
    changing = {name for name in linked if not any(name.startswith(begins) for begins in SHOWING)}
    assert changing == {"AskPause"}


@pytest.mark.parametrize(
    ("payload", "may"),
    [
        (duties.ShowDuty(7), True),
        (changes.AskDocument(7, 1), False),
        (account.SnoozeDigest(7), False),
        (people.StayInOffice(7), False),
        (reach.RemoveMail(), False),
        (conversation.RunCommand("nhac"), True),
        (conversation.RunCommand("toi"), True),
        (conversation.RunCommand("thoat"), False),
        (conversation.RunCommand("nhac 7"), False),
    ],
)
def test_what_links_may_stand_for(payload: Payload, may: bool) -> None:
    assert may_be_linked(encode(payload)) is may


def test_what_is_asked_is_answered_on_the_page() -> None:
    asked = Reply(
        "❓ Anh/chị còn làm?",
        "Gõ /toi.",
        ((button("Còn", people.StayInOffice(7)), button("Thôi", people.AskLeaving(7))),),
    )
    letter = render_letter(asked, WAY)
    assert "Trả lời trên trang làm việc: https://x/cmd:toi" in letter.text.split("\n")
    assert "still" not in letter.text + letter.html


def test_a_long_heading_is_cut_in_the_subject_and_no_line_breaks_into_it() -> None:
    letter = render_letter(Reply("Dài " * 100 + "\r\nBcc: ai@x.vn", "Thân"), WAY)
    assert len(letter.subject) < 140
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject
