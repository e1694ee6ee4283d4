"""Normalisation of Vietnamese text: one Unicode form to store, one folded form to compare."""

import re
import unicodedata

_UNPRINTED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (2.2), and so can stand in no document: control characters, half characters."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters of formatting and direction, fillers and tags. What chooses the picture of an emoji (U+FE0F) stays."""

_STROKED = str.maketrans("đĐ", "dD")
_KEPT_BELOW = 0x2000
"""All letters of Vietnamese stand before this code; those beyond are folded anew each time."""


class _FoldedLetters(dict[int, str]):
    """What letters fold to, by their codes; worked out when it is first asked for."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
        folded = bare.translate(_STROKED).casefold()
        if code < _KEPT_BELOW:
            self[code] = folded
        return folded


_FOLDED_LETTERS = _FoldedLetters()


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC, the form to store and show."""
    return unicodedata.normalize("NFC", text)


def printable(text: str) -> str:
    """Return `text` with a space for each character that XML and databases cannot hold, without those that are not
    seen: what only turns the direction of writing, or stands between letters, makes one text look like another.
    """
    return _UNPRINTED.sub(" ", _UNSEEN.sub("", text))


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, đ as d, single spaces.

    Two spellings of the same words fold to the same string whatever their case, accents or Unicode form; the
    result is for comparing, never for showing.
    """
    return " ".join(text.translate(_FOLDED_LETTERS).split())


def fold_letterwise(text: str) -> str:
    """Return `text` folded letter by letter: a place in it is the same place in `text`.

    Blanks stay as they are; a letter that folds to several keeps the first, one that folds to none stays.
    """
    return "".join(fold(letter)[:1] or letter for letter in text)
