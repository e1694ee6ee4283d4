"""Words for whoever types: what says to tap a button says to choose one of the numbered choices."""

import re
from collections.abc import Mapping

_RULES: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "vi": (
        (re.compile(r"\bchạm( các)? nút\b"), r"chọn\1"),
        (re.compile(r"\bchạm\b"), "chọn"),
        (re.compile(r"\bChạm\b"), "Chọn"),
    ),
    "en": (
        (re.compile(r"\b[Tt]ap the button\b"), "choose"),
        (re.compile(r"\btap\b"), "choose"),
        (re.compile(r"\bTap\b"), "Choose"),
    ),
}
"""By language, the first ones first."""


def say_for_typing(sentence: str, language: str) -> str:
    """Return a sentence of a language as it is said where there are no buttons."""
    for pattern, instead in _RULES.get(language, ()):
        sentence = pattern.sub(instead, sentence)
    return sentence
