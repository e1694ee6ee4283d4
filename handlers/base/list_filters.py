"""Filters of /nhiemvu ("quý 2", "quá hạn", a code, a keyword): words → a `Selection` ↔ letters of a button.

The letters stand in buttons of messages sent long ago, so they never change.
"""

import re
from dataclasses import replace

from data.enums import Part
from data.text import fold, nfc
from handlers.base.query import Status
from handlers.base.selection import Selection

STILL_OWED = Selection(status=Status.OPEN)
"""The filter of a list when none is named."""

_KEYWORD_BYTES = 40  # a button's 64 bytes must hold the filter, the page and the agency

_NAMED = {
    "o": STILL_OWED,
    "a": Selection(),
    "v": Selection(status=Status.OVERDUE),
    "d": Selection(status=Status.DONE),
    "w": Selection(status=Status.WAITING),
    "c": Selection(part=Part.COORDINATING),
    "n": Selection(undated=True),
    "x": Selection(status=Status.EXEMPTED),
}
"""Filters without a value, by their letter."""

_WORDS = {
    "o": ("", "con no", "chua xong", "chua lam", "dang lam"),
    "a": ("tat ca", "het"),
    "v": ("qua han", "tre", "tre han", "muon"),
    "d": ("da xong", "xong", "hoan thanh", "da lam"),
    "w": ("cho xac nhan", "cho duyet"),
    "c": ("phoi hop",),
    "x": ("khong phai thuc hien", "khong tinh", "khong ap dung"),
    "n": ("khong han", "khong co han", "khong thoi han", "khong ghi thoi han", "khong ghi han", "thuong xuyen"),
}
"""Words that officers type for each of them, without accents."""

_LETTER_OF = {selection: letter for letter, selection in _NAMED.items()}
_NAMED_BY_WORDS = {word: _NAMED[letter] for letter, words in _WORDS.items() for word in words}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(r"(?:quy|q)\s*(iv|i{1,3}|[1-4])(?:\s*/\s*\d{4})?")
_MONTH = re.compile(r"(?:thang|t)\s*(1[0-2]|0?[1-9])(?:\s*/\s*\d{4})?")
_CODE = re.compile(r"(?:[IVXLC]+|TC)\.\d+[a-z]?", re.IGNORECASE)
_SECTION = re.compile(r"linh vuc\s+([ivxlc]+)")
_SPANS = (
    (re.compile(r"(?:6|sau) thang(?:(?: dau)? nam)?|nua(?: dau)? nam"), (1, 6)),
    (re.compile(r"(?:6|sau) thang cuoi nam|nua cuoi nam"), (7, 12)),
    (re.compile(r"(?:9|chin) thang(?:(?: dau)? nam)?"), (1, 9)),
    (re.compile(r"(?:ca )?nam|12 thang"), (1, 12)),
)
"""Words for several months of a year, without accents, and the first and last of these months."""
_TYPED_YEAR = re.compile(r"(?: ?/ ?| )\d{4}$")
_SEVERAL_MONTHS = re.compile(r"r(1[0-2]|[1-9])-(1[0-2]|[1-9])")
_OF_PLAN = re.compile(r"p(\d+)-")
_MONTHS_OF_A_QUARTER = 3


def read_filter(words: str) -> Selection:
    """Return the filter that an officer typed after /nhiemvu.

    Words that are no known filter are a keyword of the title; without letters or digits, the filter is `STILL_OWED`.
    """
    if code := _CODE.fullmatch(words.strip()):
        return Selection(codes=(canonical_code(code.group()),))
    folded = fold(words)
    if named := _NAMED_BY_WORDS.get(folded):
        return named
    if quarter := _QUARTER.fullmatch(folded):
        return quarter_filter(_ROMAN.get(quarter[1]) or int(quarter[1]))
    if month := _MONTH.fullmatch(folded):
        return Selection(months=(int(month[1]),))
    typed = _TYPED_YEAR.sub("", folded)
    if span := next((span for form, span in _SPANS if form.fullmatch(typed)), None):
        return _months_from(*span)
    if section := _SECTION.fullmatch(folded):
        return Selection(sections=(section[1].upper(),))
    keyword = _shorten(" ".join(re.findall(r"\w+", nfc(words))))
    return Selection(keyword=keyword) if keyword else STILL_OWED


def quarter_filter(quarter: int) -> Selection:
    """Return the filter for a quarter, 1 to 4, of the plan's year."""
    first = (quarter - 1) * _MONTHS_OF_A_QUARTER + 1
    return Selection(months=tuple(range(first, first + _MONTHS_OF_A_QUARTER)))


def _months_from(first: int, last: int) -> Selection:
    return Selection(months=tuple(range(first, last + 1)))


def selected_quarter(selection: Selection) -> int | None:
    """Return the quarter, 1 to 4, of a filter by quarter; None for any other filter."""
    whole = len(selection.months) == _MONTHS_OF_A_QUARTER
    return selection.months[-1] // _MONTHS_OF_A_QUARTER if whole else None


def encode_filter(selection: Selection) -> str:
    """Return the letters that a button carries for a filter: at most 41 bytes, without a colon, and before them the
    plan if one is meant.
    """
    if selection.plan_id is not None:
        return f"p{selection.plan_id}-{encode_filter(replace(selection, plan_id=None))}"
    if letter := _LETTER_OF.get(selection):
        return letter
    if selection.codes:
        return f"t{selection.codes[0]}"
    if selection.sections:
        return f"s{selection.sections[0]}"
    if quarter := selected_quarter(selection):
        return f"q{quarter}"
    if len(selection.months) > 1:
        return f"r{selection.months[0]}-{selection.months[-1]}"
    if selection.months:
        return f"m{selection.months[0]}"
    return f"k{selection.keyword}"


def decode_filter(text: str) -> Selection:
    """Return the filter that a button carries as `text`."""
    if of_plan := _OF_PLAN.match(text):
        return replace(decode_filter(text[of_plan.end() :]), plan_id=int(of_plan[1]))
    if several := _SEVERAL_MONTHS.fullmatch(text):
        return _months_from(int(several[1]), int(several[2]))
    kind, value = text[:1], text[1:]
    match kind:
        case "t":
            return Selection(codes=(value,))
        case "s":
            return Selection(sections=(value,))
        case "q":
            return quarter_filter(int(value))
        case "m":
            return Selection(months=(int(value),))
        case "k":
            return Selection(keyword=value)
    return _NAMED[kind]


def canonical_code(code: str) -> str:
    """Return a task's code as the plan prints it: "IV.7b" for "iv.7B"."""
    section, _, number = code.strip().partition(".")
    return f"{section.upper()}.{number.lower()}"


def _shorten(words: str) -> str:
    """Return as many whole words as a button can carry."""
    kept = words.encode()[:_KEYWORD_BYTES].decode(errors="ignore")
    return kept if kept == words else kept.rsplit(" ", 1)[0].rstrip()
