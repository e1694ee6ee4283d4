"""The words of a text in which a mark of secrecy is looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.text import fold, secrecy_words

_DIGITS = str.maketrans("01345", "oieas")
_WORD = re.compile(r"[^\W_]+")
_COUNTED = re.compile(r"(?:s[oố]|v)\d+", re.IGNORECASE)
"""Digits that are digits: "so12"."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """One word of a text, as typed and folded, and what stands before and behind it up to its neighbours."""

    typed: str
    folded: str
    before: str
    after: str

    @property
    def is_mark(self) -> bool:
        """Whether it is "mật", as it is typed, keyed or in an old font."""
        return self.typed.casefold() in secrecy_words.MAT

    @property
    def is_bare(self) -> bool:
        """Whether it is without accents, so that it could be anything."""
        return self.typed.casefold() == "mat"

    @property
    def is_joined(self) -> bool:
        """Whether the word that makes it a mark stands before it, without a blank."""
        return self.folded in secrecy_words.JOINED and self.typed[-3:].casefold() in ("mật", "mat")

    @property
    def can_be_mark(self) -> bool:
        """Whether it is worth a second look."""
        return self.is_mark or self.is_bare or self.is_joined

    @property
    def is_joined_to_former(self) -> bool:
        """Whether nothing but blanks stands between it and the word before it."""
        return not self.before.strip(" \t_")

    @property
    def is_joined_to_next(self) -> bool:
        """Whether nothing but blanks stands between it and the word behind it."""
        return not self.after.strip(" \t_") and "\n" not in self.after

    @property
    def is_near_to_former(self) -> bool:
        """Whether it stands in one sentence with the word before it, and close to it."""
        return len(self.before) <= 5 and not re.search(r"[.;!?]\s", self.before)


def syllables(text: str) -> Iterator[Syllable]:
    """Yield the words of `text`, with the letters that digits among letters stand for."""
    found = list(_WORD.finditer(text))
    for at, match in enumerate(found):
        start = found[at - 1].end() if at else 0
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        typed = match[0]
        if not typed.isalpha() and _is_disguise(typed):
            typed = typed.translate(_DIGITS)
        yield Syllable(typed, fold(typed), text[start : match.start()], text[match.end() : end])


def _is_disguise(typed: str) -> bool:
    is_mixed = any(map(str.isdigit, typed)) and any(map(str.isalpha, typed))
    return is_mixed and typed.casefold() not in secrecy_words.KEYED and not _COUNTED.fullmatch(typed)
