"""Read a Word document."""

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from data.documents.ooxml import check_office
from data.plans.formats.document import Document
from data.plans.formats.notes import Seen
from data.plans.formats.word.blocks import Blocks
from data.plans.formats.word.numbering import Numbering
from data.plans.formats.word.paragraphs import Paragraphs
from data.plans.formats.word.styles import Styles

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element as Element


def read_word(content: bytes) -> Document:
    """Return the paragraphs and tables of a .docx.

    Raises `data.documents.faults.Unacceptable`, and what python-docx raises for a torn file.
    """
    check_office("docx", content)
    part = docx.Document(BytesIO(content)).part
    seen = Seen()
    paragraphs = Paragraphs(
        Styles(_root(part, RELATIONSHIP_TYPE.STYLES)), Numbering(_root(part, RELATIONSHIP_TYPE.NUMBERING)), seen
    )
    blocks = tuple(Blocks(paragraphs).read(part.element.body))
    return Document(blocks, seen.notes())


def _root(part: "Part", kind: str) -> "Element | None":
    """Return the root of another part of the document; None where there is none."""
    try:
        other = part.part_related_by(kind)
    except KeyError:
        return None
    return other.element if hasattr(other, "element") else parse_xml(other.blob)
