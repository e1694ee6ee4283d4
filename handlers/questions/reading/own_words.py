"""The officer's own words in a request: the note beside a percentage, the name of a person."""

import re
from dataclasses import replace

from data.text import fold_letterwise, nfc
from handlers.base.query import Intent, Query
from handlers.parsing.task_codes import SPACED_TASK_CODE
from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.reading.reports.percentages import BARE, LEFT, MORE, PERCENT, is_remainder
from handlers.questions.spelling.correction import expand_shorthand

_CODE = re.compile(r"(?<!\w)(?:[ivxlc]+|tc)\s?\.?\s?\d{1,2}[a-z]?(?!\w)[\s:,=–-]*")
_DOING = re.compile(
    r"(?:\b(?:lam|duoc|dc|khoang|tam|chung|dat|moi|da|dang|o|muc|tien|do|den|toi|len|cap|nhat|la|gan|hon|xong|tren|hoan|thanh|thuc|hien|trien|khai)\b[\s,;:=–-]*){1,12}$"
)
_BECAUSE = re.compile(r"\b(?:vi|do|boi|ly do|tai)\b(?:\s+(?:la|vi)\b)?[\s,;:.–-]*")
_ASKS = re.compile(r"[,;]? (?:nen |cho nen )?(?:\w+ ){0,3}?(?:xin|de nghi|mong) ")
"""The request behind a reason that was given first, in a text with single spaces."""
_TO = re.compile(
    r"\b(?:giao|chuyen|phan cong)\b.*?\b(?:cho|sang|qua)\s+"
    r"(?:(?:dong chi|d/c|dc|anh|chi|em|co|chu|bac|ban|ong|ba|cau|thay|e|a|c)\s+)?"
    r"|\b(?:giao|phan cong|chuyen|nho|de|uy quyen)\s+"
    r"(?:dong chi|d/c|anh|chi|em|co|chu|bac|ban|ong|ba|cau|thay)\s+"
)
_BEHIND = re.compile(
    r"\b(?:lam|theo doi|phu trach|xu ly|lo|giup|nhe|nha|a|di|voi|tu|vi|thuc hien|tiep|dam nhan|quan ly)\b|[,.;!]"
    r"|\b(?:[ivxlc]+|tc)\s?\.?\s?\d"
)
_NAME_LETTERS = 60
_EDGES = " \t\n,;:.–-=|"


def with_own_words(query: Query, sentence: str) -> Query:
    """Return a request with the words beside it, as they were typed: the note, the reason, the name of a person."""
    if query.intent is Intent.HAND_OVER:
        return replace(query, person=_person(" ".join(nfc(sentence).split())))
    if query.intent is Intent.EXTEND:
        return replace(query, reason=_reason(" ".join(nfc(sentence).split())))
    if query.intent is not Intent.REPORT_PROGRESS or query.percent is None:
        return query
    typed = " ".join(nfc(sentence).split())
    folded = fold_letterwise(typed)
    code = _CODE.search(folded) if query.codes else None
    bare = f"{folded[: code.start()]}{'|' * (code.end() - code.start())}{folded[code.end() :]}" if code else folded
    found = PERCENT.search(bare) or BARE.search(bare)
    if found is None:
        return query
    behind, start = typed[found.end() :], code.end() if code and code.end() <= found.start() else 0
    ahead = typed[start : found.start()]
    if is_remainder(found):
        ahead = ahead[: len(LEFT.sub("", fold_letterwise(ahead)))]
        behind = behind[len(behind) - len(MORE.sub("", fold_letterwise(behind), count=1)) :]
    behind = _said(behind)
    ahead = ahead[: len(_DOING.sub("", fold_letterwise(ahead)))] if query.codes else ""
    return replace(query, note=", ".join(filter(None, [_said(ahead), behind])))


def _reason(typed: str) -> str:
    """Return what stands behind the first “vì”, up to the request if that follows; nothing for a code or words of
    politeness.
    """
    folded = fold_letterwise(typed)
    because = _BECAUSE.search(folded)
    if because and because.start() == 0 and (asks := _ASKS.search(folded, because.end())):
        typed = typed[: asks.start()]
    rest = typed[because.end() :].strip(_EDGES) if because else ""
    return rest if _said(SPACED_TASK_CODE.sub(" ", fold_letterwise(rest))) else ""


def _person(typed: str) -> str:
    """Return the name of the person to whom something is handed over, without what is said around it."""
    found = _TO.search(fold_letterwise(typed))
    if found is None:
        return ""
    name = typed[found.end() :]
    behind = _BEHIND.search(fold_letterwise(name))
    return (name[: behind.start()] if behind else name).strip(_EDGES)[:_NAME_LETTERS]


def _said(text: str) -> str:
    """Return a text without signs around it; nothing if it is only polite."""
    said = text.strip(_EDGES)
    words = expand_shorthand(said)
    polite = not words or bool({"act.beside"} & change_grammar().names_covering(words))
    return "" if polite else said
