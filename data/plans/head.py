"""Read the head of a plan: number, title, who issued it and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.errors import PlanUnreadable
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.title import own_year, read_title
from data.text.dates import numeric_date, read_written_date, without_names, worded_date
from data.text.plan_numbers import clean_plan_number

_SYMBOL = r"[A-ZĐ][A-Za-zĐđ]*(?: ?[-‐-―−/] ?[A-ZĐ][A-Za-zĐđ]*)*"
_WRITTEN = rf"\d+[a-z]? {{0,5}}[/–-] {{0,5}}{_SYMBOL}"
_NUMBER = re.compile(rf"\bSố {{0,5}}:? {{0,5}}({_WRITTEN})")
_FULL_DATE = worded_date(blank=" {0,5}", year_required=True, month_word="tháng", year_word="năm")
_NUMERIC_DATE = numeric_date(blank=" ?", year_required=True)
_DATE = re.compile(rf"ngày {{0,5}}{_FULL_DATE}")
_ANNEX = re.compile(
    rf"\b(?:kèm theo|ban hành theo) .{{0,60}}?số {{0,5}}:? {{0,5}}(?P<number>{_WRITTEN})?"
    rf"[^\n]{{0,20}}?\bngày {{0,5}}(?P<date>{without_names(_FULL_DATE)}|{without_names(_NUMERIC_DATE)})",
    re.IGNORECASE,
)
_ANY_DATE = re.compile(rf"{_FULL_DATE}$")
_ANY_NUMERIC_DATE = re.compile(rf"{_NUMERIC_DATE}$")
_PLACE = re.compile(r"^ {0,80}([^,\d\n]{2,40}), {0,5}ngày", re.MULTILINE)
_BODIES = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
_FOREWORD = 2000
"""Characters of a line that are looked at: what is longer is no line of a head."""
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a plan.

    `number` is "" and `issued_on` None where the document does not say them: a draft. `year` is the year whose tasks
    it lists; `year_named` is False where it is only that of its issue. `place` is the province or commune of the date
    line, "" where there is none.
    """

    number: str
    title: str
    issuer: str
    issued_on: date | None
    year: int
    year_named: bool
    place: str
    warnings: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a plan that does not say it: its number and day of issue."""

    number: str = ""
    issued_on: date | None = None


NOTHING_GIVEN = Given()


def read_head(lines: Sequence[str], given: Given = NOTHING_GIVEN) -> Head:
    """Read the head of a document whose body is `lines`; what a person has `given` wins.

    Number and day stand in the letterhead, or in the line under the title of an annex, "(Kèm theo Kế hoạch số …)".
    Raises PlanUnreadable("no_year") where neither title nor date of issue tells the year.
    """
    parts = [part for line in lines for part in re.split(r"[\t\n]", line[:_FOREWORD])]
    text = "\n".join(" ".join(part.split()) for part in parts)
    annex = _ANNEX.search(text)
    number = clean_plan_number(given.number or _number(text, annex))
    issued_on = given.issued_on or _date(_DATE.search(text)) or _annex_date(annex)
    title = read_title(parts)
    year = own_year(title) or _year_of_annex(text)
    if year is None and issued_on is None:
        raise PlanUnreadable("no_year", "issued_on")
    place = _PLACE.search(text)
    issuer = _issuer(number, text, place)
    meant = year or _year_of_issue(issued_on)
    return Head(
        number=number,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        year=meant,
        year_named=year is not None,
        place=" ".join(place[1].split()) if place else "",
        warnings=tuple(_warnings(number, issued_on, title, issuer, None if year else meant)),
    )


def _number(text: str, annex: re.Match[str] | None) -> str:
    found = _NUMBER.search(text)
    return found[1] if found else (annex["number"] or "") if annex else ""


def _annex_date(annex: re.Match[str] | None) -> date | None:
    if annex is None:
        return None
    return _date(_ANY_DATE.search(annex["date"])) or _date(_ANY_NUMERIC_DATE.search(annex["date"]))


def _date(found: re.Match[str] | None) -> date | None:
    written = read_written_date(found) if found else None
    return written.in_year(written.year) if written and written.year else None


def _year_of_annex(text: str) -> int | None:
    """Return the year that the title of an annex names: "PHỤ LỤC NHIỆM VỤ NĂM 2026"."""
    lines = text.split("\n")
    starts = [place for place, line in enumerate(lines) if line.strip().upper().startswith("PHỤ LỤC")]
    return own_year(" ".join(lines[starts[-1] : starts[-1] + 4])) if starts else None


def _year_of_issue(issued_on: date | None) -> int:
    """Return the year that a plan is for which names none: what is signed in December is for the next one."""
    assert issued_on is not None  # noqa: S101 - without a year there is a date
    return issued_on.year + (issued_on.month == _LAST_MONTH)


def _warnings(number: str, issued_on: date | None, title: str, issuer: str, year_taken: int | None) -> list[Remark]:
    made = [remark(RemarkCode.TITLE_WITHOUT_YEAR, year=year_taken)] if year_taken else []
    made += [] if number else [remark(RemarkCode.DRAFT_WITHOUT_NUMBER)]
    made += [] if issued_on else [remark(RemarkCode.DRAFT_WITHOUT_DATE)]
    made += [] if title else [remark(RemarkCode.NO_TITLE)]
    return made + ([] if issuer else [remark(RemarkCode.NO_ISSUER)])


def _issuer(number: str, text: str, place: re.Match[str] | None) -> str:
    """Return the body that the number names, with its province or city: the place in the date line."""
    body = _BODIES.get(re.split("[-/]", number)[-1], "")
    if not body or not place:
        return ""
    name = " ".join(place[1].split())
    level = re.search(
        rf"\b(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)\s+{re.escape(name)}\b", text, re.IGNORECASE
    )
    return f"{body} {level[1].lower()} {name}" if level else f"{body} {name}"
