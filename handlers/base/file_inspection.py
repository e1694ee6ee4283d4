"""Inspection of a file that somebody sent: what in it could do harm, and whether it carries a mark of secrecy.

This runs in a child process (`bot.confined`), which imports it: nothing here knows the registry.
"""

from data.documents.faults import Unacceptable, Unreadable
from data.documents.reading import KINDS, read_document_text
from handlers.base.state_secrets import looks_secret

SECRET = "file_secret"
"""The reason (`data.errors.BadAnswer`) for a file with a mark of secrecy."""


def inspect_file(kind: str, content: bytes) -> str:
    """Return why a file is refused, a reason of `data.errors.BadAnswer`; "" if it is not.

    `kind` is one of `data.documents.reading.KINDS`. What cannot be read, a scan or a file with a password, is not
    refused for it.
    """
    try:
        return SECRET if looks_secret(read_document_text(kind, content)) else ""
    except Unreadable:
        return ""
    except Unacceptable as refused:
        return refused.fault.value
