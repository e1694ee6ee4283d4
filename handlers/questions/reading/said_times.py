"""Which of the times in a sentence are meant: the narrower of two, and that of a report."""

from handlers.base.query import Period
from handlers.questions.reading.activity import SaidTime
from handlers.questions.reading.reports.periodic_reports import ReportMention

_QUARTER = 80  # days


def narrowest(found: tuple[SaidTime, ...], of_report: Period | None) -> tuple[SaidTime, ...]:
    """Return the times without those that hold another: “cuối năm nay … trong tháng 12” is December. That of a report
    tells which one is meant, and has nothing to do with the others.
    """
    others = [one for one in found if one.period != of_report]
    return tuple(
        one
        for one in found
        if one.period == of_report or not any(_holds(one, other) for other in others if other is not one)
    )


def period_of_report(report: ReportMention | None, found: tuple[SaidTime, ...]) -> Period | None:
    """Return the period of a report that is spoken of; None without one."""
    if report is None or report.period:
        return report.period if report else None
    return next((time.period for time in found if _days(time.period) >= _QUARTER), None)


def _days(period: Period) -> int:
    return (period.last - period.first).days if period.first and period.last else 0


def _holds(one: SaidTime, other: SaidTime) -> bool:
    """Return whether one time holds the other, or goes on without an end and meets it: “ra Tết rồi, tháng hai”."""
    first, last = one.period.first, one.period.last
    inner_first, inner_last = other.period.first, other.period.last
    if not (inner_first and inner_last):
        return False
    if not (first and last):
        return (first is None or first <= inner_last) and (last is None or last >= inner_first)
    return first <= inner_first and inner_last <= last and (last - first) > (inner_last - inner_first)
