"""Labels of buttons: typed instead of tapped, they are no content of an answer."""

import re
from pathlib import Path

from data.text import fold
from handlers.locales import _

_LABELS = Path(__file__).with_name("button_labels.txt").read_text(encoding="utf-8").splitlines()
"""Every label that stands in the code, in Vietnamese, a line each: written by `make catalogue`."""

_WORDS = re.compile(r"[\w%]+")
_FIELDS = re.compile(r"\{(\w+)\}")
_FIELD = "anyfield"
_FILLED = re.compile(r"\b(?:[ivxlc]+ |tc )?\d+[a-z]?(?: \d+)*\b")
"""What stands in a field: a number, or a code without its full stop."""


def normalize_label(label: str) -> str:
    """Return a label as people type it: no icon, no accents, no signs, small letters."""
    return " ".join(_WORDS.findall(fold(label)))


def is_button_label(text: str) -> bool:
    """Return whether `text` is the label of a button, which may have been shown long ago."""
    typed = normalize_label(text)
    spellings = {typed, _FILLED.sub(_FIELD, typed)}
    said = (_(_LABELS[at], **dict.fromkeys(_FIELDS.findall(_LABELS[at]), _FIELD)) for at in range(len(_LABELS)))
    return any(normalize_label(label) in spellings for label in said)
