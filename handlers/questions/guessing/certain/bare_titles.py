"""Sentences that are nothing but words of a title: “lập phường”, “vụ lập phường”."""

from itertools import pairwise

from handlers.base.query import Intent, Query
from handlers.questions.guessing.certain.said import Said
from handlers.questions.reading.subject_matching import title_contains

_DUTY_WORDS = frozenset({"viec", "vu", "chuyen", "muc", "nhiem"})
_LEAST, _MOST, _FEW = 2, 6, 2
"""How many words it has, and the most tasks that it may mean."""


def read_bare_title(said: Said) -> Query | None:
    """Return the query of the card of the one or two tasks in whose title the words stand one behind the other; None
    for any other sentence.
    """
    read = said.read.query
    unread = read.intent is Intent.UNKNOWN or (read.intent is Intent.LIST and read.implied and not read.about_tasks)
    run = tuple(word for word in said.text.split() if word not in _DUTY_WORDS)
    if not unread or read.period or said.matter or not _LEAST <= len(run) <= _MOST:
        return None
    if not all(pair in said.vocabulary.pairs for pair in pairwise(run)):
        return None
    codes = tuple(task.key[1] for task in said.vocabulary.tasks if title_contains(task, [run]))
    return Query(Intent.CARD, codes) if 0 < len(set(codes)) <= _FEW else None
