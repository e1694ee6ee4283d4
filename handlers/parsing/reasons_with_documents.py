"""Read a reason and the document that it rests on, in one message: "không phát sinh, 45/SNV-CCHC 20/02/2024"."""

import re
from dataclasses import dataclass
from datetime import date

from data.errors import BadAnswer
from data.text import fold_letterwise, nfc
from data.text.dates import numeric_date, read_written_date, worded_date
from data.text.document_numbers import DIRECTIVE_KINDS, PRODUCT_KINDS, SERIAL, join_number
from handlers.parsing.documents import read_issue_date, read_reason
from handlers.parsing.partial_answers import read_with_partial

NUMBER_LETTERS = 100

_NUMBER = rf"(?P<number>{SERIAL}[/-](?=[^\s,;:()]*[a-z])[^\s,;:()]+)"
"""A number with letters behind its sign: without them it is a date."""
_KINDS = rf"(?:{PRODUCT_KINDS}|{DIRECTIVE_KINDS}|cv|kh|qd|tb)"
_BEFORE = rf"(?<!\w)(?:\(\s?)?(?:(?:theo|tai|can cu)\s)?(?:{_KINDS}\s)?(?:so:?\s)?"
_BETWEEN = r",?\s(?:ngay\s)?"
_DATED = tuple(
    re.compile(rf"{_BEFORE}{_NUMBER}{_BETWEEN}{written}(?!\d)\)?") for written in (worded_date(), numeric_date())
)
_UNDATED = re.compile(rf"{_BEFORE}{_NUMBER}\)?")
_BECAUSE = re.compile(r"^(?:(?:vi|ly do|do)\b(?: la\b)?[\s,;:.–-]*)+")
_EDGES = " \t\n,;:.–-"


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document by its number, with its date where one stands beside it."""

    number: str
    issued_on: date | None


def read_reason_and_document(text: str, today: date, half: str = "") -> tuple[str, NamedDocument]:
    """Return the reason and the document with its date, in any order.

    A reason or a document alone goes with the `half` that was typed before. Raises BadAnswer: no_reason,
    reason_too_long, number_too_long, document_unnamed, document_undated, document_without_reason, and those of
    `read_issue_date`.
    """
    return read_with_partial(text, half, lambda whole: _read_both(whole, today))


def split_document(text: str, today: date) -> tuple[str, NamedDocument | None, str]:
    """Return what stands before the document in `text`, the document (None if none is named), and what stands after.

    Raises BadAnswer: number_too_long, and those of `read_issue_date`.
    """
    typed = " ".join(nfc(text).split())
    folded = fold_letterwise(typed)
    dated = next((found for pattern in _DATED if (found := _last(pattern, folded))), None)
    found = dated or _last(_UNDATED, folded)
    if found is None:
        return typed, None, ""
    number = join_number(typed[slice(*found.span("number"))]).rstrip(".")
    if len(number) > NUMBER_LETTERS:
        raise BadAnswer("document", "number_too_long")
    issued_on = read_issue_date(read_written_date(dated), today) if dated else None
    before, after = typed[: found.start()].strip(_EDGES), typed[found.end() :].strip(_EDGES)
    return before, NamedDocument(number, issued_on), after


def strip_because(reason: str) -> str:
    """Return a reason without the words that announce it: "lý do: …"."""
    because = _BECAUSE.match(fold_letterwise(reason))
    return reason[because.end() :] if because else reason


def _read_both(text: str, today: date) -> tuple[str, NamedDocument]:
    before, document, after = split_document(text, today)
    reason = strip_because(", ".join(filter(None, (before, after))))
    if document is None:
        raise BadAnswer("document", "document_unnamed", today, half=read_reason(reason))
    if document.issued_on is None:
        raise BadAnswer("document", "document_undated", today, half=text.strip())
    if not any(letter.isalpha() for letter in reason):
        raise BadAnswer(
            "document", "document_without_reason", half=f"{document.number} {document.issued_on:%d/%m/%Y}"
        )
    return read_reason(reason), document


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last place of a pattern: a reason may name another document before the one that it rests on."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return found
