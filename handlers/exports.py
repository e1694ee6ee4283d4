"""A plan handed out: the workbook and the draft of the periodic report, of one agency or of all.

Who may have it is asked in the turn; the rows, which may be hundreds of thousands, are read after it.
"""

from datetime import date

from data.exports import spreadsheet
from data.registry import agencies, plans, records
from data.registry.agencies import AgencyFact
from data.registry.plans import PlanFact
from data.registry.records import Scope
from data.store import Session
from data.words import ReportKind
from handlers.access import oversees, visible_agency
from handlers.conversation import Attachment, Reply
from handlers.cuts import Cut
from handlers.turn import Turn
from handlers.views import exports as view
from handlers.views import report as report_view
from handlers.views import workbook as workbook_view
from handlers.views.workbook import Ledger
from scheduler import report_periods
from scheduler.calendar import WorkingCalendar
from scheduler.figures import overview
from scheduler.report_periods import ReportPeriod
from scheduler.reporting import Report, report


def workbook(turn: Turn, value: str) -> Reply:
    """A button "Excel": "all" is everything this officer may see, "a17" one agency."""
    plan, agency = plans.find(turn.session), _agency(turn, value)
    today, calendar, look = turn.today, turn.calendar, turn.look

    def make() -> bytes:
        with look() as session:
            read = ledger(session, plan, agency, None, today)
            return spreadsheet.content(workbook_view.title(read), workbook_view.sheets(read, calendar))

    name = view.file_name("xlsx", plan, agency, today)
    return view.workbook(Attachment(name, view.XLSX, make=make), up=f"sum:{value}")


def periods(turn: Turn, value: str) -> Reply:
    """A button "Word": which report?"""
    plan = plans.find(turn.session)
    agency = _agency(turn, value)
    return view.periods(plan, agency, report_periods.current(plan, turn.today), at=value)


def draft(turn: Turn, value: str) -> Reply:
    """A button of a period: "q1:all", "year:a17"."""
    kind, _, at = value.partition(":")
    plan, agency = plans.find(turn.session), _agency(turn, at)
    period = report_periods.period(plan, ReportKind(kind))
    today, calendar, look = turn.today, turn.calendar, turn.look

    def make() -> bytes:
        with look() as session:
            facts = periodic(session, plan, agency, period, today, calendar)
            return report_view.document(facts, agency, plans.standing_body(session, plan.id))

    name = view.file_name("docx", plan, agency, today, period)
    return view.draft(Attachment(name, view.DOCX, make=make), period, up=f"sum:{at}")


def ledger(
    session: Session,
    plan: PlanFact,
    agency: AgencyFact | None,
    period: ReportPeriod | None,
    today: date,
) -> Ledger:
    """What goes into a workbook. Its rows are read while they are written, as long as `session` is open."""
    agency_id = agency.id if agency else None
    scope = Scope(plan.id, agency_id, (period.first, period.last) if period else None)
    return Ledger(
        plan_number=plan.number,
        today=today,
        agency_name=agency.name if agency else "",
        period=period,
        duties=records.duties(session, scope),
        changes=records.changes(session, scope),
    )


def periodic(
    session: Session,
    plan: PlanFact,
    agency: AgencyFact | None,
    period: ReportPeriod,
    today: date,
    calendar: WorkingCalendar,
) -> Report:
    """What a periodic report says, as of `today`."""
    agency_id = agency.id if agency else None
    counted = overview(session, plan, today, calendar, agency_id)
    horizon = report_periods.horizon(plan, period)
    return report(counted, period, horizon, records.duties(session, Scope(plan.id, agency_id)), calendar)


def _agency(turn: Turn, value: str) -> AgencyFact | None:
    """The agency of a button; for "all" one's own, or None for who oversees. Raises NotAllowed."""
    asked = Cut.decode(value).agency_id
    if asked is None and oversees(turn.me):
        return None
    return agencies.by_id(turn.session, visible_agency(turn, asked or turn.me.agency_id))
