"""Text of a document of any kind that is read."""

from data.documents import limits
from data.documents.ooxml import MAIN_PARTS, read_office
from data.documents.open_document import read_open_document
from data.documents.pdf import read_pdf

KINDS = ("pdf", "docx", "xlsx", "odt", "ods")
"""The ends of the names of files whose text can be read."""


def read_document_text(kind: str, content: bytes) -> str:
    """Return the text of a document, at most `limits.TEXT_LETTERS` of it.

    Raises `data.documents.faults.Unacceptable`, and Unreadable where it is a picture or hidden by a password.
    """
    if kind == "pdf":
        text = read_pdf(content)
    elif kind in MAIN_PARTS:
        text = read_office(kind, content)
    else:
        text = read_open_document(content)
    return text[: limits.TEXT_LETTERS]
