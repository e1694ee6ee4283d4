"""Words and numbers of a periodic report, which is Vietnamese whatever language the bot speaks."""

from collections.abc import Iterator
from datetime import date

from data.enums import ReportKind
from data.rules.report_periods import ReportPeriod
from data.rules.standing import OWED, Standing
from scheduler.statistics.figures import Figures
from scheduler.statistics.overview import BODY

BLANK = "…"
"""Stands for what only a person can say; the document marks it (`data.exports.document`)."""

UNIT = "đầu việc"
"""A duty: a date of a task that one agency owes. The task itself is a "nhiệm vụ"."""

IN_THE_BODY = "Tổ chức thực hiện"

STANDINGS = {
    Standing.DONE_ON_TIME: "hoàn thành đúng hạn",
    Standing.DONE_LATE: "hoàn thành quá hạn",
    Standing.OPEN_IN_TIME: "chưa đến hạn",
    Standing.OPEN_OVERDUE: "quá hạn chưa hoàn thành",
    Standing.NO_DATE: "không ghi thời hạn",
    Standing.WAITING: "chờ xác nhận",
    Standing.NOT_APPLICABLE: "không phải thực hiện",
}

_KINDS = {
    ReportKind.FIRST_QUARTER: "Quý I năm {year}",
    ReportKind.HALF_YEAR: "6 tháng đầu năm {year}",
    ReportKind.THIRD_QUARTER: "Quý III năm {year}",
    ReportKind.YEAR: "năm {year}",
}
_MONTHS_WITH_NOUGHT = 2


def period_name(period: ReportPeriod) -> str:
    """Return a period as it stands in a title: "Quý I năm 2024"."""
    return _KINDS[period.kind].format(year=period.year)


def number(count: int) -> str:
    """Return a number as it is written in Viet Nam: "12.345"."""
    return f"{count:,}".replace(",", ".")


def share(count: int, total: int) -> str:
    """Return a part of a whole in percent: "46,2%"."""
    return f"{100 * count / total:.1f}".removesuffix(".0").replace(".", ",") + "%"


def counted(count: int, total: int) -> str:
    """Return a number of duties and its share: "12 (46,2%)"."""
    return f"{number(count)} ({share(count, total)})"


def figures_list(of: Figures) -> str:
    """Return the figures in words with their shares, without those that are nought."""
    return ", ".join(f"{STANDINGS[found]} {counted(of.of(found), of.total)}" for found in OWED if of.of(found))


def figures_cells(of: Figures) -> tuple[str, ...]:
    """Return the figures as cells of a table: the total, then each standing."""
    return tuple(map(number, (of.total, *(of.of(found) for found in STANDINGS))))


def section_name(key: str, name: str) -> str:
    """Return a field of the plan with its number; what stands in the body of the plan has none."""
    return IN_THE_BODY if key == BODY else f"{key}. {name}"


def format_day(day: date) -> str:
    """Return "05/02/2024"."""
    return f"{day:%d/%m/%Y}"


def format_day_in_full(day: date) -> str:
    """Return "29 tháng 12 năm 2023"; days up to 9 and months 1 and 2 get a nought (Nghị định 30, II.4)."""
    month = f"{day.month:02d}" if day.month <= _MONTHS_WITH_NOUGHT else str(day.month)
    return f"{day:%d} tháng {month} năm {day.year}"


def lower_first(words: str) -> str:
    """Return `words` as they stand within a sentence."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def sentence(words: str) -> str:
    """Return `words` with one full stop at the end."""
    return words.rstrip(" .;,") + "."


def numbered(titles: Iterator[str] | list[str]) -> Iterator[str]:
    """Yield titles with their numbers: "1. Kết quả đạt được"."""
    return (f"{at}. {title}" for at, title in enumerate(titles, 1))
