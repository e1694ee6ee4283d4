"""Checks of every typed text: its length, and that it holds nothing secret."""

from data.errors import BadAnswer
from data.text import nfc, printable
from data.text.secrecy_marks import carries_secrecy_mark

MAX_LETTERS = 2000
MAX_LIST_LETTERS = 12_000
"""The longest list of people, which may be pasted."""


def normalize_input(text: str) -> str:
    """Return `text` in the one form in which it is read and stored."""
    return printable(nfc(text)).strip()


def check_input(text: str, most: int = MAX_LETTERS) -> str:
    """Return `text` normalised, of `most` letters at most. Raises BadAnswer: too_long, secret.

    State-secret material is neither answered nor stored (`data.text.secrecy_marks`).
    """
    sentence = normalize_input(text)
    if len(sentence) > most:
        raise BadAnswer("sentence", "too_long")
    if carries_secrecy_mark(sentence):
        raise BadAnswer("sentence", "secret")
    return sentence
