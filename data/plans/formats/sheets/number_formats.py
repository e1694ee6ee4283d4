"""Show values of a spreadsheet as their number formats do (ECMA-376 part 1, 18.8.31), as far as plans need it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_DATE_SIGN = re.compile(r"[dmy]", re.IGNORECASE)
_TIME_SIGN = re.compile(r"[hs]|am/pm", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?")
_ZERO_DATE = "00/01/1900"
"""What a sheet shows for a date that was filled with zero."""
_PLAIN_DIGITS = 11
"""Significant digits of a number that has no format of its own."""

Value = str | bool | int | float | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown; `day` and `month_only` as in `data.plans.formats.document.Cell`."""

    text: str
    day: date | None = None
    month_only: bool = False


def show(value: Value, number_format: str = "General") -> Shown:
    """Return a value as its format shows it. Numbers have a point before their decimals, as numbers of tasks do."""
    match value:
        case None:
            return Shown("")
        case bool():
            return Shown("TRUE" if value else "FALSE")
        case str():
            return Shown(value.replace("\r\n", "\n").replace("\r", "\n"))
        case datetime():
            return _show_day(value.date(), number_format)
        case date():
            return _show_day(value, number_format)
        case time():
            return Shown(_ZERO_DATE if _is_date(number_format) else value.strftime("%H:%M"))
        case timedelta():
            hours, seconds = divmod(int(value.total_seconds()), 3600)
            return Shown(f"{hours}:{seconds // 60:02}")
    return Shown(_number(value, number_format))


def _show_day(day: date, number_format: str) -> Shown:
    """Show a day; one whose format shows the year alone is that year, and no date."""
    if day.year < 1900:
        return Shown(_ZERO_DATE)
    signs = {sign.lower() for sign in _DATE_SIGN.findall(_without_literals(number_format))}
    if signs == {"y"}:
        return Shown(str(day.year))
    if "d" in signs or not signs & {"m", "y"}:
        return Shown(f"{day:%d/%m/%Y}", day)
    return Shown(f"{day:%m/%Y}", day.replace(day=1), month_only=True)


def _is_date(number_format: str) -> bool:
    bare = _without_literals(number_format)
    return bool(re.search(r"[dy]", bare, re.IGNORECASE)) or not _TIME_SIGN.search(bare)


def _without_literals(number_format: str) -> str:
    return _LITERAL.sub("", number_format.partition(";")[0])


def _number(value: float, number_format: str) -> str:
    sections = number_format.split(";")
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[place]
    literals = [found[1] or found[2] or "" for found in _LITERAL.finditer(section)]
    marked = _LITERAL.sub("\0", section)
    digits = _DIGITS.search(marked)
    if digits is None or "E" in marked.upper() or "/" in marked:
        return _general(value)
    shown = _digits(abs(value) if place == 1 else value, digits, is_percent="%" in marked)
    pieces = (marked[: digits.start()] + "\1" + marked[digits.end() :]).split("\0")
    joined = pieces[0] + "".join(literal + piece for literal, piece in zip(literals, pieces[1:], strict=True))
    return joined.replace("\1", shown).strip()


def _digits(value: float, pattern: re.Match[str], *, is_percent: bool) -> str:
    decimals = len(pattern[1]) if pattern[1] else 0
    whole = pattern[0].partition(".")[0]
    number = value * 100 if is_percent else value
    if "," in whole:
        return f"{number:,.{decimals}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
    return f"{number:0{whole.count('0') + (decimals + 1 if decimals else 0)}.{decimals}f}"


def _general(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.{_PLAIN_DIGITS}g}"
