"""File types accepted as proof, recognised by name and content.

A name alone is not believed: a program called "bao-cao.pdf" is no PDF. What is taken is kept and handed back, never
opened by this program beyond its first bytes and, in a package, its list of contents.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from data.text import nfc

MAX_BYTES = 20 * 1024 * 1024
"""What a bot may fetch from Telegram (Bot API, getFile)."""
NAME_LETTERS = 200

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _starts_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _has_part(member: str) -> Callable[[bytes], bool]:
    """Return a check whether content is a ZIP package (OOXML, OpenDocument) with the part `member`."""

    def check(content: bytes) -> bool:
        try:
            with ZipFile(BytesIO(content)) as package:
                return member in package.namelist()
        except (BadZipFile, ValueError, NotImplementedError):
            return False

    return check


@dataclass(frozen=True, slots=True)
class FileType:
    """A media type; `matches` returns whether a content has it."""

    media_type: str
    matches: Callable[[bytes], bool]


_JPEG = FileType("image/jpeg", _starts_with(b"\xff\xd8\xff"))
_TIFF = FileType("image/tiff", _starts_with(b"II*\0", b"MM\0*"))

TYPES = {
    "pdf": FileType("application/pdf", _starts_with(b"%PDF-")),
    "doc": FileType("application/msword", _starts_with(_OLE)),
    "xls": FileType("application/vnd.ms-excel", _starts_with(_OLE)),
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", _has_part("word/document.xml")),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", _has_part("xl/workbook.xml")),
    "odt": FileType("application/vnd.oasis.opendocument.text", _has_part("content.xml")),
    "ods": FileType("application/vnd.oasis.opendocument.spreadsheet", _has_part("content.xml")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": FileType("image/png", _starts_with(b"\x89PNG\r\n\x1a\n")),
    "heic": FileType("image/heic", lambda content: content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")),
    "tif": _TIFF,
    "tiff": _TIFF,
}
"""By the end of a file's name."""


def type_by_name(name: str) -> FileType | None:
    """Return the type for a file name; None if it is not accepted."""
    return TYPES.get(PurePath(name).suffix.removeprefix(".").lower())


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
