"""Buttons in words, for a channel that has none: "1 Đã xong · 2 Tiến độ", answered by "1" or by "xong"."""

import re
from dataclasses import replace
from datetime import timedelta

from data.instants import within
from data.registry import dialogues
from data.registry.dialogues import Choices
from data.text import fold
from handlers.conversation import Button, Reply
from handlers.locales import _
from handlers.turn import Turn

VALID_FOR = timedelta(minutes=30)

_ICON = re.compile(r"^[^\w/]+")


class Expired(Exception):
    """The answer was meant for a list that is too old to be sure of."""


def in_words(turn: Turn, reply: Reply) -> Reply:
    """`reply` with its buttons at the end of the text, and remembered for the next sentence.

    While a question is open a number would be taken for the answer, so the choices then have none.
    """
    options = tuple((_plain(button), button.value) for row in reply.buttons for button in row)
    incoming = turn.incoming
    dialogues.offer(turn.session, incoming.channel, incoming.chat_id, Choices(turn.now, options))
    if not options:
        return reply
    if turn.question():
        said = _("Hoặc gõ: {choices}", choices=" · ".join(text for text, _value in options))
    else:
        said = " · ".join(f"{number} {text}" for number, (text, _value) in enumerate(options, 1))
    return replace(reply, body=f"{reply.body}\n\n{said}", buttons=())


def chosen(turn: Turn, sentence: str) -> str | None:
    """The value of the button that `sentence` stands for; None if it stands for none. Raises Expired."""
    offered = dialogues.choices(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if offered is None:
        return None
    value = _numbered(offered, sentence) if turn.question() is None else None
    value = value or _named(offered, sentence)
    if value and not within(offered.offered_at, turn.now, VALID_FOR):
        raise Expired
    return value


def _numbered(offered: Choices, sentence: str) -> str | None:
    if not (sentence.isascii() and sentence.isdigit()):
        return None
    at = int(sentence) - 1
    return offered.options[at][1] if 0 <= at < len(offered.options) else None


def _named(offered: Choices, sentence: str) -> str | None:
    """By its whole text, or by last words that only one option ends in ("xong")."""
    said = fold(sentence)
    if not said:
        return None
    exact = [value for text, value in offered.options if fold(text) == said]
    ending = [value for text, value in offered.options if fold(text).endswith(f" {said}")]
    found = exact or ending
    return found[0] if len(found) == 1 else None


def _plain(button: Button) -> str:
    """The button's words without its icon; a lone arrow becomes a word."""
    arrows = {"‹": _("trang trước"), "›": _("trang sau")}
    if button.text in arrows:
        return arrows[button.text]
    return _ICON.sub("", button.text) or button.text
