"""The work of a child process: a file's bytes → a document, or why it cannot be read."""

import json
from collections.abc import Callable

from data.documents.faults import Fault, Unacceptable
from data.errors import PlanUnreadable
from data.plans.formats.document import Document
from data.plans.formats.document_json import read_document, write_document
from data.plans.formats.old_fonts import load_encodings

Reader = Callable[[bytes], Document]
_REASONS = {
    Fault.MACROS: "macros",
    Fault.REMOTE: "remote",
    Fault.BOMB: "bomb",
    Fault.ENCRYPTED: "encrypted",
    Fault.DAMAGED: "damaged",
}


def prepare(kind: str) -> None:
    """Load the reader of a kind, and what it needs for text in old fonts, while files may still be opened."""
    reader_of(kind)
    load_encodings()


def read_confined(kind: str, content: bytes) -> str:
    """Return what is read of a file of a `kind` that `kind_of` told, for `take_answer`."""
    try:
        return write_document(read_content(kind, content))
    except PlanUnreadable as refused:
        return json.dumps({"refused": refused.reason, "detail": refused.detail})


def take_answer(answer: str) -> Document:
    """Return the document that a child has read. Raises PlanUnreadable: what the child raised, or "too_complex"."""
    try:
        if answer.startswith('{"refused"'):
            held = json.loads(answer)
            raise PlanUnreadable(str(held["refused"]), str(held["detail"]))
        return read_document(answer)
    except (ValueError, KeyError, TypeError) as error:
        raise PlanUnreadable("too_complex") from error


def read_content(kind: str, content: bytes) -> Document:
    """Return the document in a file, read in this process. Raises PlanUnreadable, whatever its reader raises."""
    reader = reader_of(kind)
    try:
        document = reader(content)
    except PlanUnreadable:
        raise
    except Unacceptable as refused:
        raise PlanUnreadable(_REASONS[refused.fault]) from refused
    except MemoryError as error:
        raise PlanUnreadable("too_complex") from error
    except Exception as error:  # readers raise whatever the libraries raise for torn files
        raise PlanUnreadable("damaged", type(error).__name__) from error
    if not document.blocks:
        raise PlanUnreadable("empty")
    return document


def reader_of(kind: str) -> Reader:
    """Return the reader of a kind of `data.plans.formats.kinds`; its library is loaded with it."""
    match kind:
        case "docx":
            from data.plans.formats.word.reading import read_word as reader
        case "xlsx":
            from data.plans.formats.sheets.excel import read_excel as reader
        case "xls":
            from data.plans.formats.sheets.old_excel import read_old_excel as reader
        case "odt":
            from data.plans.formats.open_document.texts import read_open_text as reader
        case "ods":
            from data.plans.formats.open_document.sheets import read_open_sheets as reader
        case "md":
            from data.plans.formats.markdown import read_markdown as reader
        case "pdf":
            from data.plans.formats.pdf.reading import read_pdf_pages as reader
        case "rtf":
            from data.plans.formats.rich_text.reading import read_rich_text as reader
        case _:
            from data.plans.formats.text import read_text as reader
    return reader
