"""Times that no calendar has, as they were typed: "quý 5", "tháng 13", "ngày 30/2"."""

import re
from calendar import monthrange

from data.text import fold_letterwise, nfc

_QUARTER = re.compile(r"(?<!\S)quy (?:so |thu )?(?:(?P<number>\d{1,3})|vi{0,3}|ix|x)(?![\w/-])")
_MONTH = re.compile(r"(?<!\S)thang (?:so |thu )?(?P<number>\d{1,3})(?![\w/-])")
_DAY = re.compile(
    r"(?<!\S)(?:ngay )?(?P<day>\d{1,2})(?:[/-]| thang )(?P<month>\d{1,2})"
    r"(?:(?:[/-]| nam )(?P<year>20\d\d))?(?![\w/-])"
)
_QUARTERS, _MONTHS, _LEAP = 4, 12, 2024


def find_impossible_time(sentence: str) -> str:
    """Return the first quarter, month or day of a sentence that no year has, as typed; "" without one.

    29 February is possible unless a year without one is named.
    """
    typed = " ".join(nfc(sentence).split())
    folded = fold_letterwise(typed)
    for pattern, count in ((_QUARTER, _QUARTERS), (_MONTH, _MONTHS)):
        for found in pattern.finditer(folded):
            said = typed[found.start() : found.end()]
            roman = not found["number"] and said.split()[-1].isupper()  # “quý vị” is no sixth quarter
            if roman or (found["number"] and not 1 <= int(found["number"]) <= count):
                return said
    for found in _DAY.finditer(folded):
        if not _exists(int(found["day"]), int(found["month"]), int(found["year"] or _LEAP)):
            return typed[found.start() : found.end()]
    return ""


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]
