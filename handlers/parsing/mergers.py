"""Reading of a merger as it is typed: "Sở A; Sở B vào Sở C từ 01/03/2025 theo 12/NQ-HĐND"."""

import re
from dataclasses import dataclass
from datetime import date

from data.errors import BadAnswer
from data.text import fold_letterwise, nfc
from handlers.parsing.dates import find_date_at_start

_INTO = re.compile(r"\s(?:sap nhap vao|nhap vao|vao|ve|sang)\s")
_FROM = re.compile(r"(?<![\s,])[\s,]++(?:(?:ke )?tu )?(?:ngay )?(?=\d{1,2} ?[/.-] ?\d{1,2} ?[/.-])")
_BY = re.compile(r"^[\s,]*(?:theo|can cu)\s+")
DOCUMENT_LETTERS = 200


@dataclass(frozen=True, slots=True)
class TypedMerger:
    """A merger in the words that were typed: the old agencies, the successor, its first day (Viet Nam), the document
    that decided it.
    """

    old: tuple[str, ...]
    successor: str
    first_day: date
    document: str


def read_merger(text: str) -> TypedMerger:
    """Read a merger. Raises BadAnswer: no_successor, no_first_day, bad_first_day, no_merging_document."""
    typed = " ".join(nfc(text).split())
    folded = fold_letterwise(typed)
    into, begins = _INTO.search(folded), _FROM.search(folded)
    if into is None:
        raise BadAnswer("merger", "no_successor")
    if begins is None or begins.start() < into.end():
        raise BadAnswer("merger", "no_first_day")
    found = find_date_at_start(folded[begins.end() :])
    written = found[0] if found else None
    first_day = written.in_year(written.year) if written and written.year else None
    if found is None or first_day is None:
        raise BadAnswer("merger", "bad_first_day")
    rest = begins.end() + found[1]
    by = _BY.match(folded[rest:])
    document = typed[rest + by.end() if by else rest :].strip(" ,;.")
    if not any(letter.isdigit() for letter in document) or len(document) > DOCUMENT_LETTERS:
        raise BadAnswer("merger", "no_merging_document")
    old = tuple(part.strip() for part in typed[: into.start()].split(";") if part.strip())
    if not old:
        raise BadAnswer("merger", "no_successor")
    return TypedMerger(old, typed[into.end() : begins.start()].strip(" ,;."), first_day, document)
