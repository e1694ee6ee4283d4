"""Word and Excel documents (OOXML): their text, and what in them runs or fetches something.

Text is all that a page can show: body, heads and feet, notes, comments, text boxes, watermarks, sheets, and the
properties of the file. Structure: ECMA-376 parts 1 and 2.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from data.accepted_files import OLE
from data.documents.faults import Fault, Unacceptable
from data.documents.package import Budget, Package, open_package
from data.documents.xml_text import Attributes, attribute, read_xml

MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_DEPTH = 2  # a table of Excel in a document, a document in that

_PROGRAM_PARTS = re.compile(
    r"(?:^|/)(?:vbaproject|vbadata)|(?:^|/)activex/|(?:^|/)macrosheets/|customui", re.IGNORECASE
)
_PROGRAM_TYPES = re.compile(rb"macroEnabled|vbaProject|activeX|macrosheet", re.IGNORECASE)
_PACKED_FILE = "\x01Ole10Native".encode("utf-16-le")
_FIELD_OF_PROGRAM = re.compile(r"\bDDE(?:AUTO)?\b\s+\S")
_HARMLESS_LINKS = ("hyperlink", "image", "externalLinkPath", "xlExternalLinkPath", "audio", "video", "media")
_EMBEDDED = (".bin", ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".xlsb", ".doc", ".xls", ".ppt")
_EMBEDDED_TEXT = "aFChunk"
_OWN_DISK = re.compile(r"(?:file:/*)?/?[a-z]:[\\/]|(?:file:///(?![/\\]))?[^/\\:]*$", re.IGNORECASE)

_UNSHOWN = ("/styles.xml", "/theme", "/settings.xml", "/fonttable.xml", "/numbering.xml", "/websettings.xml")
_BREAKS = frozenset({"p", "br", "cr", "tr", "tc", "row", "c", "si", "oddHeader", "oddFooter", "evenHeader"}) | {
    *("evenFooter", "firstHeader", "firstFooter", "comment", "title", "subject", "keywords", "description"),
    *("category", "lpwstr", "Company", "Manager", "contentStatus"),
}
_BLANKS = frozenset({"tab", "noBreakHyphen", "ptab"})
_SHOWN_BY = {
    "textpath": "string",
    "sheet": "name",
    "definedName": "name",
    "docPr": "descr",
    "cNvPr": "descr",
    "dataValidation": "prompt",
}
"""The attribute by which an element shows words."""
_HEAD_CODE = re.compile(r'&(?:"[^"\n]*"|K[0-9A-F]{6}|\d+|[A-Z])')


def read_office(kind: str, content: bytes) -> str:
    """Return the text of a document ("docx", "xlsx"). Raises Unacceptable."""
    return "\n".join(_read(content, Budget(), MAIN_PARTS[kind], 0))


def check_office(kind: str, content: bytes) -> None:
    """Raise Unacceptable for a document ("docx", "xlsx") that is not taken; its text is not read for it."""
    if content.startswith(OLE):
        raise Unacceptable(find_ole_fault(content))
    with open_package(content, Budget()) as package:
        if MAIN_PARTS[kind] not in package.names:
            raise Unacceptable(Fault.DAMAGED)
        _refuse_programs(package)


def _read(content: bytes, budget: Budget, main_part: str | None, depth: int) -> Iterator[str]:
    if content.startswith(OLE):
        raise Unacceptable(find_ole_fault(content))
    with open_package(content, budget) as package:
        if main_part and main_part not in package.names:
            raise Unacceptable(Fault.DAMAGED)
        _refuse_programs(package)
        for name, part in package.each(*_EMBEDDED):
            if "/embeddings/" in f"/{name}".lower():
                yield from _read_embedded(name, part, budget, depth)
        for name, part in package.each(".xml", ".vml"):
            if not any(unshown in f"/{name}".lower() for unshown in _UNSHOWN):
                yield _read_part(name, part)


def _read_part(name: str, part: bytes) -> str:
    is_sheet = name.startswith("xl/worksheets/")
    text = read_xml(
        part, breaks=_BREAKS, blanks=_BLANKS, shown=_shown, left_out=_is_number if is_sheet else _is_nothing
    )
    if _FIELD_OF_PROGRAM.search(text):
        raise Unacceptable(Fault.MACROS)
    return _HEAD_CODE.sub(" ", text) if is_sheet else text


def _is_number(cell: str) -> bool:
    """Return whether a text of a sheet is a figure, or the place of a shared text."""
    return cell.replace(".", "").replace("-", "").isdecimal()


def _is_nothing(_text: str) -> bool:
    return False


def _shown(name: str, attributes: Attributes) -> str | None:
    """Return what an element shows by an attribute: words of a watermark, the name of a sheet, a picture's words."""
    if name == "ddeLink":
        raise Unacceptable(Fault.MACROS)
    shown = _SHOWN_BY.get(name)
    return attribute(attributes, shown) if shown else None


def _read_embedded(name: str, part: bytes, budget: Budget, depth: int) -> Iterator[str]:
    if part.startswith(OLE):
        fault = find_ole_fault(part)
        if fault is Fault.ENCRYPTED or _PACKED_FILE in part or "VBA".encode("utf-16-le") in part:
            raise Unacceptable(fault)
    elif part.startswith(b"PK"):
        if depth >= _DEPTH:
            raise Unacceptable(Fault.BOMB)
        yield from _read(part, budget, None, depth + 1)
    elif not name.lower().endswith(".bin"):
        raise Unacceptable(Fault.DAMAGED)


def find_ole_fault(content: bytes) -> Fault:
    """Return why an OLE file is not taken: a password if it wraps an OOXML ([MS-OFFCRYPTO] 2.3.4), else macros."""
    return Fault.ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in content else Fault.MACROS


def _refuse_programs(package: Package) -> None:
    """Raise Unacceptable for what runs or fetches something when the document is opened."""
    if any(_PROGRAM_PARTS.search(name) for name in package.names):
        raise Unacceptable(Fault.MACROS)
    for _name, part in package.each("[content_types].xml"):
        if _PROGRAM_TYPES.search(part.replace(b"\0", b"")):
            raise Unacceptable(Fault.MACROS)
    for _name, part in package.each(".rels"):
        read_xml(part, breaks=frozenset(), shown=_check_relationship)


def _check_relationship(name: str, attributes: Attributes) -> None:
    if name != "Relationship":
        return
    kind = attributes.get("Type", "").rpartition("/")[2]
    if kind == _EMBEDDED_TEXT:  # a page of HTML or RTF that Word takes into the text: nobody looks into it here
        raise Unacceptable(Fault.MACROS)
    if attributes.get("TargetMode", "").lower() != "external" or kind in _HARMLESS_LINKS:
        return
    if not _OWN_DISK.match(unquote(attributes.get("Target", ""))):
        raise Unacceptable(Fault.REMOTE)
