"""A sentence → a Query, by tables of words; pure, and never guessing.

What no table knows stays as the query's subject. A sentence in which time or state is said in a way that cannot
be read for certain is `UNKNOWN` as a whole: better no list than a wrong one.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from data.text import fold, nfc
from handlers.filters import canonical
from handlers.questions import words
from handlers.questions.periods import Unreadable, take_period, whole_year
from handlers.questions.query import Intent, Query, Status

_ASKING = re.compile(r"\?")
_NOT_WORDS = re.compile(r"[^\w./%&-]+")
_LOOSE_MARKS = re.compile(r"[./&-](?!\w)|(?<!\w)[./&-]")

Meaning = TypeVar("Meaning", Intent, Status)


def read(sentence: str, today: date) -> Query:
    """What `sentence` asks for on `today` (Viet Nam), with or without accents, in any Unicode form. Never raises."""
    asked = plain(sentence)
    codes, text = _take_codes(asked)
    if len(codes) == 1 and not _ASKING.search(fold(sentence)) and _reports(text):
        return Query(Intent.REPORT_PROGRESS, codes)
    try:
        period, text = take_period(text, today)
    except Unreadable:
        return Query(Intent.UNKNOWN)
    statuses, text = _take(text, words.STATUSES)
    intents, text = _take(words.OWN_AGENCY.sub("|", text), words.INTENTS)
    subject = _trimmed(text)
    if year := whole_year(subject):
        period, subject = period or year, ""
    if len(set(statuses) - {Status.ALL}) > 1 and set(statuses) != {Status.OPEN, Status.OVERDUE}:
        return Query(Intent.UNKNOWN)
    anything = bool(period or statuses or subject)
    intent = _intent(intents, codes, subject, anything=anything)
    if codes:
        return Query(intent, codes, period, subject=_as_typed(subject, sentence))
    status = statuses[0] if statuses else (Status.OPEN if intents or period else None)
    return Query(intent, codes, period, status, _as_typed(subject, sentence))


def plain(sentence: str) -> str:
    """`sentence` folded, its marks and shorthand gone: what the tables of words are written for."""
    spoken = [words.TONES.get(word, word) for word in re.findall(r"\w+|\W+", nfc(sentence).casefold())]
    folded = _LOOSE_MARKS.sub(" ", _NOT_WORDS.sub(" ", fold("".join(spoken))))
    return " ".join(words.SHORTHAND.get(word, word) for word in folded.split())


def _take_codes(text: str) -> tuple[tuple[str, ...], str]:
    found = [canonical(said.replace(" ", "")) for said in words.CODE.findall(text)]
    return tuple(dict.fromkeys(found)), words.CODE.sub(" ", text)


def _reports(text: str) -> bool:
    """Whether nothing but "it is done" is said of the code: one word that could make it a question is enough."""
    said, count = words.REPORTED.subn(" ", text)
    return count > 0 and not words.BESIDE_REPORT.sub(" ", said).strip()


def _take(text: str, table: Iterable[tuple[Meaning, str]]) -> tuple[list[Meaning], str]:
    """What `table` finds in `text`, in the table's order, and what is left."""
    found: list[Meaning] = []
    for meaning, pattern in table:
        text, count = re.subn(pattern, "|", text)
        if count:
            found.append(meaning)
    return found, text


def _trimmed(text: str) -> str:
    parts = (words.TRAILING.sub("", words.LEADING.sub("", " ".join(part.split()))) for part in text.split("|"))
    return " ".join(part for part in parts if part)


def _as_typed(subject: str, sentence: str) -> str:
    typed = {fold(word): word for word in re.findall(r"\w+", nfc(sentence))}
    return " ".join(typed.get(word, word) for word in subject.split())


def _intent(intents: list[Intent], codes: tuple[str, ...], subject: str, *, anything: bool) -> Intent:
    first = intents[0] if intents else None
    if first in (Intent.WHEN, Intent.WHO) and not (codes or subject):
        return Intent.NEXT if first is Intent.WHEN else Intent.UNKNOWN
    if codes:
        return first if first in (Intent.WHEN, Intent.WHO) else Intent.CARD
    if first is Intent.HELP and anything:
        return Intent.UNKNOWN
    if first is None:
        return Intent.LIST if anything else Intent.UNKNOWN
    return first
