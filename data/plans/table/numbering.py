"""Tell the numbers of rows and headings apart by their style: A, I, 1, 1.1, a, I.1."""

import re
from dataclasses import dataclass
from enum import IntEnum

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_PARTS = re.compile(r"[A-Za-zĐđ]{1,5}|\d{1,5}")
_PRINTED = re.compile(
    r"\(?(?P<bare>(?:[IVX]{1,6}|[A-ZĐ]|[a-zđ]{1,2}|\d{1,5})"
    r"(?:[./-] ?(?:[A-Za-zĐđ]|[IVX]{1,6}|\d{1,5})){0,5})[.):]{0,3}"
)
_BEFORE_TEXT = re.compile(
    r"(?P<number>\(?(?:(?:[IVX]{1,6}|[A-ZĐ]|\d{1,5}|[a-zđ])(?:\.(?:\d{1,5}|[a-zđ])){0,5})[.):/]{1,3}"
    r"|[IVX]{1,6}(?= {0,3}[-–])) {0,3}[-–]? {0,3}(?=[^\W\d_])"
)
_CAPTION = re.compile(
    r"(?P<kind>phụ lục|phần|chương|biểu|bảng|mục)(?: thứ)?(?: số)?\s+"
    r"(?P<number>[IVX]{1,6}|\d{1,5}|[A-ZĐ]\b|[a-zà-ỹ]+)",
    re.IGNORECASE,
)
_WORDS = ("mot", "nhat", "hai", "ba", "bon", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")


class Style(IntEnum):
    """The style of a number, the outermost first."""

    CAPTION = 0
    LETTER = 1
    ROMAN = 2
    ARABIC = 3
    SMALL = 4
    NONE = 5


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number as printed, without what decorates it; `parts` are those between dots.

    `style` is that of its last part; 1.1 is deeper than 1.
    """

    printed: str
    parts: tuple[str, ...]
    style: Style

    @property
    def depth(self) -> int:
        """Return how many parts it has."""
        return len(self.parts)

    @property
    def value(self) -> int:
        """Return the count that the last part stands for, from 1; 0 where it is none."""
        return ordinal(self.parts[-1], self.style)


def read_numbering(printed: str) -> Numbering | None:
    """Return the number in a cell that holds nothing else; None for words and for an empty cell."""
    hit = _PRINTED.fullmatch(printed.strip())
    if not hit:
        return None
    parts = tuple(_PARTS.findall(hit["bare"]))
    return Numbering(".".join(parts), parts, _style(parts[-1]))


def split_numbering(text: str) -> tuple[str, str]:
    """Return the number that a text begins with, "" where there is none, and the rest: "I. Kho" is "I", "Kho"."""
    hit = _BEFORE_TEXT.match(text)
    if not hit:
        return "", text
    found = read_numbering(hit["number"])
    return (found.printed, text[hit.end() :]) if found else ("", text)


def read_caption(text: str) -> tuple[str, str] | None:
    """Return kind and number of a caption of a part of the document, "Phụ lục II" as "PL" and "II"; else None."""
    hit = _CAPTION.match(text.strip(" *_#"))
    if not hit or len(text) > _LONGEST_CAPTION:
        return None
    number = hit["number"]
    if not (number.isdigit() or number.isupper() or _folded(number) in _WORDS):
        return None
    kind = "".join(word[0] for word in hit["kind"].upper().split())
    return kind, number.upper()


def is_bare_caption(text: str) -> bool:
    """Tell if a text is a caption and nothing else: "PHỤ LỤC II"."""
    return read_caption(text) is not None and bool(_CAPTION.fullmatch(text.strip(" *_#.:")))


_LONGEST_CAPTION = 200


def ordinal(part: str, style: Style) -> int:
    """Return the count that one part of a number stands for, from 1; 0 where it is none."""
    match style:
        case Style.ARABIC:
            return int(part)
        case Style.ROMAN:
            return _roman(part)
        case Style.LETTER | Style.SMALL if len(part) == 1:
            return "ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(part.upper().replace("Đ", "D")) + 1
    return 0


def _style(part: str) -> Style:
    if part.isdigit():
        return Style.ARABIC
    if _ROMAN.fullmatch(part):
        return Style.ROMAN
    return Style.LETTER if part.isupper() else Style.SMALL


def _roman(part: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}.get(letter, 0) for letter in part]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _folded(word: str) -> str:
    from data.text import fold

    return fold(word)
