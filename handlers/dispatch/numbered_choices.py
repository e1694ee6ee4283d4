"""Buttons as text, for channels without buttons: "1 Đã xong · 2 Tiến độ", answered by "1" or by "xong".

A row of buttons is a line of choices; those of one duty's card are told to be of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from data.registry.conversations import dialogues
from data.registry.conversations.dialogues import Choices, Option, Question
from data.rules.instants import within
from data.rules.limits.terms import CHOICE_TERM, PUSHED_CHOICE_TERM
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from data.text import fold
from handlers.base.messages import Button, Reply
from handlers.base.steps import NOTHING_ASKED, Step
from handlers.base.turn import Turn
from handlers.locales import _
from handlers.views.base.button_labels import normalize_label

_SHOWN = frozenset({Step.PROPOSAL, Step.REPORTS, Step.INVITEES}) | NOTHING_ASKED
"""Steps below which a number is a choice: what is waited for is a yes, a person, or nothing."""


_ICON = re.compile(r"^[^\w/]+")
_COUNT = re.compile(r" \(\d+\)$")


class Expired(Exception):
    """The list of choices that was answered is too old to be sure of."""


def number_choices(turn: Turn, reply: Reply) -> Reply:
    """Return `reply` with its buttons in words, and save them for the next sentence.

    While a question is open a number would be taken for its answer, so the choices have no numbers then; below a
    proposal they do, because a number is no answer to it.
    """
    return _numbered_reply(reply, _save_choices(turn, reply))


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
    """Return a message that is sent unasked with its buttons in words, as `number_choices`; save them as choices.

    Choices that can still be made keep their numbers: those of the push are numbered on from them.
    """
    question = dialogues.get_question(session, channel, chat_id)
    before = dialogues.get_choices(session, channel, chat_id)
    kept = tuple(option for option in (before.options if before else ()) if _numbers_on(option, question, now))
    first = 1 + max((option.number for option in kept), default=0)
    options = _make_options(reply, question, now, first, pushed=True)
    offered = Choices(now, kept + options)
    dialogues.save_choices(session, channel, chat_id, offered)
    return _numbered_reply(reply, options), PushedChoices(channel, chat_id, offered, before)


def _numbers_on(option: Option, question: Question | None, now: datetime) -> bool:
    """Return whether a push keeps an option and numbers on from it.

    A number belongs to the message on which it stood. What an officer is answering right now keeps its meaning, and
    so do earlier pushes of the day; the first push of the next day begins anew.
    """
    if option.pushed:
        return viet_nam_date(option.offered_at) == viet_nam_date(now)
    return within(option.offered_at, now, CHOICE_TERM) and (
        question is None or option.offered_at >= question.asked_at
    )


def take_back_choices(session: Session, choices: PushedChoices) -> None:
    """Restore the choices of a chat whose pushed message did not arrive, unless it got others meanwhile."""
    if dialogues.get_choices(session, choices.channel, choices.chat_id) == choices.offered:
        before = choices.before or Choices(choices.offered.offered_at, ())
        dialogues.save_choices(session, choices.channel, choices.chat_id, before)


def remember_buttons(turn: Turn, reply: Reply) -> None:
    """Save the buttons below an open question, on a channel that shows buttons: their labels may be typed as well."""
    if turn.identity and turn.get_question():
        _save_choices(turn, reply)


def find_chosen(turn: Turn, sentence: str, question: Question | None) -> Option | None:
    """Return the button that `sentence` stands for; None if there is none. Raises Expired."""
    offered = dialogues.get_choices(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if offered is None:
        return None
    found = _find_by_number(offered, sentence) if question is None or question.step in _SHOWN else None
    found = (
        found
        or _find_by_label(offered, sentence)
        or (_find_by_last_words(offered, sentence) if question is None else None)
    )
    if found is None:
        return None
    if not within(found.offered_at, turn.now, PUSHED_CHOICE_TERM if found.pushed else CHOICE_TERM):
        raise Expired
    return found


def find_typed_label(turn: Turn, sentence: str, question: Question) -> Option | None:
    """Return the button below the open `question` whose whole label was typed instead of tapped."""
    offered = dialogues.get_choices(turn.session, turn.incoming.channel, turn.incoming.chat_id)
    if offered is None or offered.offered_at < question.asked_at:
        return None
    return _find_by_label(offered, sentence)


def _save_choices(turn: Turn, reply: Reply) -> tuple[Option, ...]:
    """Save the buttons of an answer in place of those before, but for pushed ones whose numbers it does not take."""
    incoming = turn.incoming
    options = _make_options(reply, turn.get_question(), turn.now)
    kept: tuple[Option, ...] = ()
    if not incoming.has_buttons:
        taken = {option.number for option in options}
        before = dialogues.get_choices(turn.session, incoming.channel, incoming.chat_id)
        kept = tuple(
            option
            for option in (before.options if before else ())
            if option.pushed
            and option.number not in taken
            and within(option.offered_at, turn.now, PUSHED_CHOICE_TERM)
        )
    dialogues.save_choices(turn.session, incoming.channel, incoming.chat_id, Choices(turn.now, kept + options))
    return options


def _make_options(
    reply: Reply, question: Question | None, now: datetime, first: int = 1, *, pushed: bool = False
) -> tuple[Option, ...]:
    """Return the buttons of a reply as options, without numbers below an open question: a number answers that."""
    buttons = [button for row in reply.buttons for button in row]
    numbered = question is None or question.step in _SHOWN
    return tuple(
        Option(_strip_icon(button), button.value, place if numbered else 0, now, pushed, reply.reader)
        for place, button in enumerate(buttons, first)
    )


def _numbered_reply(reply: Reply, options: Sequence[Option]) -> Reply:
    if not options:
        return reply
    if options[0].number:
        rest = iter(options)
        rows = [[f"{option.number} {option.text}" for option in islice(rest, len(row))] for row in reply.buttons]
        about = [_("Chọn cho {code}:", code=reply.subject)] if reply.subject else []
        said = "\n".join([*about, *(" · ".join(row) for row in rows if row)])
    else:
        said = _("Hoặc gõ: {choices}", choices=" · ".join(option.text for option in options))
    return replace(reply, choices=said, buttons=())


def _find_by_number(offered: Choices, sentence: str) -> Option | None:
    if not (sentence.isascii() and sentence.isdigit()):
        return None
    number = sentence.lstrip("0")
    return next((option for option in reversed(offered.options) if number and str(option.number) == number), None)


def _find_by_label(offered: Choices, sentence: str) -> Option | None:
    """Find an option by its whole text, whatever its case, accents, signs and icon, with or without its number."""
    said = normalize_label(sentence)
    if not said:
        return None
    spellings = ((option, (normalize_label(option.text), _uncounted(option.text))) for option in offered.options)
    return _the_one([option for option, spelled in spellings if said in spelled])


def _the_one(found: Sequence[Option]) -> Option | None:
    """Return the option that was meant: of the last message that has any, the only one."""
    last = [option for option in found if option.offered_at == found[-1].offered_at]
    return last[0] if len(last) == 1 else None


def _uncounted(label: str) -> str:
    return normalize_label(_COUNT.sub("", label))


def _find_by_last_words(offered: Choices, sentence: str) -> Option | None:
    """Find the only option that ends in these words ("xong")."""
    said = fold(sentence)
    return _the_one([option for option in offered.options if said and fold(option.text).endswith(f" {said}")])


def _strip_icon(button: Button) -> str:
    """Return the button's words without its icon; a lone arrow becomes a word."""
    arrows = {"‹": _("trang trước"), "›": _("trang sau")}
    if button.text in arrows:
        return arrows[button.text]
    return _ICON.sub("", button.text) or button.text
