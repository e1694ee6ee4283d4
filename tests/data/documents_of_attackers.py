"""Files as somebody with bad intent would send them, made in memory."""

import struct
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "<Types/>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>Báo cáo quý I</w:t></w:r></w:p></w:body></w:document>"


Parts = dict[str, str | bytes]


def packed(parts: Parts) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


def word(more: Parts | None = None, body: str = BODY) -> bytes:
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": body, **(more or {})})


def excel(more: Parts | None = None) -> bytes:
    return packed({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>", **(more or {})})


def open_text(body: str = "", more: Parts | None = None) -> bytes:
    return packed({"content.xml": f'<d xmlns:text="t"><text:p>{body}</text:p></d>', **(more or {})})


def paragraph(*runs: str) -> str:
    said = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:x {W}><w:p>{said}</w:p></w:x>"


def linked(kind: str, target: str) -> Parts:
    to = f'<Relationship Type="http://x/relationships/{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/settings.xml.rels": f"<Relationships>{to}</Relationships>"}


def pdf(*lines: str, title: str = "") -> bytes:
    """Return a PDF of one page with these lines of Latin letters."""
    shown = "BT /F1 12 Tf 14 TL 50 700 Td " + " ".join(f"({line}) ' " for line in lines) + "ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        f"<< /Title <{('﻿' + title).encode('utf-16-be').hex()}> >>",
    ]
    held = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(held))
        held += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer << /Size {count} /Root 1 0 R /Info 5 0 R >>\n"
    return held + f"{end}startxref\n{len(held)}\n%%EOF".encode("latin-1")


def lying_size(content: bytes, size: int) -> bytes:
    """Return a package whose first part is announced as of `size` bytes."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


@cache
def bomb() -> bytes:
    """Return a document that unpacks to 240 MB, written a megabyte at a time."""
    held, blanks = BytesIO(word()), b" " * (1 << 20)
    with ZipFile(held, "a", ZIP_DEFLATED) as package:
        for number in range(4):
            with package.open(f"word/media/{number}.xml", "w") as part:
                for _megabyte in range(60):
                    part.write(blanks)
    return held.getvalue()
