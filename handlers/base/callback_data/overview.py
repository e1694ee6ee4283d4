"""Buttons of /tonghop: figures, tables, charts, exports."""

from datetime import date

from data.enums import ReportKind
from handlers.base.breakdowns import WHOLE_PLAN
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import AgencyOrAll, Breakdown, Id, Mark, Page, TaskCode


class ShowSummary(Payload, verb="sum"):
    """Button that shows the figures of the plan, or of a part of it."""

    at: Breakdown = WHOLE_PLAN


class ListAgencies(Payload, verb="suma"):
    """Button that shows a page of agencies with their figures, in one plan or in all."""

    page: Page = 0
    plan_id: Id | None = None


class ListLevels(Payload, verb="sumc"):
    """Button that shows the levels of agencies with their figures."""

    plan_id: Id | None = None


class ListSections(Payload, verb="sums"):
    """Button that shows the sections of one plan, or of all, with their figures."""

    plan_id: Id | None = None


class ListQuarters(Payload, verb="sumq"):
    """Button that shows the quarters with their figures, in one plan or in all."""

    plan_id: Id | None = None


class ListLeads(Payload, verb="suml"):
    """Button that shows the agencies that lead sections of one plan, or of all, with the figures of these."""

    plan_id: Id | None = None


class ListTasks(Payload, verb="sumk"):
    """Button that shows a page of the tasks of a part of the plan, with their figures."""

    page: Page = 0
    at: Breakdown = WHOLE_PLAN


class ShowTaskAgencies(Payload, verb="sumt"):
    """Button that shows a page of the agencies that owe a task; `at` is the part of the plan that it was opened
    from.
    """

    page: Page
    code: TaskCode
    at: Breakdown | None = None


class ShowTaskAgenciesOfPlan(Payload, verb="sumt", version=2):
    """Button that shows a page of the agencies that owe a task of one plan, where several plans have its code."""

    page: Page
    plan_id: Id
    code: TaskCode
    at: Breakdown | None = None


class ListUnreachable(Payload, verb="sumu"):
    """Button that shows a page of the agencies at which nobody gets reminders."""

    page: Page = 0


class ListOverdue(Payload, verb="sumv"):
    """Button that shows a page of what is overdue in a part of the plan."""

    page: Page = 0
    at: Breakdown | None = None


class ListDuties(Payload, verb="sumd"):
    """Button that shows a page of all duties of a part of the plan."""

    page: Page = 0
    at: Breakdown = WHOLE_PLAN


class OfferReminders(Payload, verb="urgeof"):
    """Button that shows of what an agency would be reminded now; nothing is sent yet."""

    agency_id: Id


class SendReminders(Payload, verb="urge"):
    """Send the reminders that were shown last, known by their mark."""

    mark: Mark


class ListReported(Payload, verb="sumw"):
    """Button that shows a page of what was reported done and waits for confirmation, in one plan or in all."""

    page: Page = 0
    plan_id: Id | None = None


class ShowCharts(Payload, verb="sump"):
    """Button that shows the charts of an agency, or of all."""

    at: AgencyOrAll = WHOLE_PLAN


class ExportWorkbook(Payload, verb="xlsx"):
    """Button that sends the workbook of an agency, or of all."""

    at: AgencyOrAll = WHOLE_PLAN


class ExportPastWorkbook(Payload, verb="xlsxon"):
    """Button that sends the workbook of an agency, or of all, as of a day that has passed."""

    on: date
    at: AgencyOrAll = WHOLE_PLAN


class AskReportPeriod(Payload, verb="docx"):
    """Button that asks which periodic report of an agency, or of all, is wanted."""

    at: AgencyOrAll = WHOLE_PLAN


class ExportReport(Payload, verb="report"):
    """Button that sends the draft of a periodic report."""

    kind: ReportKind
    at: AgencyOrAll = WHOLE_PLAN
