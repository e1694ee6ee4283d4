"""Features of a sentence by which its intent is guessed: words, pairs of words, phrases, what it names, what the
grammar takes it for, who asks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from data.enums import OVERSEEING, Role
from handlers.base.query import Intent, Query
from handlers.questions.guessing.slots import Slots

TALK = (Intent.GREETING, Intent.THANKS, Intent.SMALL_TALK, Intent.UNKNOWN)
"""Intents that ask nothing of the plan; the model knows them as one, small talk."""

_SHORT, _STEP = 12, 3
_ROLES = {
    "urge": re.compile(r"^(?:\S+ ){0,3}(?:nhac(?: nho)?|giuc|don doc|thuc|hoi thuc|luu y|canh bao)(?!\S)"),
    "away": re.compile(r"(?<!\S)(?:nghi|om|cong tac|tap huan|vang|thai san|tam dung|tam ngung|dung nhac)(?!\S)"),
    "give": re.compile(r"\A(?>.*?(?<!\S)(?:giao|phan cong|phan|chuyen|nhuong)(?!\S)).*(?<!\S)(?:cho|sang|qua)(?!\S)"),
    "than": re.compile(r"(?<!\S)(?:so voi|so sanh|doi chieu|hon|kem|chenh|khac)(?!\S)"),
    "owes": re.compile(r"(?<!\S)nao (?:phai|can|duoc giao|co trach nhiem|chiu trach nhiem)(?!\S)"),
    "file": re.compile(r"(?<!\S)(?:file|excel|word|bang|ban mem|bieu do|tai|xuat|in)(?!\S)"),
}
"""Words that play the same part, without accents."""


def read_features(slots: Slots, read: Query, role: Role | None, *, asked: bool) -> set[str]:
    """Return the features of a sentence. `read`: as the grammar reads it; `role` is that of who asks, None where it
    is not known; `asked`: the sentence has a question mark.
    """
    found = {"*", *slots.tokens, *_pairs_and_roles(slots.tokens), *_slots(slots), *_grammar(read)}
    found.update(f"={word.typed.casefold()}" for word in slots.words if word.accented)
    if role in OVERSEEING:
        found.add("w:oversees")
    return found | {"?"} if asked else found


def class_of(intent: Intent) -> Intent:
    """Return the intent by which the model knows this one."""
    return Intent.SMALL_TALK if intent in TALK else intent


def _grammar(read: Query) -> Iterator[str]:
    """Yield what the grammar takes a sentence for, and how much of it that explains."""
    if read.intent is not Intent.UNKNOWN:  # what it cannot read may be anything
        yield f"g:{read.intent}"
        named = "".join(mark for mark, said in (("t", read.about_tasks), ("d", read.period)) if said)
        yield f"g:{read.intent} {named}"


def _pairs_and_roles(tokens: tuple[str, ...]) -> Iterator[str]:
    for one, other in pairwise(("^", *tokens, "$")):
        yield f"{one} {other}"
    text = " ".join(tokens)
    for role, words in _ROLES.items():
        if words.search(text):
            yield f"r:{role}"
    yield f"l:{min(len(tokens), _SHORT) // _STEP}"


def _slots(slots: Slots) -> Iterator[str]:
    extracted = slots.extracted
    for name in extracted.phrases:
        yield f"p:{name}"
    yield f"c:{extracted.courtesy}"
    yield f"e:{extracted.ending}"
    for kind, named in (("agencies", extracted.named), ("times", slots.times), ("codes", slots.codes)):
        if len(named) > 1:
            yield f"n:{kind}"
    if slots.names_own:
        yield "n:own"
    if extracted.asked_of.sort:
        yield f"s:{extracted.asked_of.sort}"
