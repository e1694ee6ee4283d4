"""A sentence as words: one Unicode form, one case, marks removed; codes, dates and document numbers kept whole."""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from data.text import fold, nfc
from handlers.questions.lexicon.phrase_tables import load_tables

_WORD = re.compile(
    r"""(?<!\w)(?:[ivxlc]+|tc)\s?[.]\s?\d{1,2}(?:[a-z](?!\w)|(?!\d))  # II.3, ii. 3, IV.7b
    | \d+[a-z]?/(?:\d{4}/)?[^\W\d_][\w&/-]*                           # 12/KH-UBND, 5/2024/NQ-HĐND
    | \d{1,4}[/.-]\d{1,4}(?:[/.-]\d{2,4})?                            # 28/2, 28-2-2024, 6/2024
    | (?:qu[ýy]|th[áa]ng|ng[àa]y|tu[ầa]n)(?=\d{1,2}(?!\w))            # quý1
    | \d{1,3}(?=ph[ầa]n\s?tr[ăa]m|th[áa]ng)                           # 85phầntrăm
    | qu[ýy](?=(?:iv|i{1,3})(?!\w))                                  # quýII
    | \w+%?|%
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAME_TONE = str.maketrans({"\N{COMBINING HOOK ABOVE}": "\N{COMBINING TILDE}"})
"""Hỏi and ngã are confused more often than not, so both are compared as ngã."""
_TONES = "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT}\N{COMBINING TILDE}\N{COMBINING DOT BELOW}"

_QUESTION = re.compile("[?？]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `typed` is as it was typed; `folded` in small letters without accents.

    `accented` has the tone at its end, wherever in the word it was typed, "" without any accent. `key` is
    `folded`, but tells numbers apart that differ only in their tone. `mended`: it was mistyped and replaced;
    `doubtful`: it may have been a word that denies or asks.
    """

    typed: str
    folded: str
    accented: str
    key: str
    mended: bool = False
    doubtful: bool = False


def tokenize(sentence: str) -> list[Word]:
    """Return the words of `sentence`, in its order."""
    return [said for said in map(to_word, _WORD.findall(nfc(sentence))) if said.folded]


@lru_cache(maxsize=4096)
def cached_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text that is looked at again and again: a title, the name of an agency."""
    return tuple(tokenize(text))


@lru_cache(maxsize=8192)
def to_word(typed: str) -> Word:
    """Return a single word in all its forms."""
    bare, small = _fold(typed), typed.casefold()
    accented = "" if small == bare else _tone_last(normalize("NFD", small).translate(_SAME_TONE))
    return Word(typed, bare, accented, load_tables().tones.get(small, bare))


def _tone_last(letters: str) -> str:
    """Return decomposed letters with the tone behind them: it is typed on one vowel or on the next."""
    return "".join(one for one in letters if one not in _TONES) + "".join(one for one in letters if one in _TONES)


def _fold(typed: str) -> str:
    return "".join(fold(typed).split())


def has_question_mark(sentence: str) -> bool:
    """Return whether a sentence has a question mark, of any width."""
    return bool(_QUESTION.search(sentence))
