"""The words around exemptions: how one is proposed or decided, what a supervisor decides on."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.exemptions import ExemptionRequest
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.obligations import (
    AgreeToExemption,
    AskExemptionRefusal,
    ShowExemption,
    ShowExemptions,
)
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, page_buttons, slice_page
from handlers.views.duties.duty_card import card_button

_TITLE_LETTERS = 80
_REASON_LETTERS = 60
_LINE_LETTERS = 40


def exemption_question(duty: DutyLine, today: date) -> Reply:
    """Ask a supervisor for the reason and the document of an exemption."""
    asked = _(
        "{agency} không phải thực hiện việc này vì sao, theo văn bản nào? Gõ lý do rồi số và ngày văn bản, trong một "
        "tin, ví dụ: không phát sinh nhiệm vụ, 45/SNV-CCHC {day}",
        agency=duty.agency_short_name,
        day=formatting.plain_day(today),
    )
    after = _("Việc này sẽ không nhắc, không tính vào số phải làm nữa.")
    return Reply(_heading(duty), f"{asked}\n{after}", ((card_button(duty),),))


def wish_question(duty: DutyLine) -> Reply:
    """Ask an officer of the agency for the reason of their proposal."""
    asked = _(
        "Vì sao cơ quan anh/chị không phải thực hiện việc này? Gõ lý do, ví dụ: không thuộc chức năng của Sở theo "
        "Quyết định 12/2022/QĐ-UBND; hoặc: năm nay không phát sinh."
    )
    after = _("Giám sát sẽ xem xét; chưa được đồng ý thì việc vẫn giữ nguyên.")
    return Reply(_heading(duty), f"{asked}\n{after}", ((card_button(duty),),))


def exemption_preview(duty: DutyLine, reason: str, number: str, issued_on: date) -> tuple[str, str]:
    """Return the heading and text of an exemption, as it will stand in the record."""
    said = _(
        "{agency} không phải thực hiện {code}.\nLý do: {reason}\n{document}",
        agency=duty.agency_short_name,
        code=formatting.task_code(duty),
        reason=reason,
        document=formatting.document_line(number, issued_on),
    )
    return _heading(duty), said


def wish_preview(duty: DutyLine, reason: str) -> tuple[str, str]:
    """Return the heading and text of a proposal of the agency, as they will stand in the record."""
    said = _(
        "Đề nghị không tính {code} cho {agency}.\nLý do: {reason}",
        code=formatting.task_code(duty),
        agency=duty.agency_short_name,
        reason=reason,
    )
    return _heading(duty), said


def refusal_preview(duty: DutyLine, reason: str) -> tuple[str, str]:
    """Return the heading and text of a refusal, as it will stand in the record."""
    said = _(
        "Từ chối đề nghị không tính {code} của {agency}.\nLý do: {reason}",
        code=formatting.task_code(duty),
        agency=duty.agency_short_name,
        reason=reason,
    )
    return _heading(duty, "↩️"), said


def owed_again_preview(duty: DutyLine, reason: str) -> tuple[str, str]:
    """Return the heading and text of an exemption that is taken back, as it will stand in the record."""
    said = _(
        "Giao lại {code} cho {agency}.\nLý do: {reason}",
        code=formatting.task_code(duty),
        agency=duty.agency_short_name,
        reason=reason,
    )
    return _heading(duty, "↩️"), said


def refusal_question(duty: DutyLine) -> Reply:
    """Ask why a proposal is refused."""
    asked = _("Gõ lý do để cơ quan biết vì sao vẫn phải thực hiện.")
    return Reply(_heading(duty, "↩️"), asked, ((card_button(duty),),))


def owed_again_question(duty: DutyLine) -> Reply:
    """Ask why an exemption is taken back."""
    asked = _("Gõ lý do giao lại việc này. Cơ quan được báo ngay và lại được nhắc theo hạn.")
    return Reply(_heading(duty, "↩️"), asked, ((card_button(duty),),))


def request_card(duty: DutyLine, request: ExemptionRequest, today: date, *, judges: bool) -> Reply:
    """Render a proposal with its reason; a reader who `judges` gets buttons to decide."""
    lines = [formatting.shorten(duty.title, _TITLE_LETTERS)]
    if duty.due_on:
        lines.append(
            _(
                "Hạn: {deadline}",
                deadline=f"{formatting.full_day(duty.due_on)} · {formatting.days_left(duty.due_on, today)}",
            )
        )
    lines.append(_("Lý do: {reason}", reason=request.reason))
    lines.append(
        _("Người đề nghị: {name}, {moment}", name=request.asked_by, moment=formatting.moment(request.asked_at, today))
    )
    taps = (
        button(_("➖ Đồng ý không tính"), AgreeToExemption(duty.id, duty.version)),
        button(_("↩️ Từ chối"), AskExemptionRefusal(duty.id, duty.version)),
    )
    return Reply(
        _(
            "➖ Đề nghị không tính · {code} · {agency}",
            code=formatting.task_code(duty),
            agency=duty.agency_short_name,
        ),
        "\n".join(lines),
        (*((taps,) if judges else ()), (card_button(duty),)),
    )


def waiting_requests(rows: Sequence[tuple[DutyLine, str]], page: int) -> Reply:
    """Render a page of proposals, each with its reason."""
    shown, page, pages = slice_page(rows, page)
    heading = _("➖ Đề nghị không tính chờ xem xét ({count})", count=len(rows))
    body = "\n".join(request_line(duty, reason) for duty, reason in shown)
    taps = arrange_in_rows([request_button(duty) for duty, _reason in shown], 2)
    back = (button(_("‹ Tổng hợp"), ShowSummary()), *page_buttons(ShowExemptions, page, pages))
    return Reply(heading, body or _("Không còn đề nghị nào chờ xem xét."), (*taps, back), replaces=True)


def request_line(duty: DutyLine, reason: str) -> str:
    """Return a proposal as a row of a list."""
    agency = formatting.shorten(duty.agency_short_name, _LINE_LETTERS)
    return f"➖ {formatting.task_code(duty)}  {agency} · {formatting.shorten(reason, _REASON_LETTERS)}"


def request_button(duty: DutyLine) -> Button:
    """Return the button that opens a proposal."""
    return button(
        "➖ " + formatting.code_with_agency(formatting.task_code(duty), duty.agency_short_name),
        ShowExemption(duty.id),
    )


def _heading(duty: DutyLine, icon: str = "➖") -> str:
    title = formatting.line_title(duty.title, duty.label, duty.kind, _TITLE_LETTERS)
    return f"{icon} {formatting.task_code(duty)} · {duty.agency_short_name} · {title}"
