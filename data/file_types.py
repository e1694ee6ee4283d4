"""File types that are accepted as proof: documents, sheets and pictures whose content is what their name says.

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


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _holds(member: str) -> Callable[[bytes], bool]:
    """Return a check for a package of Office Open XML or OpenDocument that has the part `member`."""

    def looked_into(content: bytes) -> bool:
        try:
            with ZipFile(BytesIO(content)) as package:
                return member in package.namelist()
        except (BadZipFile, ValueError, NotImplementedError):
            return False

    return looked_into


@dataclass(frozen=True, slots=True)
class FileType:
    """A media type, with a check of whether a file's content `looks` like it."""

    media_type: str
    looks: Callable[[bytes], bool]


_JPEG = FileType("image/jpeg", _begins(b"\xff\xd8\xff"))
_TIFF = FileType("image/tiff", _begins(b"II*\0", b"MM\0*"))

TYPES = {
    "pdf": FileType("application/pdf", _begins(b"%PDF-")),
    "doc": FileType("application/msword", _begins(_OLE)),
    "xls": FileType("application/vnd.ms-excel", _begins(_OLE)),
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", _holds("word/document.xml")),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", _holds("xl/workbook.xml")),
    "odt": FileType("application/vnd.oasis.opendocument.text", _holds("content.xml")),
    "ods": FileType("application/vnd.oasis.opendocument.spreadsheet", _holds("content.xml")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": FileType("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "heic": FileType("image/heic", lambda content: content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")),
    "tif": _TIFF,
    "tiff": _TIFF,
}
"""By the end of a file's name."""


def type_by_name(name: str) -> FileType | None:
    """Return the type that a file of this name should have; None if that is not accepted."""
    return TYPES.get(PurePath(name).suffix.removeprefix(".").lower())


def type_of(name: str, content: bytes) -> FileType | None:
    """Return the type of a file by its name, if its content agrees; else None."""
    named = type_by_name(name)
    return named if named and named.looks(content) else None


def clean_name(name: str) -> str:
    """Return `name` without folders and without invisible or reversing letters; at most 200 letters."""
    last = nfc(name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip()
    kept = PurePath(shown or "tep")
    return kept.stem[: NAME_LETTERS - len(kept.suffix)] + kept.suffix[:NAME_LETTERS]
