"""Answers to whoever asks for a file: the page behind a button of /tonghop, with the permissions of that button."""

from data.enums import ReportKind, Role
from handlers.base.callback_data.account import SendCalendar
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.overview import AskReportPeriod, ExportReport, ExportWorkbook, ShowCharts
from handlers.base.permissions import oversees
from handlers.base.query import FileFormat, Intent, Period
from handlers.base.selection import Selection
from handlers.questions.answering.answer import Answer
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import Scope
from handlers.views.questions import files as view

_REPORTS = {3: ReportKind.FIRST_QUARTER, 6: ReportKind.HALF_YEAR, 9: ReportKind.THIRD_QUARTER, 12: ReportKind.YEAR}
"""The reports by the month in which their period ends."""


def answer_export(executor: Executor, scope: Scope) -> Answer:
    """Answer “gửi tôi file excel” with the file itself where it can be sent, else with the button for it."""
    query = scope.query
    file = query.file or FileFormat.WORKBOOK
    code = scope.agency_code or (None if oversees(executor.me) else executor.me.agency_code)
    if executor.me.role is Role.OFFICER and file is not FileFormat.CALENDAR:
        return Answer(Intent.EXPORT, view.refused(), code, query.period, file=file)
    at = Selection(agency_id=scope.agency.id if scope.agency else None, plan_id=executor.plan_id)
    opens = _payload(file, at, query.period)
    return Answer(
        Intent.EXPORT,
        view.offered(scope, file, opens),
        code,
        query.period,
        query.status,
        topic=Context(query),
        file=file,
        opens=opens,
    )


def _payload(file: FileFormat, at: Selection, period: Period | None) -> Payload:
    """Return what the button for the file carries; for a report without its period, that of the question which."""
    match file:
        case FileFormat.WORKBOOK:
            return ExportWorkbook(at)
        case FileFormat.PICTURES:
            return ShowCharts(at)
        case FileFormat.CALENDAR:
            return SendCalendar()
        case FileFormat.REPORT:
            kind = _REPORTS.get(period.last.month) if period and period.last else None
            return ExportReport(kind, at) if kind else AskReportPeriod(at)
