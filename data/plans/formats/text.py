"""Turn the bytes of a text file into lines, and lines with tabs into tables."""

import codecs
import re
from itertools import groupby

from data.errors import PlanUnreadable
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.text import nfc

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(content: bytes) -> Document:
    """Return the document in UTF-8 `content`: lines that follow each other with tabs in them are the rows of a table.

    Raises PlanUnreadable as `read_lines` does.
    """
    numbered = enumerate(read_lines(content), start=1)
    blocks: list[Paragraph | Table] = []
    for is_table, lines in groupby(numbered, key=lambda one: "\t" in one[1]):
        if is_table:
            blocks.append(Table(tuple(TableRow(tuple(map(Cell, line.split("\t"))), at) for at, line in lines)))
        else:
            blocks += (Paragraph(line, at) for at, line in lines)
    return Document(tuple(blocks))


def read_lines(content: bytes) -> tuple[str, ...]:
    """Return the lines of UTF-8 `content` in NFC; line n of the file is item n - 1.

    Raises PlanUnreadable: "empty", "binary", or "encoding" for text that is not UTF-8.
    """
    if not content.strip():
        raise PlanUnreadable("empty")
    if content.startswith(_UTF16_MARKS) or _looks_like_utf16(content):
        raise PlanUnreadable("encoding")
    if _CONTROL.search(content):
        raise PlanUnreadable("binary")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanUnreadable("encoding") from error
    if not text.strip():
        raise PlanUnreadable("empty")
    unbroken = nfc(text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return tuple(unbroken.split("\n"))


def _looks_like_utf16(content: bytes) -> bool:
    """Recognise UTF-16 without its mark: every other byte is mostly zero, those between never."""
    even, odd = content[0:4000:2], content[1:4000:2]
    return any(
        high.count(0) > len(high) * 2 // 5 and low.count(0) == 0 for high, low in ((even, odd), (odd, even)) if high
    )
