"""The words around corrected readings: what can be corrected, how it is typed, what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from data.enums import CorrectedField, JudgedBy, Kind
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.corrections import CorrectableTask
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.obligations import AskCorrection, UndoCorrection
from handlers.base.messages import Reply
from handlers.locales import _, marked
from handlers.parsing.corrections import TypedCorrection
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.duties.correction_lines import DAYS, FIELDS, KINDS
from handlers.views.duties.duty_card import card_button

_TITLE_LETTERS = 80
_MINUTES = 15

_EXAMPLES: Mapping[CorrectedField, str] = {
    CorrectedField.DUE_ON: marked("{day} theo 581/BNV-CCHC: báo cáo của tỉnh gửi Bộ Nội vụ"),
    CorrectedField.LEAD: marked("Sở Tài chính theo 581/BNV-CCHC: thuộc chức năng của Sở Tài chính"),
    CorrectedField.KIND: marked("theo 581/BNV-CCHC: làm thường xuyên, không có mốc"),
    CorrectedField.TITLE: marked("Kế hoạch kiểm tra CCHC theo 581/BNV-CCHC: bản in ghi thiếu chữ"),
    CorrectedField.JUDGED_BY: marked("theo 581/BNV-CCHC: yêu cầu gửi đến trước hạn"),
    CorrectedField.COVERED_BY: marked("I.5 theo 581/BNV-CCHC: cùng một báo cáo"),
}


def field_question(duty: DutyLine, task: CorrectableTask) -> Reply:
    """Ask which part of the reading is wrong."""
    asked = _("Kế hoạch ghi: {words}. Anh/chị cần sửa phần nào trong cách đọc?", words=task.label or task.title)
    taps = [button(_(FIELDS[field]), AskCorrection(duty.id, field)) for field in CorrectedField]
    return Reply(_heading(duty), asked, (*arrange_in_rows(taps, 2), (card_button(duty),)))


def kind_question(duty: DutyLine) -> Reply:
    """Ask of which kind the task is."""
    taps = [
        button(_(KINDS[kind]), AskCorrection(duty.id, CorrectedField.KIND, kind))
        for kind in Kind
        if kind != duty.kind
    ]
    said = _("Đang đọc là: {kind}. Đúng ra là loại nào?", kind=_(KINDS[duty.kind]))
    return Reply(_heading(duty), said, (*arrange_in_rows(taps, 2), (card_button(duty),)))


def value_question(
    duty: DutyLine, task: CorrectableTask, field: CorrectedField, dates: Sequence[tuple[int, date]]
) -> Reply:
    """Ask for the right value with the document and the reason."""
    day = formatting.plain_day(task.due_on or date(task.plan_year, 12, 31))
    example = _(_EXAMPLES[field], day=day)
    lines = [_("Gõ giá trị đúng, văn bản làm căn cứ và lý do, trong một tin, ví dụ: {example}", example=example)]
    if field is CorrectedField.KIND:
        lines = [_("Gõ văn bản làm căn cứ và lý do, ví dụ: {example}", example=example)]
    if field is CorrectedField.JUDGED_BY:
        now, then = (_(DAYS[day]) for day in sorted(JudgedBy, key=lambda day: day is not duty.judged_by))
        lines = [
            _("Đang tính đúng hạn {now}; sửa thành {then}.", now=now, then=then),
            _("Gõ văn bản làm căn cứ và lý do, ví dụ: {example}", example=example),
        ]
    if field is CorrectedField.LEAD:
        lines.append(_("Nhiều cơ quan thì cách nhau bằng dấu chấm phẩy."))
    if field is CorrectedField.DUE_ON and len(dates) > 1:
        all_days = ", ".join(formatting.plain_day(due_on) for _id, due_on in dates)
        lines.append(
            _(
                "Một ngày thì sửa hạn {day}; sửa cả {count} hạn ({dates}) thì gõ đủ các ngày, cách nhau bằng dấu "
                "phẩy.",
                day=day,
                count=len(dates),
                dates=all_days,
            )
        )
    return Reply(_heading(duty), "\n".join(lines), ((card_button(duty),),))


def correction_preview(
    duty: DutyLine, field: CorrectedField, value: str, before: str, typed: TypedCorrection
) -> tuple[str, str]:
    """Return the heading and text of a correction, as it will stand in the record."""
    changed = _("{field}: {value}", field=_(FIELDS[field]), value=value)
    if before and before != value:
        changed = _("{field}: {value}, thay cho {before}", field=_(FIELDS[field]), value=value, before=before)
    said = _(
        "{changed}.\nTheo {document}. Lý do: {reason}",
        changed=changed,
        document=typed.document_number,
        reason=typed.reason,
    )
    return _heading(duty), said


def correction_saved(duty: DutyLine, words: str, correction_id: int) -> Reply:
    """Render the saved correction, with a button to take it back."""
    said = _("🔧 Đã sửa cách đọc {code}. {words}", code=formatting.task_code(duty), words=words)
    after = _("Nhắc việc chưa gửi theo cách đọc mới; các cơ quan liên quan được báo.")
    undo = _("Chạm nhầm? Hoàn tác được trong {minutes} phút.", minutes=_MINUTES)
    taps = (button(_("Hoàn tác"), UndoCorrection(correction_id)), button(_("📋 Nhiệm vụ"), ShowDuties()))
    return Reply(body=f"{said}\n{after}\n{undo}", buttons=(taps,))


def correction_undone() -> Reply:
    """Render that a correction was taken back."""
    said = _("↩️ Đã bỏ lần sửa vừa rồi; nhiệm vụ lại theo cách đọc trước đó.")
    return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def undone_words() -> str:
    """Return what stands in the history of a duty whose reading is as it was before."""
    return _("Bỏ lần sửa cách đọc trước.")


def _heading(duty: DutyLine) -> str:
    title = formatting.line_title(duty.title, duty.label, duty.kind, _TITLE_LETTERS)
    return _("🔧 Sửa cách đọc · {code} · {title}", code=formatting.task_code(duty), title=title)
