"""Make text searchable, so that every match leads back to the words as they were written."""

import re
from dataclasses import dataclass, replace

from data.text import fold, nfc

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))

_QUI = re.compile(r"\bqui\b")
"""Quí and quý are one word."""


@dataclass(frozen=True, slots=True)
class SearchableText:
    """A text for matching.

    `words` as written (NFC, single spaces), `text` folded for matching, `origin` from each of its characters to the
    character of `words` that it came from.
    """

    words: str
    text: str
    origin: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """Return the words that `text[start:end]` stands for, the first letter large."""
        words = self.words[self.origin[start] : self.origin[end - 1] + 1].strip(" -,;.")
        return words[:1].upper() + words[1:]

    def without(self, pattern: re.Pattern[str]) -> "SearchableText":
        """Return the same text with every match of `pattern` blanked out; positions stay."""
        return replace(self, text=pattern.sub(lambda hit: "#" * len(hit[0]), self.text))


def make_searchable(text: str) -> SearchableText:
    """Return `text` ready for matching."""
    words = " ".join(nfc(text).split())
    pieces = [(fold(letter) if letter != " " else " ", place) for place, letter in enumerate(words)]
    return SearchableText(
        words=words,
        text=_QUI.sub("quy", "".join(piece for piece, _ in pieces).translate(_DASHES)),
        origin=tuple(place for piece, place in pieces for _ in piece),
    )
