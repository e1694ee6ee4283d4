"""How far a duty is, as people type it: "60", "được 60%", "60% đã lấy ý kiến các sở"."""

import re

from data.errors import BadAnswer
from data.text import nfc
from handlers.parsing import dates

NOTE_LETTERS = 500

_SAID = re.compile(
    r"(?:(?:khoang|duoc|dat|da|lam|xong|hoan thanh|tien do)\s+)*"
    r"([0-9]{1,3})(?![.,]?[0-9])\s*(?:(?P<sign>%|phan tram\b)[\s,;:.–-]*(?P<note>.*))?$",
    re.DOTALL,
)


def read_percent(text: str) -> tuple[int, str | None]:
    """A whole percentage from 0 to 100 and, behind a percent sign, a note.

    Raises BadAnswer: not_a_percentage, note_too_long.
    """
    said = nfc(text).strip()
    read = _SAID.match(dates.plain(said))
    if read is None or int(read[1]) > 100:
        raise BadAnswer("percent", "not_a_percentage")
    note = said[read.start("note") :] if read["note"] else None
    return int(read[1]), read_note(note) if note else None


def read_note(text: str) -> str:
    """Somebody's words beside a change. Raises BadAnswer: no_note, note_too_long."""
    note = nfc(text).strip()
    if not any(letter.isalnum() for letter in note):
        raise BadAnswer("note", "no_note")
    if len(note) > NOTE_LETTERS:
        raise BadAnswer("note", "note_too_long")
    return note
