"""Buttons of /tonghop: figures, tables, pictures, exports."""

from data.enums import ReportKind
from handlers.base.breakdowns import WHOLE_PLAN
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import AgencyOrAll, Breakdown, Page, TaskCode


class ShowSummary(Payload, verb="sum"):
    """The figures of the plan, or of a part of it."""

    at: Breakdown = WHOLE_PLAN


class ListAgencies(Payload, verb="suma"):
    """A page of agencies with their figures."""

    page: Page = 0


class ListSections(Payload, verb="sums"):
    """The sections with their figures."""


class ListQuarters(Payload, verb="sumq"):
    """The quarters with their figures."""


class ListLeads(Payload, verb="suml"):
    """The agencies that lead sections, with the figures of these."""


class ListTasks(Payload, verb="sumk"):
    """A page of the tasks of a part of the plan, with their figures."""

    page: Page = 0
    at: Breakdown = WHOLE_PLAN


class ShowTaskAgencies(Payload, verb="sumt"):
    """A page of the agencies that owe a task, and the part of the plan from which one came."""

    page: Page
    code: TaskCode
    at: Breakdown | None = None


class ListUnreachable(Payload, verb="sumu"):
    """A page of the agencies at which nobody gets reminders."""

    page: Page = 0


class ListOverdue(Payload, verb="sumv"):
    """A page of what is overdue in a part of the plan."""

    page: Page = 0
    at: Breakdown | None = None


class ListDuties(Payload, verb="sumd"):
    """A page of all duties of a part of the plan."""

    page: Page = 0
    at: Breakdown = WHOLE_PLAN


class ListReported(Payload, verb="sumw"):
    """A page of what was reported done and waits for confirmation."""

    page: Page = 0


class ShowCharts(Payload, verb="sump"):
    """The pictures of an agency, or of all."""

    at: AgencyOrAll = WHOLE_PLAN


class ExportWorkbook(Payload, verb="xlsx"):
    """The workbook of an agency, or of all."""

    at: AgencyOrAll = WHOLE_PLAN


class AskReportPeriod(Payload, verb="docx"):
    """Ask which periodic report of an agency, or of all, is wanted."""

    at: AgencyOrAll = WHOLE_PLAN


class ExportReport(Payload, verb="report"):
    """The draft of a periodic report."""

    kind: ReportKind
    at: AgencyOrAll = WHOLE_PLAN
