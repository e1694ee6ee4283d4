"""Buttons as text, for channels without buttons: "1 Đã xong · 2 Tiến độ", answered by "1" or by "xong"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from data.registry.conversations import dialogues
from data.registry.conversations.dialogues import Choices, Question
from data.rules.instants import within
from data.store import Session
from data.text import fold
from handlers.base.messages import Button, Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.locales import _
from handlers.views.base.button_labels import normalize_label

_SHOWN = (Step.PROPOSAL, Step.REPORTS)
"""Steps below which a number is a choice: what is waited for is a yes."""

VALID_FOR = timedelta(minutes=30)

_ICON = re.compile(r"^[^\w/]+")
_COUNT = re.compile(r" \(\d+\)$")


class Expired(Exception):
    """The list of choices that was answered is too old to be sure of."""


def number_choices(turn: Turn, reply: Reply) -> Reply:
    """Return `reply` with its buttons at the end of the text, and save them for the next sentence.

    While a question is open a number would be taken for its answer, so the choices have no numbers then; below a
    proposal they do, because a number is no answer to it.
    """
    return _numbered_reply(reply, _save_choices(turn, reply), turn.get_question())


@dataclass(frozen=True, slots=True)
class PushedChoices:
    """The choices that a chat has after a pushed message (`offered`), and those that it had before."""

    channel: str
    chat_id: str
    offered: Choices
    before: Choices | None


def number_pushed_choices(
    session: Session, channel: str, chat_id: str, reply: Reply, now: datetime
) -> tuple[Reply, PushedChoices]:
    """Return a message that is sent unasked with its buttons in the text, as `number_choices`; save them as choices.

    Choices shown below an open question keep their numbers and labels: the officer may be answering it right now.
    """
    question = dialogues.get_question(session, channel, chat_id)
    before = dialogues.get_choices(session, channel, chat_id)
    kept: tuple[tuple[str, str], ...] = ()
    if question and before and before.offered_at >= question.asked_at and within(before.offered_at, now, VALID_FOR):
        kept = before.options
    options = _options_of(reply)
    offered = Choices(now, kept + options)
    dialogues.save_choices(session, channel, chat_id, offered)
    numbered = _numbered_reply(reply, options, question, first=len(kept) + 1)
    return numbered, PushedChoices(channel, chat_id, offered, before)


def take_back_choices(session: Session, choices: PushedChoices) -> None:
    """Restore the choices of a chat whose pushed message did not arrive, unless it got others meanwhile."""
    if dialogues.get_choices(session, choices.channel, choices.chat_id) == choices.offered:
        before = choices.before or Choices(choices.offered.offered_at, ())
        dialogues.save_choices(session, choices.channel, choices.chat_id, before)


def remember_buttons(turn: Turn, reply: Reply) -> None:
    """Save the buttons below an open question, on a channel that shows buttons: their labels may be typed as well."""
    if turn.identity and turn.get_question():
        _save_choices(turn, reply)


def find_chosen_value(turn: Turn, sentence: str, question: Question | None) -> str | None:
    """Return the value of the button that `sentence` stands for; None if there is none. Raises Expired."""
    offered = dialogues.get_choices(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if offered is None:
        return None
    value = _find_by_number(offered, sentence) if question is None or question.step in _SHOWN else None
    value = (
        value
        or _find_by_label(offered, sentence)
        or (_find_by_last_words(offered, sentence) if question is None else None)
    )
    if value and not within(offered.offered_at, turn.now, VALID_FOR):
        raise Expired
    return value


def find_typed_label(turn: Turn, sentence: str, question: Question) -> str | None:
    """Return the value of the button below the open `question` whose whole label was typed instead of tapped."""
    offered = dialogues.get_choices(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if offered is None or offered.offered_at < question.asked_at:
        return None
    return _find_by_label(offered, sentence)


def _save_choices(turn: Turn, reply: Reply) -> tuple[tuple[str, str], ...]:
    options = _options_of(reply)
    incoming = turn.incoming
    dialogues.save_choices(turn.session, incoming.channel, incoming.chat_id, Choices(turn.now, options))
    return options


def _options_of(reply: Reply) -> tuple[tuple[str, str], ...]:
    return tuple((_strip_icon(button), button.value) for row in reply.buttons for button in row)


def _numbered_reply(
    reply: Reply, options: Sequence[tuple[str, str]], question: Question | None, first: int = 1
) -> Reply:
    if not options:
        return reply
    if question and question.step not in _SHOWN:
        said = _("Hoặc gõ: {choices}", choices=" · ".join(text for text, _value in options))
    else:
        said = " · ".join(f"{number} {text}" for number, (text, _value) in enumerate(options, first))
    return replace(reply, body=f"{reply.body}\n\n{said}", buttons=())


def _find_by_number(offered: Choices, sentence: str) -> str | None:
    if not (sentence.isascii() and sentence.isdigit()):
        return None
    at = int(sentence) - 1
    return offered.options[at][1] if 0 <= at < len(offered.options) else None


def _find_by_label(offered: Choices, sentence: str) -> str | None:
    """Find an option by its whole text, whatever its case, accents, signs and icon, with or without its number."""
    said = normalize_label(sentence)
    found = [value for text, value in offered.options if said and said in (normalize_label(text), _uncounted(text))]
    return found[0] if len(found) == 1 else None


def _uncounted(label: str) -> str:
    return normalize_label(_COUNT.sub("", label))


def _find_by_last_words(offered: Choices, sentence: str) -> str | None:
    """Find the only option that ends in these words ("xong")."""
    said = fold(sentence)
    found = [value for text, value in offered.options if said and fold(text).endswith(f" {said}")]
    return found[0] if len(found) == 1 else None


def _strip_icon(button: Button) -> str:
    """Return the button's words without its icon; a lone arrow becomes a word."""
    arrows = {"‹": _("trang trước"), "›": _("trang sau")}
    if button.text in arrows:
        return arrows[button.text]
    return _ICON.sub("", button.text) or button.text
