"""The table of tasks of a periodic report: every deadline, who owes it and how it stands. It is the annex of all but
the shortest, which would fill no page.
"""

from collections.abc import Iterator

from data.exports.document import OfficialDocument, Table
from handlers.views.base.formatting import upper_first
from handlers.views.overview.report.levels import count_by_standing, is_told_one_by_one, tell_agencies
from handlers.views.overview.report.narrative import due_text, duty_result
from handlers.views.overview.report.wording import BLANK, lower_first, section_name
from scheduler.statistics.periodic_report import Report, Result

_HEADINGS = ("STT", "Mã", "Nhiệm vụ, sản phẩm", "Cơ quan thực hiện", "Thời hạn", "Kết quả")
_SHORT = 4
"""The number of deadlines up to which the table stands in the report."""
_WIDTHS = (13, 16, 76, 36, 32, 79)


def add_annex(made: OfficialDocument, report: Report, issuer: str, symbol: str) -> None:
    """Add the annex, a table across the page, unless the table is short."""
    if is_short(report):
        return
    year = report.counted.today.year
    made.annex(
        "Phụ lục",
        f"Tình hình thực hiện các nhiệm vụ của Kế hoạch {lower_first(report.counted.plans.latest.title)}",
        f"(Kèm theo Báo cáo số {BLANK}/{symbol} ngày {BLANK} tháng {BLANK} năm {year} của {issuer})",
    )
    made.table(Table(_HEADINGS, _WIDTHS, tuple(_rows(report))))


def is_short(report: Report) -> bool:
    """Tell if the table of tasks stands in the report itself."""
    return len(report.deadlines) <= _SHORT


def short_table(report: Report) -> Table:
    """Return the table of tasks for an upright page, of a report that has few."""
    rows = tuple((of.code, _task(of), _due(of), _result(of, report)) for of in report.deadlines)
    return Table(("Mã", "Nhiệm vụ, sản phẩm", "Thời hạn", "Kết quả"), (16, 67, 30, 52), rows)


def _rows(report: Report) -> Iterator[tuple[str, ...] | str]:
    at = 0
    for part in report.counted.sections:
        yield section_name(part.key, part.name)
        for of in report.deadlines:
            if of.section == part.key:
                at += 1
                yield str(at), of.code, _task(of), _agencies(of), _due(of), _result(of, report)


def _task(of: Result) -> str:
    return f"{of.title}\nSản phẩm: {of.deliverables}" if of.deliverables else of.title


def _due(of: Result) -> str:
    return f"{due_text(of)}\n({of.label})" if of.first_due_on and of.label else due_text(of)


def _agencies(of: Result) -> str:
    if is_told_one_by_one(of):
        return "\n".join(one.duty.agency_short_name for one in of.duties)
    return f"{len(of.duties)} cơ quan, đơn vị: {tell_agencies((one.duty for one in of.duties), of.duties)}"


def _result(of: Result, report: Report) -> str:
    today = report.counted.today
    if len(of.duties) == 1:
        return upper_first(duty_result(of.duties[0], today))
    if is_told_one_by_one(of):
        return "\n".join(f"{one.duty.agency_short_name}: {duty_result(one, today)}" for one in of.duties)
    return "\n".join(count_by_standing(of))
