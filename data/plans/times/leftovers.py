"""Find what of a time was not understood: numbers that no reading used, and words that no rule knows."""

import re
from collections.abc import Iterator

from data.plans.times import vocabulary
from data.plans.times.points import Point, without_points
from data.plans.times.searchable_text import SearchableText

_TOKEN = re.compile(r"[^\s,;()\"“”:&+]+")
_MIXED = re.compile(r"(?=[^\d]*\d)(?=[^a-z]*[a-z])[a-z0-9/.-]+")
_SHORT_FORM = re.compile(
    r"(?:t|th|q|quy|thang|nam|ngay|k|hk)?\.?\d[\d/.-]*|(?:q|quy)?\.?(?:i{1,3}|iv|mot|hai|ba|bon|tu)[/.-]?\d{4}|\d+h(?:\d\d)?|\d{1,2}/nam"
)
_ROMAN_PARTS = re.compile(r"(?:i{1,3}|iv)(?:[/.,-](?:i{1,3}|iv|\d{4}))*")
_BROKEN_DATE = re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}-\d{4}(?!\d)|\d{1,2}/\d{1,2}/(?:\d|\d{3}|\d{5,})(?!\d)")
_COUNTED = re.compile(
    r"(?<![\d/])\d{1,3} ?(?:%|-)?(?= ?(?:ngay|thang|tuan|lan|nam|quy|gio|dot|ky|lop|cuoc|phien|buoi|bai"
    r"|so|don vi|xa|nguoi|nhiem vu|van ban|de an|muc tieu|chi tieu|co quan)\b)"
    r"|\b(?:moi|tung) (?:thang|quy|nam) \d{1,3}(?![\d/.-])"
    r"|24/7|24/24|\b0?1 ?/|(?<=lan/)\d|\blan (?:thu )?\d{1,2}\b|\bgiai doan \d(?!\d)"
    r"|\bdot \d{1,2}\b|\bky \d{1,2}\b|\b\d{1,2}h(?:\d\d)?\b"
)
_OTHER_CALENDAR = re.compile(
    r"\b(?:am lich|tet|nong lich|am\b(?= ?$)|nam hoc|hoc ky"
    r"|thang (?:gieng|hai|ba|bay|tam|chin|muoi(?: mot| hai)?|chap))\b"
)
_DAY_OF_WEEK = re.compile(
    r"\bchu nhat\b|(?<!lan )(?<!quy )(?<!doan )(?<!dot )(?<!ky )(?<!hop )"
    r"\bthu (?:hai|ba|tu|nam|sau|bay|[2-7])\b(?! (?:ve|cua) )"
    r"|\b(?:tuan dau|tuan thu)\b"
)
"""Days of a month that its own last day is not."""
_BETWEEN = re.compile(r"[ ,(]{0,3}")
"""What may stand between a day of the week and the day that it is: "Thứ Sáu, ngày 19/6/2026"."""


def unread_parts(text: SearchableText, points: tuple[Point, ...]) -> Iterator[str]:
    """Yield the parts of a time that nothing was read from; `text` has documents' numbers blanked out."""
    for broken in _BROKEN_DATE.finditer(text.text):
        yield text.written(broken.start(), broken.end())
    for token in _TOKEN.finditer(text.text):
        word = token[0].strip(".-/")
        if _MIXED.fullmatch(word) and not _SHORT_FORM.fullmatch(word) and not _ROMAN_PARTS.fullmatch(word):
            yield text.written(token.start(), token.end())
    days = {point.start for point in points if point.day and point.months}
    for pattern in (_OTHER_CALENDAR, _DAY_OF_WEEK):
        for other in pattern.finditer(text.text):
            behind = _BETWEEN.match(text.text, other.end())
            if pattern is _OTHER_CALENDAR or not behind or behind.end() not in days:
                yield text.written(other.start(), other.end())
    left = _COUNTED.sub(
        lambda hit: "#" * len(hit[0]), vocabulary.ROUND_THE_CLOCK.sub(_blank, without_points(text.text, points))
    )
    for number in re.finditer(r"\d[\d/.-]*", left):
        yield text.written(number.start(), number.end())


def _blank(hit: re.Match[str]) -> str:
    return "#" * len(hit[0])
