"""Read the head of a plan: number, title, who issued it and when."""

import re
from dataclasses import dataclass
from datetime import date

from data.errors import PlanUnreadable
from data.plans.remarks import Remark, RemarkCode, remark
from data.text import fold
from data.text.dates import read_written_date, worded_date
from data.text.plan_numbers import clean_plan_number

_NUMBER = re.compile(r"\bSố {0,5}:? {0,5}(\d+ {0,5}/ {0,5}([A-ZĐÐ]+(?: ?[-‐-―−] ?[A-ZĐÐ]+)*))")
_FULL_DATE = worded_date(blank=" {0,5}", year_required=True, month_word="tháng", year_word="năm")
_DATE = re.compile(rf"ngày {{0,5}}{_FULL_DATE}")
_PLACE = re.compile(r"^ {0,80}([^,\d\n]{2,40}), {0,5}ngày {0,5}\d", re.MULTILINE)
_YEAR = re.compile(r"\bnăm (\d{4})\b(?! ?[-–])", re.IGNORECASE)
_KINDS = {"ke hoach", "quyet dinh", "chuong trinh", "chi thi", "thong bao"}
_BODIES = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a plan; `year` is the year whose tasks it lists."""

    number: str
    title: str
    issuer: str
    issued_on: date
    year: int
    warnings: tuple[Remark, ...]


def read_head(lines: tuple[str, ...]) -> Head:
    """Read the head of a document whose body is `lines`.

    Raises PlanUnreadable: "no_number", or "no_year" where neither title nor date of issue tells the year.
    """
    text = "\n".join(line[:2000].replace("\t", " ") for line in lines)
    number = _NUMBER.search(text)
    if not number:
        raise PlanUnreadable("no_number")
    title = _title(lines)
    issued_on = _issued_on(text)
    year = _YEAR.search(title)
    issuer = _issuer(clean_plan_number(number[2]), text)
    warnings = [] if year else [remark(RemarkCode.TITLE_WITHOUT_YEAR, year=issued_on.year)]
    warnings += [] if title else [remark(RemarkCode.NO_TITLE)]
    warnings += [] if issuer else [remark(RemarkCode.NO_ISSUER)]
    return Head(
        number=clean_plan_number(number[1]),
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        year=int(year[1]) if year else issued_on.year,
        warnings=tuple(warnings),
    )


def _title(lines: tuple[str, ...]) -> str:
    """Return the lines under the name of the kind of document, up to the first empty one."""
    starts = [place for place, line in enumerate(lines) if fold(line) in _KINDS]
    parts: list[str] = []
    for line in lines[starts[0] + 1 :] if starts else ():
        if line.strip():
            parts.append(line)
        elif parts:
            break
    return " ".join(" ".join(parts).split())


def _issued_on(text: str) -> date:
    found = _DATE.search(text)
    written = read_written_date(found) if found else None
    issued_on = written.in_year(written.year) if written and written.year else None
    if issued_on is None:
        raise PlanUnreadable("no_year", "issued_on")
    return issued_on


def _issuer(suffix: str, text: str) -> str:
    """Return the body that the number names, with its province or city: the place in the date line."""
    body = _BODIES.get(suffix.rpartition("-")[2], "")
    place = _PLACE.search(text)
    if not body or not place:
        return ""
    name = " ".join(place[1].split())
    level = re.search(rf"\b(tỉnh|thành phố|huyện|quận|thị xã)\s+{re.escape(name)}\b", text, re.IGNORECASE)
    return f"{body} {level[1].lower()} {name}" if level else f"{body} {name}"
