"""Find the headings that stand outside of tables, above each: "Phụ lục II", "III. Nhiệm vụ về đất đai"."""

from collections.abc import Container, Iterable, Sequence

from data.plans.formats.document import Paragraph
from data.plans.table.numbering import Numbering, Style, read_caption, read_numbering, split_numbering
from data.plans.table.row import Entry, Heading

_NEAR = 8
"""Paragraphs above a table among which its caption is looked for: the body of the plan stands above the first."""
_LONGEST = 220
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
    found = [heading for line, text in texts if (heading := _heading(line, " ".join(text.split()), OUTER))]
    found += [heading for line, text in lines if (heading := _heading(line, " ".join(text.split()), styles))]
    named = [heading for heading in found if heading.caption]
    if named:
        found = found[found.index(named[-1]) :]
    return [heading for heading in found if heading.caption] if is_first else found


def find_first_heading(entries: Iterable[Entry], captions: Sequence[Paragraph]) -> Heading | None:
    """Return the heading above the first table that those above the tables after it go on from: "I" before "II".

    The body of a plan has numbered parts as well: only the one that the next heading counts on from is of the tables.
    """
    headings = [entry for entry in entries if isinstance(entry, Heading)]
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
