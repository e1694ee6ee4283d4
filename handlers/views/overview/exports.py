"""Exports of a plan: the buttons for them, and the text beside the file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.enums import ReportKind
from data.registry.office.agencies import AgencyFact
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from data.rules.report_periods import ReportPeriod
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.overview import AskReportPeriod, ExportReport, ExportWorkbook, ShowSummary
from handlers.base.messages import Attachment, Button, Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting, names

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def export_buttons(at: Selection) -> tuple[Button, ...]:
    """Return the buttons that export the figures of `at`: an agency, or the whole plan."""
    return (button("Excel", ExportWorkbook(at)), button("Word", AskReportPeriod(at)))


def file_name(
    extension: str, scope: PlanScope, agency: AgencyFact | None, today: date, of: ReportPeriod | None = None
) -> str:
    """Return the name of an exported file: "175-KH-UBND-stp-q1-2024-02-26.docx".

    Of several plans it has their number: "2-ke-hoach-2024-02-26.xlsx".
    """
    number = scope.only.number.replace("/", "-") if scope.only else f"{len(scope.plans)}-ke-hoach"
    parts = [number, agency.code if agency else "", of.kind if of else "", today.isoformat()]
    return "-".join(filter(None, parts)) + f".{extension}"


def workbook_reply(attached: Attachment, at: Selection, on: date | None = None) -> Reply:
    """Render the workbook in the chat, as of today or of a day that has passed."""
    said = (
        _(
            "📗 Bảng Excel gồm bốn trang: nhiệm vụ, theo dõi, cơ quan, lịch sử. Số liệu đến hết ngày {day}.",
            day=formatting.plain_day(on),
        )
        if on
        else _("📗 Bảng Excel gồm bốn trang: nhiệm vụ, theo dõi, cơ quan, lịch sử. Số liệu tính đến hôm nay.")
    )
    return Reply(body=said, buttons=((_back_button(at),),), files=(attached,))


def report_period_question(
    plan: PlanFact, agency: AgencyFact | None, begun: Sequence[ReportPeriod], current: ReportPeriod, at: Selection
) -> Reply:
    """Ask which periodic report is wanted, of the periods that have `begun`; the `current` one is marked."""
    taps = []
    for of in begun:
        mark = "➤ " if of == current else ""
        taps.append(button(mark + names.report_period(of), ExportReport(of.kind, at)))
    asked = _(
        "Dự thảo báo cáo định kỳ, thể thức theo Nghị định 30/2020/NĐ-CP. Chọn kỳ báo cáo.\nKỳ đang làm: {period}, số"
        " liệu từ {first} đến {last}, nộp chậm nhất {due}.",
        period=names.report_period(current),
        first=formatting.plain_day(current.first),
        last=formatting.plain_day(current.last),
        due=formatting.full_day(current.due_on),
    )
    heading = "📘 " + (agency.name if agency else _("KH {plan}", plan=plan.number))
    return Reply(heading, asked, (*_in_pairs(taps), (_back_button(at),)), replaces=True)


def report_plan_question(
    scope: PlanScope, agency: AgencyFact | None, at: Selection, kind: ReportKind | None = None
) -> Reply:
    """Ask of which plan the periodic report is wanted; `kind` is the period, where one was named."""
    chosen = [replace(at, plan_id=plan.id) for plan in scope.plans]
    opens = [ExportReport(kind, one) if kind else AskReportPeriod(one) for one in chosen]
    taps = [(button(_("KH {plan}", plan=plan.number), to),) for plan, to in zip(scope.plans, opens, strict=True)]
    asked = _("Báo cáo định kỳ là của từng kế hoạch. Anh/chị chọn kế hoạch.")
    heading = "📘 " + (agency.name if agency else _("{count} kế hoạch", count=len(scope.plans)))
    return Reply(heading, asked, (*taps, (_back_button(at),)), replaces=True)


def report_draft(attached: Attachment, of: ReportPeriod, at: Selection, on: date) -> Reply:
    """Render the draft of a report in the chat, with the day of its figures."""
    said = _(
        "📘 Dự thảo báo cáo {period}, số liệu đến hết ngày {day}. Số, ngày, chữ ký để trống; chỗ tô vàng do cơ quan"
        " bổ sung.",
        period=names.report_period(of),
        day=formatting.plain_day(on),
    )
    return Reply(body=said, buttons=((_back_button(at),),), files=(attached,))


def _in_pairs(taps: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(taps[at : at + 2]) for at in range(0, len(taps), 2)]


def _back_button(at: Selection) -> Button:
    return button(_("‹ Tổng hợp"), ShowSummary(at))
