"""Periodic reports in a sentence: "báo cáo quý 2", "báo cáo 6 tháng", "báo cáo năm", "số liệu báo cáo quý 1"."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.base.query import Period
from handlers.questions.dates.periods import QUARTER, months
from handlers.questions.reading.sentence import Sentence

_NAME = r"(?<!\S)(?:bao cao|so lieu bao cao)(?: ket qua)?(?: cchc| cai cach hanh chinh| dinh ky)*(?: cua)?(?: ky)?"
_OF_QUARTER = re.compile(rf"{_NAME}(?= (?:quy (?:[1-4i]|mot|hai|ba|tu|bon)|q ?[1-4]))")
_OF_PART = re.compile(
    rf"{_NAME} (?:(?P<half>(?:6|sau|nua) thang(?: dau nam)?|nua (?:dau )?nam|giua nam)"
    r"|(?P<nine>(?:9|chin) thang(?: dau nam)?)"
    r"|(?P<year>(?:ca |tong ket |cuoi )?nam(?: (?P<of>20\d\d|nay))?))"
    r"(?! sau| toi| ngoai| truoc(?! ngay| \d| thu| han| khi)| cuoi)(?!\S)"
)
_LAST_QUARTER = {"half": 2, "nine": 3, "year": 4}


@dataclass(frozen=True, slots=True)
class ReportMention:
    """A periodic report in a sentence. `period` is the quarter that ends with the reported period; None if the
    sentence names it elsewhere.
    """

    period: Period | None


def extract_report(sentence: Sentence, today: date) -> ReportMention | None:
    """Remove the report and its period from a sentence.

    The report of six months replaces that of the second quarter, the yearly report that of the fourth.
    """
    if sentence.extract_pattern(_OF_QUARTER):
        return ReportMention(None)
    match = sentence.extract_pattern(_OF_PART)
    if match is None:
        return None
    quarter = next(number for name, number in _LAST_QUARTER.items() if match[name])
    year = int(match["of"]) if (match["of"] or "").isdecimal() else today.year
    return ReportMention(months(year, (quarter - 1) * QUARTER + 1, QUARTER))
