"""Split a cell into its items."""

import re
from collections.abc import Iterable

from data.plans.table.columns.evidence import looks_like_agency
from data.text import fold

_BULLETS = re.compile(r"(?:^|(?<=\S) )[-–+•] ?(?=[^\W\d_a-zà-ỹ])")
_GOES_ON = re.compile(
    r"[,;:/(&+-]$"
    r"|\b(?:va|cua|thuoc|voi|cung|cac|truc|hoac|tai|pho|chu tich|giam doc|truong|lanh dao|bi thu)$"
    r"|(?:^|[;,] )"
    r"(?:van phong|thanh tra|phong|ban|hoi|dang uy|trung tam|chi cuc|cuc|vien|ubnd|hdnd|so|bo|to|doan)$"
)
"""Words after which a name goes on in the next line of its cell."""
_MARKS = "-–+•"
_DECORATION = " ,;-–+•"


def has_stray_comma(cell: str) -> bool:
    """Tell if a comma or semicolon is left over at the end: "Sở Tư pháp,"."""
    return cell.rstrip().endswith((",", ";"))


def items(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that "- " or ";" separates, without bullets and left-over punctuation.

    A dash parts items only in a cell that begins with one: "Sở Lao động - Thương binh và Xã hội" is one.
    """
    return _clean(part for piece in cell.split(";") for part in bullets(piece) or (piece,))


def agencies(lines: str) -> str:
    """Return the agencies of a cell on one line: where a line of it begins another name, with a semicolon."""
    text = ""
    for line in (" ".join(one.split()) for one in lines.split("\n")):
        if not line:
            continue
        is_next = bool(text) and (line[0].isupper() or line[0] in _DECORATION) and looks_like_agency(line)
        gap = "; " if is_next and not _GOES_ON.search(fold(text)) else " "
        text = f"{text}{gap if text else ''}{line}"
    return text


def times(lines: str) -> str:
    """Return the times of a cell on one line: where several lines begin with a bullet, with semicolons between."""
    texts = [text for line in lines.split("\n") if (text := " ".join(line.split()))]
    starts = [text[0] in _MARKS for text in texts]
    if sum(starts) < 2:
        return " ".join(texts)
    return "".join(f"{'' if not place else '; ' if starts[place] else ' '}{text}" for place, text in enumerate(texts))


def bullets(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that begins with a bullet; none for any other."""
    return _clean(_BULLETS.split(cell)) if _BULLETS.match(cell) else ()


def without_bullet(text: str) -> str:
    """Return a text without the bullet that it begins with."""
    return text[1:].lstrip() if text[:1] in _DECORATION and text[1:2] == " " else text


def _clean(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for part in parts if (text := part.strip(_DECORATION)))
