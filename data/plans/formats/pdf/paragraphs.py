"""Lines of a page → paragraphs: a line that fills its page goes on in the next."""

import re
from collections.abc import Iterable, Iterator

from data.plans.formats.pdf.glyphs import Line, join_line

_BEGINS = re.compile(r"(?:[-–+•*]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVXLC]{1,5}[.)]|[A-ZĐa-zđ][.)]) ")
_FULL = 3.0
"""A line that ends so many heights before the right edge is the last of its paragraph."""
_GAP = 1.9
"""Lines whose bottoms are so many heights apart are not of one paragraph."""
_ENDS = (":", ".", ";")


def paragraphs_of(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the paragraphs that the lines of a page make, an empty one for a gap as of an empty line."""
    held = list(lines)
    edge = max((line.right for line in held), default=0.0)
    text, last = "", None
    for line in held:
        if last and _goes_on(last, line, edge):
            text = join_line(text, line.text, " ")
        else:
            if text:
                yield text
            if last and last.bottom - line.bottom > _GAP * max(last.height, line.height):
                yield ""
            text = line.text
        last = line
    if text:
        yield text


def _goes_on(last: Line, line: Line, edge: float) -> bool:
    if "\t" in last.text or "\t" in line.text or _BEGINS.match(line.text):
        return False
    if last.bottom - line.bottom > _GAP * max(last.height, line.height):
        return False
    is_full = last.right > edge - _FULL * last.height
    return is_full and not (last.text.endswith(_ENDS) and line.left > last.left + line.height)
