"""Exports of a plan: the workbook and the draft of the periodic report, of one agency or of all.

Permissions are checked in the turn; the rows, which may be hundreds of thousands, are read after it.
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from data.exports import spreadsheet
from data.registry.duties import records, tracking
from data.registry.duties.records import Scope
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope, one_plan, plans_of_id
from data.rules import report_periods
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import ReportPeriod
from data.rules.viet_nam_time import end_of
from data.store import Session
from handlers.base.callback_data.overview import AskReportPeriod, ExportPastWorkbook, ExportReport, ExportWorkbook
from handlers.base.messages import Attachment, OpenRegistry, Reply
from handlers.base.permissions import check_visible_agency, oversees
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.views.overview import exports as view
from handlers.views.overview import workbook as workbook_view
from handlers.views.overview.sheets.ledger import Ledger
from scheduler.statistics.as_of import AsOf, as_of_period, plans_as_of
from scheduler.statistics.overview import count_overview
from scheduler.statistics.periodic_report import Report, build_report

if TYPE_CHECKING:
    from handlers.views.overview.report.head import Issuer


def send_workbook(turn: Turn, tapped: ExportWorkbook) -> Reply:
    """Send the workbook of one agency, or of everything that this officer may see."""
    return _workbook_as_of(turn, tapped.at, None)


def send_past_workbook(turn: Turn, tapped: ExportPastWorkbook) -> Reply:
    """Send the workbook as of a day that has passed."""
    return _workbook_as_of(turn, tapped.at, tapped.on)


def _workbook_as_of(turn: Turn, part: Selection, on: date | None) -> Reply:
    agency = _get_agency(turn, part)
    scope, at = plans_as_of(turn.session, on, turn.today, plan_id=part.plan_id)
    work = partial(_make_workbook, scope=scope, agency=agency, at=at, calendar=turn.calendar)
    name = view.file_name("xlsx", scope, agency, at.day)
    return view.workbook_reply(Attachment(name, view.XLSX, work=work), part, at.day if at.until else None)


def _make_workbook(
    open_registry: OpenRegistry, scope: PlanScope, agency: AgencyFact | None, at: AsOf, calendar: WorkingCalendar
) -> bytes:
    with open_registry() as session:
        read = read_ledger(session, scope, agency, None, at)
        return spreadsheet.build_workbook(
            workbook_view.workbook_title(read), workbook_view.build_sheets(read, calendar)
        )


def ask_report_period(turn: Turn, tapped: AskReportPeriod) -> Reply:
    """Ask which periodic report is wanted; before that of which plan, where several are active."""
    scope, agency = plans_of_id(turn.session, tapped.at.plan_id), _get_agency(turn, tapped.at)
    plan = scope.only
    if plan is None:
        return view.report_plan_question(scope, agency, at=tapped.at)
    begun, current = report_periods.begun(plan, turn.today), report_periods.current(plan, turn.today)
    return view.report_period_question(plan, agency, begun, current, at=tapped.at)


def send_report_draft(turn: Turn, tapped: ExportReport) -> Reply:
    """Send the draft of the report of a tapped period; ask of which plan, where several are active."""
    scope, agency = plans_of_id(turn.session, tapped.at.plan_id), _get_agency(turn, tapped.at)
    plan = scope.only
    if plan is None:
        return view.report_plan_question(scope, agency, at=tapped.at, kind=tapped.kind)
    period = report_periods.period(plan, tapped.kind)
    at = as_of_period(plan, period, None, turn.today)
    work = partial(_make_report, plan=plan, agency=agency, period=period, at=at, calendar=turn.calendar)
    name = view.file_name("docx", scope, agency, at.day, period)
    return view.report_draft(Attachment(name, view.DOCX, work=work), period, tapped.at, at.day)


def _make_report(
    open_registry: OpenRegistry,
    plan: PlanFact,
    agency: AgencyFact | None,
    period: ReportPeriod,
    at: AsOf,
    calendar: WorkingCalendar,
) -> bytes:
    with open_registry() as session:
        return make_report(session, plan, agency, period, at, calendar)


def read_ledger(
    session: Session,
    plan_scope: PlanScope,
    agency: AgencyFact | None,
    period: ReportPeriod | None,
    at: AsOf,
) -> Ledger:
    """Return the facts of a workbook. Its rows are read while they are written, so `session` must stay open."""
    agency_id = agency.id if agency else None
    scope = Scope(plan_scope.ids, agency_id, (period.first, period.last) if period else None, at.until)
    return Ledger(
        plan_numbers=plan_scope.numbers,
        today=at.day,
        agency_name=agency.name if agency else "",
        period=period,
        tasks=records.list_tasks(session, scope),
        list_duties=lambda: records.list_duties(session, scope),
        list_tracking=lambda: tracking.list_tracking(session, scope),
        changes=records.list_changes(session, scope),
    )


def make_report(
    session: Session,
    plan: PlanFact,
    agency: AgencyFact | None,
    period: ReportPeriod,
    at: AsOf,
    calendar: WorkingCalendar,
) -> bytes:
    """Return the draft of a periodic report as of a day as a Word file."""
    from handlers.views.overview import periodic_report as report_view  # late: python-docx and lxml take 7 MB

    facts = read_periodic_report(session, plan, agency, period, at, calendar)
    return report_view.build_document(facts, read_issuer(session, plan, agency))


def read_periodic_report(
    session: Session,
    plan: PlanFact,
    agency: AgencyFact | None,
    period: ReportPeriod,
    at: AsOf,
    calendar: WorkingCalendar,
) -> Report:
    """Return the facts of a periodic report as of a day."""
    scope = Scope([plan.id], agency.id if agency else None, until=at.until)
    counted = count_overview(session, one_plan(plan), at.day, calendar, scope.agency_id, until=at.until)
    told = tracking.list_tracking(session, scope, end_of(at.day))
    duties = tracking.beside(records.list_duties(session, scope), told)
    fields, horizon = plans.get_section_titles(session, plan.id), report_periods.horizon(plan, period)
    return build_report(counted, fields, period, horizon, duties, calendar)


def read_issuer(session: Session, plan: PlanFact, agency: AgencyFact | None) -> "Issuer":
    """Return who writes the report, by the directory of agencies."""
    from handlers.views.overview.report.head import Issuer

    body = plans.get_standing_body(session, plan.id)
    if agency is None:
        return Issuer(standing_body=body)
    above = agencies.get(session, agency.parent_id).name if agency.parent_id else ""
    return Issuer(agency, agencies.list_aliases(session, agency.id), above, body)


def _get_agency(turn: Turn, at: Selection) -> AgencyFact | None:
    """Return the agency of a button; for "all" one's own, or None for those who oversee. Raises NotAllowed."""
    asked = at.agency_id
    if asked is None and oversees(turn.me):
        return None
    return agencies.get(turn.session, check_visible_agency(turn, asked or turn.me.agency_id))
