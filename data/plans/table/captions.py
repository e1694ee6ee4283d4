"""Find the headings that stand outside of tables, above each: "Phụ lục II", "III. Nhiệm vụ về đất đai"."""

from collections.abc import Container, Iterable, Sequence

from data.plans.formats.document import Paragraph
from data.plans.table.numbering import (
    Numbering,
    Style,
    is_bare_caption,
    read_caption,
    read_numbering,
    split_numbering,
)
from data.plans.table.row import Entry, Heading, Row

_NEAR = 8
"""Paragraphs above a table among which its caption is looked for: the body of the plan stands above the first."""
_LONGEST = 220
_LONGEST_NAME = 160
OUTER = frozenset({Style.LETTER, Style.ROMAN})
ANY = OUTER | {Style.ARABIC}
"""What stands between a table and its next head is no text of the plan's body, where anything has a number."""


def headings_of(
    captions: Sequence[Paragraph],
    *,
    is_first: bool,
    lines: Iterable[tuple[int, str]] = (),
    styles: Container[Style] = ANY,
) -> list[Heading]:
    """Return the headings among the paragraphs above a table, or among `lines` between its rows.

    Those between rows have a number of one of these `styles`.
    """
    texts = [(one.line, f"{one.numbering} {one.text}".strip()) for one in captions[-_NEAR:]]
    found = [heading for line, text in _named(texts) if (heading := _heading(line, text, OUTER))]
    found += [heading for line, text in _named(lines) if (heading := _heading(line, text, styles))]
    named = [heading for heading in found if heading.caption]
    if named:
        found = found[found.index(named[-1]) :]
    return [heading for heading in found if heading.caption] if is_first else found


def _named(lines: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return lines in single spaces; a caption that is only a number has the line below it as its name."""
    named: list[tuple[int, str]] = []
    for line, written in lines:
        text = " ".join(written.split())
        above = named[-1][1] if named else ""
        is_name = text and not text.startswith("(") and not text.endswith((".", ";", ",")) and not read_caption(text)
        if is_name and is_bare_caption(above) and not split_numbering(text)[0] and len(text) <= _LONGEST_NAME:
            named[-1] = (named[-1][0], f"{above}. {text}")
        else:
            named.append((line, text))
    return named


def find_first_heading(entries: Sequence[Entry], captions: Sequence[Paragraph]) -> Heading | None:
    """Return the heading above the first table that those above the tables after it go on from: "I" before "II".

    The body of a plan has numbered parts as well: only the one that the next heading counts on from is of the tables.
    """
    headings = [entry for entry in entries if isinstance(entry, Heading)]
    if headings and (kind := headings[0].caption) and any(isinstance(entry, Row) for entry in entries[:1]):
        parts = [one for one in headings_of(captions, is_first=True) if one.caption == kind]
        return parts[-1] if parts and parts[-1].numbering != headings[0].numbering else None
    following = next((one.numbering for one in headings if one.numbering and not one.caption), None)
    if following is None or following.value <= 1 or following.depth > 1:
        return None
    above = headings_of(captions, is_first=False)
    return next(
        (
            one
            for one in reversed(above)
            if one.numbering
            and one.numbering.style is following.style
            and one.numbering.value == following.value - 1
            and not one.caption
        ),
        None,
    )


def _heading(line: int, text: str, styles: Container[Style]) -> Heading | None:
    if len(text) > _LONGEST:
        return None
    if caption := read_caption(text):
        kind, number = caption
        return Heading(line, text, _numbering(number), kind)
    printed, title = split_numbering(text)
    number_of = read_numbering(printed) if printed else None
    if number_of and number_of.style in styles and not title.endswith((".", ";", ",")):
        return Heading(line, title, number_of)
    return None


def _numbering(number: str) -> Numbering:
    return Numbering(number, (number,), Style.CAPTION)
