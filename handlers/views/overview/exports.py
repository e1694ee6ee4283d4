"""Handing out a plan: the buttons for it, and what is said beside the file."""

from datetime import date

from data.enums import ReportKind
from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.rules.report_periods import ReportPeriod, period
from handlers.base.messages import Attachment, Button, Reply
from handlers.locales import _
from handlers.views.base import formatting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def buttons(at: str) -> tuple[Button, ...]:
    """The ways out of figures; `at` is the part of the plan that they are of, "all" or "a17"."""
    return (Button("Excel", f"xlsx:{at}"), Button("Word", f"docx:{at}"))


def file_name(
    extension: str, plan: PlanFact, agency: AgencyFact | None, today: date, of: ReportPeriod | None = None
) -> str:
    """What a file is called in a folder of downloads: "175-KH-UBND-stp-q1-2024-02-26.docx"."""
    number = plan.number.replace("/", "-")
    parts = [number, agency.code if agency else "", of.kind if of else "", today.isoformat()]
    return "-".join(filter(None, parts)) + f".{extension}"


def workbook(attached: Attachment, up: str) -> Reply:
    """The workbook in the chat."""
    said = _("📗 Bảng Excel gồm ba trang: phần việc, cơ quan, lịch sử. Số liệu tính đến hôm nay.")
    return Reply(body=said, buttons=((_up(up),),), files=(attached,))


def periods(plan: PlanFact, agency: AgencyFact | None, current: ReportPeriod, at: str) -> Reply:
    """Which periodic report? The one being written now is marked."""
    taps = []
    for kind in ReportKind:
        of = period(plan, kind)
        mark = "➤ " if of == current else ""
        taps.append(Button(mark + formatting.report_period(of), f"report:{kind}:{at}"))
    asked = _(
        "Dự thảo báo cáo định kỳ, thể thức theo Nghị định 30/2020/NĐ-CP. Chọn kỳ báo cáo.\nKỳ đang làm: {period}, số"
        " liệu từ {first} đến {last}, nộp chậm nhất {due}.",
        period=formatting.report_period(current),
        first=formatting.plain_day(current.first),
        last=formatting.plain_day(current.last),
        due=formatting.full_day(current.due_on),
    )
    heading = "📘 " + (agency.name if agency else _("KH {plan}", plan=plan.number))
    return Reply(heading, asked, (tuple(taps[:2]), tuple(taps[2:]), (_up(f"sum:{at}"),)), replaces=True)


def draft(attached: Attachment, of: ReportPeriod, up: str) -> Reply:
    """The draft in the chat."""
    said = _(
        "📘 Dự thảo báo cáo {period}. Số, ngày và chữ ký để trống; phần kiến nghị do cơ quan viết.",
        period=formatting.report_period(of),
    )
    return Reply(body=said, buttons=((_up(up),),), files=(attached,))


def _up(value: str) -> Button:
    return Button(_("‹ Tổng hợp"), value)
