"""Reminders of others that are asked for: "nhắc tất cả các đơn vị chậm TC.1", "đôn đốc Sở Y tế nộp kế hoạch"."""

import re

from handlers.questions.lexicon.phrase_grammar import request_grammar
from handlers.questions.reading.phrase_extraction import ExtractedPhrases
from handlers.questions.reading.sentence import Sentence

_FIRST_WORDS = 4
"""A request begins the sentence, after a word of politeness or two."""
_ASKING = frozenset(
    (
        "da",
        "lan",
        "cuoi",
        "co",
        "ai",
        "bao",
        "gio",
        "khi",
        "chua",
        "khong",
        "dung",
        "hom",
        "may",
        "nguoi",
        "duoc",
        "bi",
    )
)
"""Words before it by which a sentence asks about a reminder instead of asking for one."""
_ACCENTED = frozenset({"thuc", "nhan"})
"""Without their accents they are other words: "thực", "nhận", "nhân"."""


_RUNS_OUT = re.compile(
    r"(?<!\S)(?:con|sap|gan|mai|hom nay|chieu nay|tuan nay|thang nay|toi nay)(?: \S+){0,3}? het (?:thoi )?han(?!\S)"
)
"""“Còn 2 ngày nữa hết hạn”, “mai hết hạn”."""


def extract_urging(said: Sentence) -> Sentence | None:
    """Return what is left of a sentence that asks for a reminder; None if it does not ask for one."""
    rest = said.copy()
    found = rest.extract_phrases(request_grammar("urge", "no_urge"))
    first = found[0] if found else None
    if first is None or first.name != "request.urge" or first.start >= _FIRST_WORDS:
        return None
    before = {word.folded for word in said.words[: first.start]}
    words = said.words[first.start : first.end]
    bare = any(word.folded in _ACCENTED and not word.accented for word in words)
    if before & _ASKING or (bare and len(words) == 1):
        return None
    return rest


def runs_out(text: str) -> bool:
    """Return whether words without accents say that something falls due, and nothing is late yet."""
    return bool(_RUNS_OUT.search(text))


def is_of_others(extracted: ExtractedPhrases) -> bool:
    """Return whether agencies are named or counted, rather than the speaker."""
    return bool(extracted.named or extracted.asked_of.sort) and not extracted.has("agency.me", "agency.own")
