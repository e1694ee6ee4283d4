"""Split a cell into its items."""

import re
from collections.abc import Iterable

_BULLETS = re.compile(r"(?:^|(?<=\S) )[-–+•] ?(?=[^\W\d_a-zà-ỹ])")
_DECORATION = " ,;-–+•"


def has_stray_comma(cell: str) -> bool:
    """Tell if a comma or semicolon is left over at the end: "Sở Tư pháp,"."""
    return cell.rstrip().endswith((",", ";"))


def items(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that "- " or ";" separates, without bullets and left-over punctuation.

    A dash parts items only in a cell that begins with one: "Sở Lao động - Thương binh và Xã hội" is one.
    """
    return _clean(part for piece in cell.split(";") for part in bullets(piece) or (piece,))


def bullets(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that begins with a bullet; none for any other."""
    return _clean(_BULLETS.split(cell)) if _BULLETS.match(cell) else ()


def without_bullet(text: str) -> str:
    """Return a text without the bullet that it begins with."""
    return text[1:].lstrip() if text[:1] in _DECORATION and text[1:2] == " " else text


def _clean(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for part in parts if (text := part.strip(_DECORATION)))
