"""A plan as a workbook: every task, every duty, every agency's figures, every change."""

from data.exports.spreadsheet import Sheet
from data.rules.calendar import WorkingCalendar
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.overview.sheets.agency_sheet import agency_sheet
from handlers.views.overview.sheets.change_sheet import change_sheet
from handlers.views.overview.sheets.duty_sheet import duty_sheet
from handlers.views.overview.sheets.ledger import Ledger, count_ledger
from handlers.views.overview.sheets.task_sheet import task_sheet


def workbook_title(ledger: Ledger) -> str:
    """Return what the workbook holds, in one line."""
    said = [_("Kế hoạch {plan}", plan=", ".join(ledger.plan_numbers))]
    if ledger.agency_name:
        said.append(ledger.agency_name)
    if ledger.period:
        said.append(names.report_period(ledger.period))
    return " · ".join((*said, _("đến {day}", day=formatting.full_day(ledger.today))))


def build_sheets(ledger: Ledger, calendar: WorkingCalendar) -> tuple[Sheet, ...]:
    """Return the sheets; an agency has one and the same unique name on each, and its code.

    The duties are counted at once and read again while their rows are written.
    """
    counted = count_ledger(ledger, calendar)
    nothing = _("Không có nhiệm vụ nào.")
    if ledger.period:
        nothing = _("Không có nhiệm vụ nào đến hạn hoặc hoàn thành trong kỳ.")
    return (
        task_sheet(ledger, counted, nothing),
        duty_sheet(ledger, counted, calendar, nothing),
        agency_sheet(counted, nothing),
        change_sheet(ledger),
    )
