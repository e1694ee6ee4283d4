"""The same sentence as another phone, another hand or a slip would have typed it."""

import random
import re
import unicodedata

_LETTERS = 4
"""A word shorter than this is often another word after one slip: "còn" and "con", "nợ" and "no"."""

_NEIGHBOURS = {
    key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, key in enumerate(row)
}
_WORD = re.compile(r"[^\W\d_]+")


def without_accents(sentence: str) -> str:
    """As typed on a keyboard without Vietnamese."""
    bare = "".join(c for c in unicodedata.normalize("NFD", sentence) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def decomposed(sentence: str) -> str:
    """As some phones send it: every mark a character of its own."""
    return unicodedata.normalize("NFD", sentence)


def mistyped(sentence: str) -> str:
    """One slip in one longer word, always the same for the same sentence; no slip where all words are short."""
    words = [word for word in _WORD.finditer(sentence) if len(word[0]) >= _LETTERS and not _is_code(sentence, word)]
    if not words:
        return sentence
    chance = random.Random(sentence)
    word = chance.choice(words)
    return sentence[: word.start()] + _slipped(word[0], chance) + sentence[word.end() :]


def _is_code(sentence: str, word: re.Match[str]) -> bool:
    return sentence[word.end() : word.end() + 1] == "."


def _slipped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    slips = [
        before + following + letter + after,
        before + following + after,
        before + letter + letter + following + after,
    ]
    if near := _NEIGHBOURS.get(letter.lower()):
        slips.append(before + chance.choice(near) + following + after)
    return chance.choice([slip for slip in slips if slip != word])
