"""Open an OpenDocument file: its parts as trees."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from data.documents.faults import Fault, Unacceptable, Unreadable
from data.documents.open_document import read_open_parts

_CONTENT, _STYLES = "content.xml", "styles.xml"


@dataclass(frozen=True, slots=True)
class OpenParts:
    """The root of content.xml, and that of styles.xml, None where there is none."""

    content: Element
    styles: Element | None


class _WithoutDoctype(TreeBuilder):
    """A builder of trees that takes nothing that a DTD could bring: no office program writes one."""

    def doctype(self, *_what: object) -> None:
        raise Unacceptable(Fault.DAMAGED)


def open_parts(content: bytes) -> OpenParts:
    """Return the parts of a document. Raises Unacceptable, for one with a password as well."""
    try:
        parts = read_open_parts(content, _CONTENT, _STYLES)
    except Unreadable as error:
        raise Unacceptable(Fault.ENCRYPTED) from error
    return OpenParts(_parse(parts[_CONTENT]), _parse(parts[_STYLES]) if _STYLES in parts else None)


def _parse(part: bytes) -> Element:
    parser = XMLParser(target=_WithoutDoctype())  # noqa: S314 - in a child process, without DTD
    try:
        parser.feed(part)
        root: Element = parser.close()
    except ParseError as error:
        raise Unacceptable(Fault.DAMAGED) from error
    return root
