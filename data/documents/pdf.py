"""PDF files: the text of pages, of remarks and stamps on them, of fields, and of the file's properties.

A picture of a page (a scan) has no text: it is read as empty.
"""

import ctypes
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2
from pypdfium2 import raw

from data.documents import limits
from data.documents.faults import Unreadable

_ANNOTATION_TEXTS = (b"Contents", b"V", b"T", b"Subj")
_PROPERTIES = ("Title", "Subject", "Keywords", "Author")


def read_pdf(content: bytes) -> str:
    """Return the text of a file. Raises Unreadable: it has a password, or cannot be opened."""
    try:
        opened = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable from error
    pieces, letters = [], 0
    for piece in _read(opened):
        pieces.append(piece)
        letters += len(piece)
        if letters > limits.TEXT_LETTERS:
            break
    return "\n".join(pieces)


def _read(opened: pypdfium2.PdfDocument) -> Iterator[str]:
    for name in _PROPERTIES:
        yield opened.get_metadata_value(name)
    for number in range(min(len(opened), limits.PDF_PAGES)):
        with suppress(pypdfium2.PdfiumError):  # a torn page among others
            page = opened[number]
            text = page.get_textpage()
            yield text.get_text_range()
            yield from _read_annotations(page)
            text.close()
            page.close()


def _read_annotations(page: pypdfium2.PdfPage) -> Iterator[str]:
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        for key in _ANNOTATION_TEXTS:
            size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
            held = ctypes.create_string_buffer(size)
            words = ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR))
            raw.FPDFAnnot_GetStringValue(annotation, key, words, size)
            yield held.raw.decode("utf-16-le", "replace").rstrip("\0")
        raw.FPDFPage_CloseAnnot(annotation)
