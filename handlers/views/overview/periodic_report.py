"""The draft of a periodic report on a plan, in the outline that offices use, with the table of tasks as its annex.

It is an official document (Nghị định 30/2020/NĐ-CP) and so Vietnamese, whatever language the bot speaks. What only a
person can say is left blank and marked.
"""

from data.exports.document import OfficialDocument
from handlers.views.overview.report import head
from handlers.views.overview.report.annex import add_annex
from handlers.views.overview.report.assessment import add_assessment
from handlers.views.overview.report.direction import add_direction
from handlers.views.overview.report.directions import add_directions
from handlers.views.overview.report.head import Issuer
from handlers.views.overview.report.results import add_results
from scheduler.statistics.periodic_report import Report


def build_document(report: Report, issuer: Issuer) -> bytes:
    """Build the report of the plan's issuer, or of one agency, as a Word file."""
    plan = report.counted.plans.latest
    letterhead = head.letterhead(plan, issuer)
    made = OfficialDocument(letterhead, "Báo cáo", head.subject(report), report.counted.today.year)
    made.say(head.opening(report, issuer))
    add_direction(made, report)
    add_results(made, report)
    add_assessment(made, report)
    add_directions(made, report)
    made.say(head.closing(report, issuer))
    made.close(head.recipients(plan, issuer), head.signatory(plan, issuer))
    add_annex(made, report, head.issuer_name(plan, issuer), letterhead.symbol)
    return made.content()
