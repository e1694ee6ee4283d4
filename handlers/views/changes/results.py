"""The words around results of continuous duties: for which period, what is asked, what will stand in the report."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.rules.report_periods import ReportPeriod
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.obligations import AskResult
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.base.paging import arrange_in_rows
from handlers.views.duties.duty_card import card_button

_TITLE_LETTERS = 80


def result_question(duty: DutyLine, period: ReportPeriod, others: Sequence[ReportPeriod], today: date) -> Reply:
    """Ask for the result of a period; the `others` can be chosen instead."""
    asked = _(
        "Việc thường xuyên: mỗi kỳ báo cáo một kết quả, không đóng cho cả năm. Gõ kết quả {period} (từ {first} đến "
        "{last}), có số liệu, ví dụ: 14 quyết định, 112 TTHC được công bố. Có tệp thì gửi kèm, ghi kết quả "
        "ở chú thích.",
        period=names.report_period(period),
        first=formatting.day_month(period.first, today),
        last=formatting.day_month(period.last, today),
    )
    taps = [button(f"📊 {names.report_period(one)}", AskResult(duty.id, one.kind)) for one in others]
    return Reply(_heading(duty), asked, (*arrange_in_rows(taps, 2), (card_button(duty),)))


def result_preview(duty: DutyLine, period: ReportPeriod, text: str, files: int) -> tuple[str, str]:
    """Return the heading and text of a result, as it will stand in the record."""
    said = _(
        "Kết quả {period} của {code}: {text}",
        period=names.report_period(period),
        code=formatting.task_code(duty),
        text=text,
    )
    if files:
        said += "\n" + _("kèm {count} tệp", count=files)
    return _heading(duty), said


def _heading(duty: DutyLine) -> str:
    return f"📊 {formatting.task_code(duty)} · {formatting.shorten(duty.title, _TITLE_LETTERS)}"
