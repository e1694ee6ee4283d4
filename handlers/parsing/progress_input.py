"""Read how far a duty is: "60", "được 60%", "60% đã lấy ý kiến các sở"."""

import re

from data.errors import BadAnswer
from data.text import fold_letterwise, nfc

NOTE_LETTERS = 500

_PERCENT = re.compile(
    r"(?:(?:khoang|duoc|dat|da|lam|xong|hoan thanh|tien do)\s+)*"
    r"([0-9]{1,3})(?![.,]?[0-9])\s*(?:(?P<sign>%|phan tram\b)[\s,;:.–-]*(?P<note>.*))?$",
    re.DOTALL,
)


_WORD = re.compile(r"[a-z]{3}")
_TIME = re.compile(r"\d\s?(?:ngay|tuan|thang|gio|hom)\b")


def read_percent(text: str) -> tuple[int, str | None]:
    """Return a whole percentage from 0 to 100 and, where one follows the percent sign, a note.

    Raises BadAnswer: not_a_percentage, note_too_long.
    """
    typed = nfc(text).strip()
    found = _PERCENT.match(fold_letterwise(typed))
    if found is None or int(found[1]) > 100:
        raise BadAnswer("percent", "not_a_percentage")
    note = typed[found.start("note") :] if found["note"] else None
    return int(found[1]), read_note(note) if note else None


def is_progress_text(text: str) -> bool:
    """Return whether `text` tells progress in words and figures, "14 quyết định, 112 TTHC", and no percentage."""
    folded = fold_letterwise(nfc(text))
    told = any(letter.isdigit() for letter in folded) and _WORD.search(folded) and not _TIME.search(folded)
    return bool(told) and not {"?", "%"} & set(text)


def read_note(text: str) -> str:
    """Return the note typed beside a change. Raises BadAnswer: no_note, note_too_long."""
    note = nfc(text).strip()
    if not any(letter.isalnum() for letter in note):
        raise BadAnswer("note", "no_note")
    if len(note) > NOTE_LETTERS:
        raise BadAnswer("note", "note_too_long")
    return note


def read_asked_note(text: str) -> str:
    """Return a note that was asked for: in words, since "2" and "50%" are choices that were shown.

    Raises BadAnswer: no_note, note_too_long.
    """
    if not any(letter.isalpha() for letter in text):
        raise BadAnswer("note", "no_note")
    return read_note(text)
