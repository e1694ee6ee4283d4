"""An answer is read back from the journal as it was written."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.base.messages import Attachment, Button, Reply
from handlers.dispatch.stored_reply import dump_reply, is_storable, load_reply

TEXTS = st.text(max_size=40)
BUTTONS = st.builds(Button, TEXTS, st.text(max_size=16))
REPLIES = st.builds(
    Reply,
    heading=TEXTS,
    body=TEXTS,
    buttons=st.lists(st.lists(BUTTONS, max_size=3).map(tuple), max_size=3).map(tuple),
    replaces=st.booleans(),
    toast=TEXTS,
    speaker=TEXTS,
    reader=st.none() | st.integers(1, 2**31 - 1),
    at_most_every=st.none() | st.integers(1, 10**7).map(lambda seconds: timedelta(seconds=seconds / 10)),
)


@given(REPLIES)
def test_an_answer_is_the_same_after_it_was_stored(reply: Reply) -> None:
    assert is_storable(reply)
    stored = dump_reply(reply)
    assert stored.isascii(), "no database refuses a letter of it"
    assert load_reply(stored) == reply
    assert load_reply(stored).reader == reply.reader


def test_an_answer_with_files_is_not_stored() -> None:
    assert not is_storable(Reply(body="x", files=(Attachment("a.xlsx", "x/y", make=bytes),)))
