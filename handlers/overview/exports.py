"""Exports of a plan: the workbook and the draft of the periodic report, of one agency or of all.

Permissions are checked in the turn; the rows, which may be hundreds of thousands, are read after it.
"""

from datetime import date

from data.exports import spreadsheet
from data.registry.duties import records
from data.registry.duties.records import Scope
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.rules import report_periods
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import ReportPeriod
from data.store import Session
from handlers.base.callback_data.overview import AskReportPeriod, ExportReport, ExportWorkbook
from handlers.base.messages import Attachment, Reply
from handlers.base.permissions import check_visible_agency, oversees
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.views.overview import exports as view
from handlers.views.overview import periodic_report as report_view
from handlers.views.overview import workbook as workbook_view
from handlers.views.overview.workbook import Ledger
from scheduler.statistics.overview import count_overview
from scheduler.statistics.periodic_report import Report, build_report


def send_workbook(turn: Turn, tapped: ExportWorkbook) -> Reply:
    """Send the workbook of one agency, or of everything that this officer may see."""
    plan, agency = plans.find(turn.session), _get_agency(turn, tapped.at)
    today, calendar, open_registry = turn.today, turn.calendar, turn.open_registry

    def make() -> bytes:
        with open_registry() as session:
            read = read_ledger(session, plan, agency, None, today)
            return spreadsheet.build_workbook(
                workbook_view.workbook_title(read), workbook_view.build_sheets(read, calendar)
            )

    name = view.file_name("xlsx", plan, agency, today)
    return view.workbook_reply(Attachment(name, view.XLSX, make=make), tapped.at)


def ask_report_period(turn: Turn, tapped: AskReportPeriod) -> Reply:
    """Ask which periodic report is wanted."""
    plan = plans.find(turn.session)
    agency = _get_agency(turn, tapped.at)
    return view.report_period_question(plan, agency, report_periods.current(plan, turn.today), at=tapped.at)


def send_report_draft(turn: Turn, tapped: ExportReport) -> Reply:
    """Send the draft of the report of a tapped period."""
    plan, agency = plans.find(turn.session), _get_agency(turn, tapped.at)
    period = report_periods.period(plan, tapped.kind)
    today, calendar, open_registry = turn.today, turn.calendar, turn.open_registry

    def make() -> bytes:
        with open_registry() as session:
            facts = read_periodic_report(session, plan, agency, period, today, calendar)
            return report_view.build_document(facts, agency, plans.get_standing_body(session, plan.id))

    name = view.file_name("docx", plan, agency, today, period)
    return view.report_draft(Attachment(name, view.DOCX, make=make), period, tapped.at)


def read_ledger(
    session: Session,
    plan: PlanFact,
    agency: AgencyFact | None,
    period: ReportPeriod | None,
    today: date,
) -> Ledger:
    """Return the facts of a workbook. Its rows are read while they are written, so `session` must stay open."""
    agency_id = agency.id if agency else None
    scope = Scope(plan.id, agency_id, (period.first, period.last) if period else None)
    return Ledger(
        plan_number=plan.number,
        today=today,
        agency_name=agency.name if agency else "",
        period=period,
        duties=records.list_duties(session, scope),
        changes=records.list_changes(session, scope),
    )


def read_periodic_report(
    session: Session,
    plan: PlanFact,
    agency: AgencyFact | None,
    period: ReportPeriod,
    today: date,
    calendar: WorkingCalendar,
) -> Report:
    """Return the facts of a periodic report as of `today` (Viet Nam)."""
    agency_id = agency.id if agency else None
    counted = count_overview(session, plan, today, calendar, agency_id)
    horizon = report_periods.horizon(plan, period)
    return build_report(counted, period, horizon, records.list_duties(session, Scope(plan.id, agency_id)), calendar)


def _get_agency(turn: Turn, at: Selection) -> AgencyFact | None:
    """Return the agency of a button; for "all" one's own, or None for those who oversee. Raises NotAllowed."""
    asked = at.agency_id
    if asked is None and oversees(turn.me):
        return None
    return agencies.get(turn.session, check_visible_agency(turn, asked or turn.me.agency_id))
