"""Whether a sentence speaks of duties at all: a list is no answer to words of which none does."""

import re

from handlers.base.query import Intent, Query
from handlers.questions.guessing.slots import AGENCY, Slots
from handlers.questions.lexicon.vocabulary import Vocabulary, folded_words
from handlers.questions.reading.reader import Reading
from handlers.questions.reading.subject_matching import RUN_SEPARATOR

_LISTED = frozenset({Intent.LIST, Intent.COUNT, Intent.NEXT})
_ASKED_OF_ANYTHING = frozenset({"intent.what", "intent.card", "intent.help", "intent.undo"})
"""Phrases by which anything may be asked: “những gì”, “thế nào”."""
_OF_DUTIES = ("intent.", "status.", "part.", "done.")
_WORDS_OF_DUTIES = re.compile(
    r"(?<!\S)(?:viec|vc|cv|nv|nhiem vu|han|deadline|moc|nop|trinh|bao cao|bc|ke hoach|tien do|ket qua|xong"
    r"|hoan thanh|ban hanh|thuc hien|trien khai|tre|cham|xac nhan|phe duyet|tra lai|(?:phai|can) lam|lam gi"
    r"|san pham|van ban|chi tieu|uu tien)(?!\S)"
)


def speaks_of_duties(reading: Reading, slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether something in a sentence makes `reading`, if it is a list, one of duties: what it names, a
    word or a phrase of duties; or if nothing in it is of anything else, “tháng 5 Sở Y tế có gì”.
    """
    query, phrases = reading.query, slots.extracted.phrases
    if query.intent not in _LISTED or _names_a_task(query, slots, vocabulary):
        return True
    if any(name.startswith(_OF_DUTIES) and name not in _ASKED_OF_ANYTHING for name in phrases):
        return True
    if _WORDS_OF_DUTIES.search(" ".join(word.folded for word in slots.words)):
        return True
    named = bool(slots.times or AGENCY in slots.tokens)
    asked = "intent.what" in phrases or "follow.up" in phrases
    if slots.extracted.content.words:
        return (named or reading.names_status) and asked  # “cái nào quá hạng rồi”
    return named or asked or any(name.startswith("agency.") for name in phrases)


def _names_a_task(query: Query, slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether a query is about tasks by more than single words that stand somewhere in a title, “Bão … quá”,
    and nothing beside them is of anything else, “hôm nay ngày chuyển đổi số vui quá”.
    """
    said = query.keywords or query.made
    if not said or query.codes or query.sections:
        return query.about_tasks
    runs = [folded_words(run) for run in said.split(RUN_SEPARATOR)]
    beside = set(slots.extracted.content.words).difference(*runs, vocabulary.words)
    together = len(runs) == 1 or any(len(run) > 1 for run in runs)
    return together and not beside
