"""Requests that are only asked about: “I.2 gia hạn được tối đa bao lâu”, “đã được 80% chưa em”."""

import re
from collections.abc import Sequence

from handlers.base.query import Intent
from handlers.questions.guessing.certain.said import tags
from handlers.questions.guessing.requests import without_nothing
from handlers.questions.lexicon.words import Word, has_question_mark, to_word, tokenize
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.sentence import TITLES

TAGS = tags("dong chi", "nao")
_POLITELY = re.compile(rf"(?<!\S)(?<!co )(?<!duyet )(?<!lieu )(?<!co the )duoc (?:khong|ko|chu){TAGS}")
_ENDS_ASKING = re.compile(rf"(?<!\S)(?:khong|ko|chua|ha|hu|nhi|chu){TAGS}")
_HOW_MUCH = re.compile(
    r"(?<!\S)(?:toi da|nhieu nhat|bao lau|bao nhieu|may (?:ngay|lan|thang|tuan|gio|viec)|lam gi"
    r"|lam chi|vi sao|tai sao|sao lai|the nao|ra sao|lam sao|bao gio|khi nao|luc nao|bam (?:vao|nut|o|cho)|tat duoc"
    r"|(?:bao|ghi|nop|tinh|nhap|khai|thi) sao(?! (?:y|luu|chep)(?!\S)))(?!\S)"
)
_WHICH = re.compile(r"(?<!\S)nhac(?: \S+){0,6}? hay (?:la )?(?:\S+ ){1,3}nhac(?!\S)")
_ASKED_BACK = frozenset({"à", "ư", "hả", "hử"})
_PERCENT = re.compile(r"\d ?%|(?<!\S)(?:phan tram|nua|\d/\d)(?!\S)")
_TAG_ASKED = re.compile(
    rf"(?:da |co |the |vay ){{0,2}}(?:phai|dung|chuan|chinh xac)(?: vay| the)? (?:khong|ko|chua|nhi){TAGS}"
)
"""“… 80%, phải không em”."""
CLAUSES = re.compile(r"[^,;!?？\n]+[!?？]?")
_NAME = to_word("|")
_BEFORE_NAMES = TITLES | {"cho", "sang", "qua"}
_DUTY_OF_ONE = (Intent.EXTEND, Intent.SNOOZE)


def hide_names(words: list[Word]) -> list[Word]:
    """Return words without the names of people: “anh Dũng” is no “đừng”, “chị Hà” no “hả”."""
    named = [
        bool(at) and word.typed.istitle() and words[at - 1].folded in _BEFORE_NAMES for at, word in enumerate(words)
    ]
    return [_NAME if hidden else word for word, hidden in zip(words, named, strict=True)]


def is_asked(intent: Intent, words: Sequence[Word], text: str, sentence: str) -> bool:
    if intent is Intent.REMIND:  # “nhắc những ai chưa nộp”
        return bool(_HOW_MUCH.search(text)) or (_ends_in_doubt(words, text) and not _POLITELY.search(text))
    if intent in _DUTY_OF_ONE:
        return bool(_HOW_MUCH.search(text) or _WHICH.search(text)) or asks_for_more_than_leave(sentence)
    told = without_nothing(words)
    return bool(_HOW_MUCH.search(text)) or has_question_mark(sentence) or asks(told) or _ends_in_doubt(words, text)


def asks_for_more_than_leave(sentence: str) -> bool:
    """Return whether a part of a sentence asks anything but “… được không, đang chờ thẩm định”."""
    for clause in CLAUSES.findall(sentence):
        words = hide_names(tokenize(clause))
        text = " ".join(word.folded for word in words)
        if polite := _POLITELY.search(text):
            words, text = words[: text.count(" ", 0, polite.start())], text[: polite.start()].rstrip()
        if asks(words) or _ends_in_doubt(words, text) or (has_question_mark(clause) and not polite):
            return True
    return False


def asks_how_far(sentence: str) -> bool:
    """Return whether a percentage is asked about, “đã được 80% chưa em”; what stands behind a comma is a note."""
    told = False
    for clause in CLAUSES.findall(sentence):
        words = hide_names(tokenize(clause))
        text = " ".join(word.folded for word in words)
        if told and _TAG_ASKED.fullmatch(text):
            return True
        told = told or bool(_PERCENT.search(text))
        if _PERCENT.search(text) and _ends_in_doubt(words, text):
            return True
    return False


def _ends_in_doubt(words: Sequence[Word], text: str) -> bool:
    return bool(_ENDS_ASKING.search(text)) or bool(words and words[-1].typed.casefold() in _ASKED_BACK)
