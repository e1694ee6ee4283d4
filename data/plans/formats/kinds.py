"""Kinds of files that a plan may come in, told by what is in a file: a name alone is not believed.

Nothing is unpacked or parsed here: this may run outside of a child process.
"""

from data.accepted_files import OLE, name_ending
from data.errors import PlanUnreadable

TEXT = "txt"
_PARTS = {
    "docx": b"word/document.xml",
    "xlsx": b"xl/workbook.xml",
    "odf": b"content.xml",
    "other": b"ppt/presentation.xml",
}
"""A name in each kind of package; names stand in it as they are. Those of the package itself stand last."""
_STREAMS = {"encrypted": "EncryptedPackage", "doc": "WordDocument", "xls": "Workbook", "xls ": "Book"}
"""Names of streams in OLE files, in UTF-16 ([MS-CFB] 2.6.1)."""
_END_OF_PACKAGE = b"PK\x05\x06"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"GIF8")
_MARK_WITHIN = 200
_PDF_WITHIN = 1024
"""A PDF may have other bytes before its mark (ISO 32000-1, H.3)."""
_NAMED = frozenset(("docx", "docm", "xlsx", "xlsm", "xls", "ods", "odt", "pdf", "rtf", "doc"))
_MARKDOWN = frozenset(("md", "markdown"))
ENDINGS = frozenset((*_NAMED - {"doc"}, *_MARKDOWN, TEXT))
"""The ends of the names of files that a plan may come in."""
_OPEN = {
    "odt": b"mimetypeapplication/vnd.oasis.opendocument.text",
    "ods": b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
}
"""OpenDocument tells its kind in its first part, which is not packed (ODF 1.3 part 2, 3.3)."""
_REFUSED = {
    "doc": "old_word",
    "encrypted": "encrypted",
    "picture": "scan",
    "other": "other_format",
}


def kind_of(name: str, content: bytes) -> str:
    """Return the kind of a file by its content: "docx", "xlsx", "xls", "odt", "ods", "rtf", "pdf", "md" or TEXT.

    Raises PlanUnreadable: "empty", "damaged" (half a package), "encrypted", "old_word" (.doc), "scan" (a picture),
    "other_format", and "not_as_named" for what its name says and its content is not.
    """
    if not content.strip():
        raise PlanUnreadable("empty")
    kind = _kind(content)
    if kind in _REFUSED:
        raise PlanUnreadable(_REFUSED[kind])
    ending = name_ending(name)
    if kind == TEXT and ending in _NAMED:
        raise PlanUnreadable("not_as_named", f".{ending}")
    return "md" if kind == TEXT and ending in _MARKDOWN else kind


def _kind(content: bytes) -> str:
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(OLE):
        found = [kind for kind, name in _STREAMS.items() if name.encode("utf-16-le") in content]
        return found[0].strip() if found else "other"
    if content.startswith(b"PK"):
        if _END_OF_PACKAGE not in content:
            raise PlanUnreadable("damaged")
        places = {kind: content.rfind(name) for kind, name in _PARTS.items()}
        last = max(places, key=lambda kind: places[kind])
        if last == "odf":
            return next((kind for kind, mark in _OPEN.items() if mark in content[:_MARK_WITHIN]), "other")
        return last if places[last] >= 0 else "other"
    return "picture" if content.startswith(_PICTURES) else TEXT
