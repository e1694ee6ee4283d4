"""File types accepted as proof, recognised by name and content.

A name alone is not believed: a program called "bao-cao.pdf" is no PDF. What is taken is kept and handed back; here it
is told by its first bytes. What is inside is looked at elsewhere, in a child process (`data.documents`).
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from data.text import nfc

MAX_BYTES = 20 * 1024 * 1024
"""What a bot may fetch from Telegram (Bot API, getFile)."""
NAME_LETTERS = 200

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an OLE file: an older office file, or a newer one with a password."""
_ZIP = b"PK\x03\x04"


def _starts_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


@dataclass(frozen=True, slots=True)
class FileType:
    """A media type; `matches` returns whether a content has it."""

    media_type: str
    matches: Callable[[bytes], bool]


_JPEG = FileType("image/jpeg", _starts_with(b"\xff\xd8\xff"))
_TIFF = FileType("image/tiff", _starts_with(b"II*\0", b"MM\0*"))

TYPES = {
    "pdf": FileType("application/pdf", _starts_with(b"%PDF-")),
    # one with a password is wrapped in OLE: so it is named
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", _starts_with(_ZIP, OLE)),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", _starts_with(_ZIP, OLE)),
    "odt": FileType(f"{_OPEN}.text", _starts_with(_ZIP)),
    "ods": FileType(f"{_OPEN}.spreadsheet", _starts_with(_ZIP)),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": FileType("image/png", _starts_with(b"\x89PNG\r\n\x1a\n")),
    "heic": FileType("image/heic", lambda content: content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")),
    "tif": _TIFF,
    "tiff": _TIFF,
}
"""By the end of a file's name."""

WITH_MACROS = frozenset(
    ("doc", "xls", "ppt", "dot", "xlt", "docm", "dotm", "dotx", "xlsm", "xltm", "xltx", "xlam", "xla", "xlsb", "rtf")
)
"""Ends of names of office files that can hold macros, or start them; what is in them nobody can see from outside."""


def name_ending(name: str) -> str:
    """Return the end of a file's name in lower case, without the dot; "" if it has none."""
    return PurePath(name.strip()).suffix.removeprefix(".").lower()


def type_by_name(name: str) -> FileType | None:
    """Return the type for a file name; None if it is not accepted."""
    return TYPES.get(name_ending(name))


def type_of(name: str, content: bytes) -> FileType | None:
    """Return the type of a file if its content agrees with its name; else None."""
    named = type_by_name(name)
    return named if named and named.matches(content) else None


def clean_name(name: str) -> str:
    """Return `name` without folders, control and direction characters; at most 200 letters."""
    last = nfc(name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip()
    kept = PurePath(shown or "tep")
    return kept.stem[: NAME_LETTERS - len(kept.suffix)] + kept.suffix[:NAME_LETTERS]
