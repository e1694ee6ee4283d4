"""Checks of every typed text: its length, and nothing secret."""

from data.errors import BadAnswer
from data.text import nfc, printable
from handlers.base import state_secrets

LONGEST = 2000


def plain(text: str) -> str:
    """Return `text` in the one form in which it is read and kept."""
    return printable(nfc(text)).strip()


def check_input(text: str) -> str:
    """Return `text` as `plain` makes it. Raises BadAnswer: too_long, secret.

    State-secret material is neither answered nor kept (`handlers.base.state_secrets`).
    """
    sentence = plain(text)
    if len(sentence) > LONGEST:
        raise BadAnswer("sentence", "too_long")
    if state_secrets.looks_secret(sentence):
        raise BadAnswer("sentence", "secret")
    return sentence
