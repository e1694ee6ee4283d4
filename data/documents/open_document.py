"""OpenDocument texts and sheets (ODF 1.3): their text, and what in them runs something."""

import re
from collections.abc import Iterator

from data.documents.faults import Fault, Unacceptable, Unreadable
from data.documents.package import Budget, Package, open_package
from data.documents.xml_text import Attributes, attribute, read_xml

_PROGRAM_PARTS = re.compile(
    r"^Scripts/.+|^Basic/.*/(?!script-lb\.xml$|dialog-lb\.xml$)[^/]+$|\.(?:jar|class)$", re.IGNORECASE
)
_PROGRAM_CALL = re.compile(rb"vnd\.sun\.star\.script:|vnd\.sun\.star\.(?:UNO|expand):", re.IGNORECASE)
_SHOWN_PARTS = ("content.xml", "styles.xml", "meta.xml")
_BREAKS = frozenset(
    {"p", "h", "line-break", "table-row", "table-cell", "title", "subject", "keyword", "description"}
) | {"user-defined"}
_BLANKS = frozenset({"s", "tab"})
_WRAPPED = "encrypted-package"


def read_open_document(content: bytes) -> str:
    """Return the text of a document. Raises Unacceptable, and Unreadable if a password hides the text."""
    with open_package(content, Budget()) as package:
        _check(package)
        return "\n".join(_read_parts(package))


def read_open_parts(content: bytes, *names: str) -> dict[str, bytes]:
    """Return parts of a document that holds no program, those of these names that are there.

    Raises as `read_open_document` does.
    """
    with open_package(content, Budget()) as package:
        _check(package)
        for _name, part in package.each(*_SHOWN_PARTS):
            if _PROGRAM_CALL.search(part):
                raise Unacceptable(Fault.MACROS)
        return {
            name: package.read(part) for name, part in zip(package.names, package.parts, strict=True) if name in names
        }


def _check(package: Package) -> None:
    if _WRAPPED in package.names:
        raise Unacceptable(Fault.ENCRYPTED)
    if "content.xml" not in package.names:
        raise Unacceptable(Fault.DAMAGED)
    if any(_PROGRAM_PARTS.search(name) for name in package.names):
        raise Unacceptable(Fault.MACROS)
    if any(b"encryption-data" in part for _name, part in package.each("meta-inf/manifest.xml")):
        raise Unreadable


def _read_parts(package: Package) -> Iterator[str]:
    for _name, part in package.each(*_SHOWN_PARTS):
        if _PROGRAM_CALL.search(part):
            raise Unacceptable(Fault.MACROS)
        yield read_xml(part, breaks=_BREAKS, blanks=_BLANKS, shown=_shown)


def _shown(name: str, attributes: Attributes) -> str | None:
    return attribute(attributes, "name") if name == "table" else None
