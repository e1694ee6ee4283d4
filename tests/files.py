"""Small files of the types accepted as proof, and one whose name lies."""

from io import BytesIO
from zipfile import ZipFile

PDF = b"%PDF-1.7\n1 0 obj << >> endobj"
PNG = b"\x89PNG\r\n\x1a\n picture"
JPEG = b"\xff\xd8\xff\xe0 picture"
PROGRAM = b"MZ\x90\x00 program"


def package(*members: str) -> bytes:
    """Return a zip with these members, as Office and OpenDocument write."""
    content = BytesIO()
    with ZipFile(content, "w") as opened:
        for member in members:
            opened.writestr(member, "<xml/>")
    return content.getvalue()
