"""Inspection of a file that somebody sent: what in it could do harm, and whether it carries a mark of secrecy.

This runs in a child process (`bot.confined`), which imports it: nothing here knows the registry.
"""

import re

from data.documents.faults import Unacceptable, Unreadable
from data.documents.reading import KINDS, read_document_text
from data.text import nfc
from data.text.secrecy_marks import carries_secrecy_mark

_ACROSS_LINES = re.compile(r"\b(bí|bảo|cơ)\s+(?=mật\b)", re.IGNORECASE)
_EMPTY_FIELD = re.compile(r"\bđộ mật\b(?!\s*+:?\s*+(?:mật|tối|tuyệt|[abc]\b))", re.IGNORECASE)
"""The field of a form ("Độ mật: Thường") that says nothing of secrecy."""


def inspect_file(kind: str, content: bytes) -> str:
    """Return why a file is refused, a reason of `data.errors.BadAnswer`; "" if it is not.

    `kind` is one of `data.documents.reading.KINDS`. What cannot be read, a scan or a file with a password, is not
    refused for it.
    """
    try:
        return "secret" if _is_secret(read_document_text(kind, content)) else ""
    except Unreadable:
        return ""
    except Unacceptable as refused:
        return refused.fault.value


def is_inspected(kind: str) -> bool:
    """Return whether files whose names end in `kind` are looked into."""
    return kind in KINDS


def _is_secret(text: str) -> bool:
    """Return whether the text of a document carries a mark; its lines are broken wherever the page was full."""
    joined = _ACROSS_LINES.sub(r"\1 ", nfc(text))
    return carries_secrecy_mark(_EMPTY_FIELD.sub(" ", joined))
