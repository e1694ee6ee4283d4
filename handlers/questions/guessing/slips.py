"""A sentence as others would have typed it: without accents, with a slip; the same ones each time."""

import re
from collections.abc import Callable
from random import Random
from unicodedata import normalize

from data.text import fold_letterwise, nfc

_LONG = 4
"""Letters from which on a word is likely to be mistyped."""
_WORD = re.compile(r"(?<![\w./])[^\W\d_]+(?![\w./])")
_TONES = {"\N{COMBINING ACUTE ACCENT}": "s", "\N{COMBINING GRAVE ACCENT}": "f", "\N{COMBINING HOOK ABOVE}": "r",
          "\N{COMBINING TILDE}": "x", "\N{COMBINING DOT BELOW}": "j"}  # fmt: skip
_SHAPES = {"\N{COMBINING CIRCUMFLEX ACCENT}": "", "\N{COMBINING BREVE}": "w", "\N{COMBINING HORN}": "w"}
_NEIGHBOURS = {
    key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, key in enumerate(row)
}


def without_accents(sentence: str) -> str:
    """Return the sentence as typed on a keyboard without Vietnamese."""
    return fold_letterwise(nfc(sentence))


def mistyped(sentence: str) -> str:
    """Return the sentence with a slip in one of its longer words; as it is where all are short."""
    typed = nfc(sentence)
    words = [word for word in _WORD.finditer(typed) if len(word[0]) >= _LONG]
    if not words:
        return typed
    chance = Random(f"slip in {sentence}")  # noqa: S311 - the same slip each time
    word = chance.choice(words)
    slip = chance.choice(_SLIPS)
    return typed[: word.start()] + slip(word[0], chance) + typed[word.end() :]


def _swap(word: str, chance: Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _double(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _hit_beside(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    near = _NEIGHBOURS.get(word[at].casefold(), word[at])
    return word[:at] + chance.choice(near) + word[at + 1 :]


def _telex(word: str, _chance: Random) -> str:
    """Return the word as Telex leaves it on a keyboard that is not set to it: “nộp” is “noojp”."""
    letters, tone = "", ""
    for one in normalize("NFD", word):
        tone = _TONES.get(one, tone)
        if one == "\N{COMBINING CIRCUMFLEX ACCENT}":
            letters += letters[-1]
        elif one in _SHAPES:
            letters += _SHAPES[one]
        elif one not in _TONES:
            letters += "dd" if one == "đ" else one
    return letters + tone


def _lose_accent(word: str, _chance: Random) -> str:
    return fold_letterwise(word)


_SLIPS: tuple[Callable[[str, Random], str], ...] = (_swap, _drop, _double, _hit_beside, _telex, _lose_accent)
