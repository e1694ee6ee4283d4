"""How a reply becomes messages."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.outgoing import split_reply
from bot.channels.telegram.limits import CAPABILITIES, TEXT_LIMIT
from bot.channels.telegram.render import Keyboard, render
from data.text.inert import JOINER
from handlers.base.messages import Button, Reply
from tests.loopback import markup

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("\n  ếệ😀\u0301<>&")), max_size=300)


def messages(reply: Reply) -> list[tuple[str, Keyboard | None]]:
    return [render(part) for part in split_reply(reply, CAPABILITIES)]


@given(heading=TEXTS, body=TEXTS)
def test_telegram_reads_back_what_was_meant(heading: str, body: str) -> None:
    reply = Reply(heading=heading, body=body)
    read = "".join(markup.plain(html) for html, _ in messages(reply))
    assert "".join(read.replace(JOINER, "").split()) == "".join(reply.text.replace(JOINER, "").split())


def test_a_heading_of_several_messages_is_shown_without_weight() -> None:
    heading = "việc " * 1000
    assert [html.count("<b>") for html, _ in messages(Reply(heading=heading))] == [0, 0]


def test_the_buttons_stand_under_the_last_part() -> None:
    reply = Reply(body="một\n" * TEXT_LIMIT, buttons=((Button("›", "page:2"),),))
    keyboards = [keyboard for _, keyboard in messages(reply)]
    assert [keyboard is not None for keyboard in keyboards] == [False] * (len(keyboards) - 1) + [True]
