"""Decode text that was typed for the fonts before Unicode, TCVN3 (.VnTime) and VNI, known by its content alone.

A text is decoded where its words are no Vietnamese as they stand and become Vietnamese by it. In TCVN3 the soft
hyphen is the letter ư: what is not shown is taken out only after this.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from data.plans.cleaning.characters import clean_characters
from data.plans.cleaning.syllables import is_syllable
from data.text import nfc

if TYPE_CHECKING:
    from viparse.normalize.tables import Charmap

ENCODINGS = ("tcvn3", "vni")
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = "–—“”‘’…•°²³½×÷§©®™€‰′″"
"""Signs that stand in any text; those of them that are letters of old fonts tell nothing by themselves."""
_ABBREVIATION = re.compile("[A-ZĐ]+|[đa-z]|\\w")
_MOSTLY = 0.7
_WORDS = 4096
"""More than a plan has different words: each of them comes many times."""
_LEGACY_SIGN = re.compile("[\u00a1-\u00bf\u00d7\u00f7\u00ad]")


def find_old_font(texts: Iterable[str]) -> dict[str, str]:
    """Return the encoding of each of a document's texts that is in an old font.

    A text that could be either goes with the others: in a document that is mostly in an old font, it is in it too.
    """
    verdicts = {text: judge(text) for text in dict.fromkeys(texts) if not text.isascii()}
    counts = Counter(verdicts.values())
    common = max(ENCODINGS, key=lambda encoding: counts[encoding])
    if not counts[common]:
        return {}
    if counts[common] > counts["unicode"]:
        verdicts = {
            text: common if verdict != "unicode" and _bad_words(decode(text, common)) == 0 else verdict
            for text, verdict in verdicts.items()
        }
    return {text: verdict for text, verdict in verdicts.items() if verdict in ENCODINGS}


def judge(text: str) -> str:
    """Return the encoding of a text by itself: one of ENCODINGS, "unicode", or "" where it could be either."""
    words = _words_with_signs(text)
    if not words:
        return ""
    bad = _bad_words(clean_characters(text))
    decoded = {encoding: _bad_words(decode(text, encoding)) for encoding in ENCODINGS}
    best = min(decoded, key=lambda encoding: decoded[encoding])
    if bad > 0 and decoded[best] <= bad * (1 - _MOSTLY):
        return best
    return "" if bad == 0 and decoded[best] == 0 and decode(text, best) != text else "unicode"


def decode(text: str, encoding: str) -> str:
    """Return a text in one of ENCODINGS as Unicode; capitals of fonts that have their own (.VnTimeH) are restored."""
    return " ".join(word if word.isascii() else _decode_word(word, encoding) for word in text.split(" "))


@lru_cache(maxsize=_WORDS)
def _decode_word(word: str, encoding: str) -> str:
    from viparse.normalize.tables import convert

    return _with_capitals(word, nfc(convert(word, _charmap(encoding))))


@cache
def _charmap(encoding: str) -> "Charmap":
    from viparse.normalize.encodings import CHARMAPS

    return CHARMAPS[encoding]


def _with_capitals(written: str, decoded: str) -> str:
    """Return a word in capitals where its other letters are: fonts of capitals have them for small ones."""
    plain = [letter for letter in written if letter.isascii() and letter.isalpha()]
    capitals = bool(plain) and all(letter.isupper() for letter in plain)
    return decoded.upper() if capitals and (len(plain) > 1 or decoded[0].islower()) else decoded


def _words_with_signs(text: str) -> list[str]:
    return [word for word in text.split() if any(ord(letter) > 127 and letter not in _PLAIN for letter in word)]


def _bad_words(text: str) -> int:
    """Count the words with marks that are no Vietnamese, and signs in the middle of words."""
    return sum(_is_bad(word) for word in text.split() if not word.isascii())


@lru_cache(maxsize=3 * _WORDS)
def _is_bad(word: str) -> bool:
    letters = [part for part in _LETTERS.findall(word) if not part.isascii() and not _ABBREVIATION.fullmatch(part)]
    if any(not is_syllable(part) for part in letters):
        return True
    return bool(_LEGACY_SIGN.search(word.strip("–—“”‘’…•°²³½§")))
