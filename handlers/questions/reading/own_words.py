"""The officer's own words in a request: the note beside a percentage, the reason for an extension."""

import re
from dataclasses import replace

from data.text import fold_letterwise, nfc
from handlers.base.query import Intent, Query
from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.spelling.correction import expand_shorthand

_FAR = re.compile(r"\d{1,3}\s*(?:%|phan tram\b)|\bnua\b(?:\s+roi\b)?")
_BECAUSE = re.compile(r"\b(?:vi|do|boi|ly do|tai)\b(?:\s+(?:la|vi)\b)?[\s,;:.–-]*")
_CODES = re.compile(r"(?<!\w)(?:[ivxlc]+|tc)\s?\.\s?\d{1,3}[a-z]?(?!\w)")
_EDGES = " \t\n,;:.–-"


def with_own_words(query: Query, sentence: str) -> Query:
    """Return a request with the words beside it, as they were typed."""
    said = " ".join(nfc(sentence).split())
    if query.intent is Intent.REPORT_PROGRESS and query.percent is not None:
        return replace(query, note=_after(_FAR, said))
    if query.intent is Intent.EXTEND:
        return replace(query, reason=_after(_BECAUSE, said))
    return query


def _after(mark: re.Pattern[str], said: str) -> str:
    """Return what stands behind the first `mark`; nothing for a code or words of politeness."""
    plain = fold_letterwise(said)
    found = mark.search(plain)
    if found is None:
        return ""
    rest = said[found.end() :].strip(_EDGES)
    without_codes = _CODES.sub(" ", fold_letterwise(rest)).strip(_EDGES)
    words = expand_shorthand(without_codes)
    polite = not words or "act.beside" in change_grammar().names_covering(words)
    return "" if polite else rest
