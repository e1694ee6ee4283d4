"""Sentences that leave a matter alone: “thôi, việc này để sang tuần chị xem lại”, “huỷ đi, bấm nhầm”."""

import re
from collections.abc import Sequence

from handlers.base.query import Intent, Query
from handlers.questions.lexicon.phrase_grammar import reply_grammar
from handlers.questions.lexicon.words import Word

_MAY_LEAVE = frozenset(
    {Intent.UNKNOWN, Intent.LIST, Intent.COUNT, Intent.NEXT, Intent.SUMMARY, Intent.CARD, Intent.WHEN}
)
"""What the grammar may take such words for: “việc”, “sang tuần”."""

_ASKED = frozenset({"gi", "nao"})
_TAKE_BACK = re.compile(
    r"(?<!\S)(?:hoan tac|undo|rut|thu hoi|huy|xoa|bo|lay lai|quay lai|khoi phuc|sua|lam sao)(?!\S)"
)


def is_leaving(words: Sequence[Word]) -> bool:
    """Return whether a sentence is made of words of leaving alone: “đợi chút, để tôi hỏi lại lãnh đạo”."""
    return "reply.leave" in reply_grammar("leave", "leave_alone", "beside").names_covering(words)


def leaves(words: Sequence[Word], read: Query, *, asked: bool) -> bool:
    """Return whether a sentence leaves, whatever the grammar has `read`; with a question mark (`asked`) it does
    not.
    """
    if asked or any(word.folded in _ASKED for word in words):
        return False  # “mai làm gì”
    return read.intent in _MAY_LEAVE and not read.about_tasks and is_leaving(words)


def asks_to_undo(words: Sequence[Word]) -> bool:
    """Return whether a sentence asks for something to be taken back, and does not only say “tôi bấm nhầm”."""
    return bool(_TAKE_BACK.search(" ".join(word.folded for word in words)))
