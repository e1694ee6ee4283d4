"""Percentages in words without accents: "80%", "80 phần trăm", "được nửa", "ba phần tư", "tầm 3/4 rồi"."""

import re

_LEAD = "duoc|lam|xong|dat|mot|1|tam|khoang|chung|gan|hon|den|toi|qua"
_WORDS = "mot|hai|ba|bon|nam|sau|bay|tam|chin"
_UNITS = {word: number for number, word in enumerate(_WORDS.split("|"), 1)} | {"tu": 4, "lam": 5}
PERCENT = re.compile(
    r"(?<![\w/.,-])(?:(?P<number>\d{1,3})\s?(?:%|pha[nm] tram(?!\w))"
    rf"|(?:(?:(?P<tens>[1-9]|{_WORDS}) (?:muoi|chuc)|(?P<ten>muoi))(?: (?P<ones>{_WORDS}|lam|tu))?"
    rf"|(?P<all>(?:mot )?tram)) pha[nm] tram(?!\w)"
    rf"|(?P<part>\d|{_WORDS}) phan (?P<whole>tu|\d|{_WORDS})(?!\w)"
    r"|(?:tam|duoc|dat) (?P<share>[1-9])/(?P<of>[2-5]|10)(?= roi| viec| cong viec| khoi luong| chang duong|\s*$)"
    r"|(?:moi|lam|chi|khoang|viet|soan|thao|dung|hop|hien|khai|xong|tiep|soat)"
    r" (?:duoc|dat) (?P<some>[1-4])/(?P<every>[2-5])(?![/\d])"
    rf"|(?P<half>(?:(?:{_LEAD}) (?:phan |mot )?nua)(?! (?:nam|thang|quy|dau|cuoi|gio|ngay|tuan)(?!\w)))"
    r"(?: chang duong)?(?!\w)"
    r"|(?P<halfway>(?<!bo )(?<!dung )(?<!gay )(?<!ngung )(?<!tu )(?<!giua )nua (?:chung|duong"
    r"|chang(?: duong)?))(?!\w))"
)
_THEN = r"\s(?:dang|da|moi|vua|cho|chi|gan|vi|do)(?!\w)"
_ENDED = rf"(?=\s?[,;:–-]|\s*$|{_THEN})"
BARE = re.compile(
    rf"(?<=\|)\s?(?P<number>\d{{1,3}}){_ENDED}|^(?P<first>\d{{1,3}})(?={_THEN})"
    rf"|(?<!\w)(?:len|len den|len toi|thanh)\s(?P<up>\d{{1,3}})(?![\w/.-]){_ENDED}"
)
"""A number behind the code, or at the beginning, that is a percentage without saying so: “II.3 40 đang họp”."""
_WHOLE = 100
LEFT = re.compile(r"(?<!\w)(?:con|thieu)(?: khoang| tam| chung| lai| co)?\s$")
MORE = re.compile(
    r"^\s(?:nua|la xong|thi xong|la hoan thanh|chua xong|moi xong)(?!\w)"
    r"(?: (?:la|thi|moi) (?:xong|hoan thanh)(?!\w))?"
)
"""Words around a percentage of what is left to do: “còn 20% nữa là xong”."""


def read_percentage(match: re.Match[str]) -> int | None:
    """Return the percentage that one of the patterns matched, of “còn 20% nữa” 80; None for one beyond a hundred."""
    percent = _said(match)
    return _WHOLE - percent if percent and is_remainder(match) else percent


def is_remainder(match: re.Match[str]) -> bool:
    """Return whether what was matched is what is left to do."""
    return bool(LEFT.search(match.string, 0, match.start()) and MORE.match(match.string[match.end() :]))


def _said(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if number := found.get("number") or found.get("first") or found.get("up"):
        return int(number) if int(number) <= _WHOLE else None
    if found.get("all"):
        return _WHOLE
    if found.get("tens") or found.get("ten"):
        return 10 * _number(found["tens"] or "1") + _number(found["ones"] or "0")
    if found.get("half") or found.get("halfway"):
        return _WHOLE // 2
    part = _number(found.get("share") or found.get("some") or found["part"] or "")
    whole = _number(found.get("of") or found.get("every") or found["whole"] or "")
    return round(_WHOLE * part / whole) if part <= whole else None


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _UNITS[said]
