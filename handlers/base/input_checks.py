"""Checks of every typed text: its length, and that it holds nothing secret."""

from data.errors import BadAnswer
from data.text import nfc, printable
from handlers.base import state_secrets

MAX_LETTERS = 2000


def normalize_input(text: str) -> str:
    """Return `text` in the one form in which it is read and stored."""
    return printable(nfc(text)).strip()


def check_input(text: str) -> str:
    """Return `text` normalised. Raises BadAnswer: too_long, secret.

    State-secret material is neither answered nor stored (`handlers.base.state_secrets`).
    """
    sentence = normalize_input(text)
    if len(sentence) > MAX_LETTERS:
        raise BadAnswer("sentence", "too_long")
    if state_secrets.looks_secret(sentence):
        raise BadAnswer("sentence", "secret")
    return sentence
