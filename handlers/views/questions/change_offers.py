"""Questions back to a sentence that asks for a change: nothing changes before a tap."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.rules.calendar import WorkingCalendar
from handlers.base.callback_data.account import AskSnooze, SnoozeDuty
from handlers.base.callback_data.changes import AskExtension, SetPercent
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.messages import Reply
from handlers.base.query import Intent, Query
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.duties.duty_card import deadline_text
from handlers.views.questions.report_offers import percent_payload, report_payload
from handlers.views.questions.rows import BUTTONS_A_ROW, ROWS, code_labels, more_lines, row_text, title_text

_DONE = 100
_TITLE_LETTERS = 48


class ReportRow(Protocol):
    """A report as far as its words need to know it; `doubt` is why what was typed is no document."""

    # Read-only properties: a frozen dataclass has no settable attributes.
    @property
    def duty(self) -> DutyLine: ...
    @property
    def duties(self) -> tuple[DutyLine, ...]: ...
    @property
    def percent(self) -> int: ...
    @property
    def document(self) -> Document | None: ...
    @property
    def note(self) -> str: ...
    @property
    def doubt(self) -> str: ...
    @property
    def is_complete(self) -> bool: ...


def reports_question(reports: Sequence[ReportRow], unread: Sequence[str], today: date) -> Reply:
    """Render several reports of one message as they would be saved, each with a button of its own."""
    taps = [
        button(code, SetPercent(duty.id, duty.version, one.percent))
        if one.percent < _DONE and not one.note
        else button(code, ShowDuty(duty.id))
        for one in reports
        for duty, code in zip(one.duties, code_labels(one.duties, today), strict=True)
    ]
    lines = [*(report_line(one, today) for one in reports), *unread, _("Chưa có gì được ghi.")]
    return Reply(reports_heading(len(reports)), "\n".join(lines), tuple(arrange_in_rows(taps, BUTTONS_A_ROW)))


def reports_heading(count: int) -> str:
    """Return how many reports a message makes."""
    return _("Tin của anh/chị có {count} báo cáo", count=count)


def report_line(report: ReportRow, today: date) -> str:
    """Return a report as it would be saved, or what is missing; of several deadlines, the question which is meant."""
    row = report.duty
    mark, said = _as_saved(report)
    if len(report.duties) == 1:
        return f"{mark} {formatting.task_code(row)}  {title_text(row)} · {said}"
    title = f"{formatting.task_code(row)}  {formatting.shorten(row.title, _TITLE_LETTERS)}"
    days = [deadline_name(duty, today) for duty in report.duties]
    return f"❓ {title} · {said}\n" + _("Của mốc nào: {days}?", days=", ".join(days))


def _as_saved(report: ReportRow) -> tuple[str, str]:
    """Return the sign of a report, and what would be saved of it, or is missing."""
    if report.percent < _DONE:
        note = " · " + _("ghi chú: {note}", note=report.note) if report.note else ""
        return "✏️", f"{report.percent}%{note}"
    if report.document and report.document.number and report.document.issued_on:
        return "✅", formatting.document_line(report.document.number, report.document.issued_on)
    if report.document:
        return "✅", formatting.no_document(report.document.none_because or "")
    return "⚠️", report.doubt or _("còn thiếu số và ngày văn bản, gõ riêng sau.")


def deadline_name(duty: DutyLine, today: date) -> str:
    """Return which of several deadlines of a task is meant: its day, or its words in the plan where it has none."""
    return formatting.day_month(duty.due_on, today) if duty.due_on else duty.label


def unread_part(part: str) -> str:
    """Return that a part of a message was not understood."""
    return _("Chưa hiểu: “{part}”.", part=formatting.shorten(part, 80))


def not_one_duty(code: str, count: int) -> str:
    """Return that nothing can be reported under a code, or that it does not say which of several dates is meant."""
    if count:
        return _("{code} có {count} mốc chưa xong, anh/chị báo riêng từng mốc.", code=code, count=count)
    return _("{code}: cơ quan anh/chị không có việc này hoặc đã báo xong.", code=code)


def reported_twice(code: str) -> str:
    """Return that two parts of a message report one task."""
    return _("{code} được nêu hai lần nên chưa ghi lần nào.", code=code)


def which_one(
    rows: Sequence[DutyLine], query: Query, today: date, calendar: WorkingCalendar, document: Document | None
) -> Reply:
    """Ask which of several duties is meant; the button goes on as the sentence would have."""
    asked = {
        Intent.REPORT_PROGRESS: _("Anh/chị báo việc nào đã xong?"),
        Intent.EXTEND: _("Anh/chị xin gia hạn việc nào?"),
        Intent.SNOOZE: _("Nhắc lại việc nào?"),
        Intent.UNDO: _("Anh/chị muốn hoàn tác việc nào?"),
    }[query.intent]
    if query.percent is not None:
        asked = _("Anh/chị muốn ghi {percent}% cho việc nào?", percent=query.percent)
    lines = [*(row_text(row, today, calendar) for row in rows[:ROWS]), *more_lines(len(rows))]
    lines.append(_("Tin này có {count} việc; chưa có gì thay đổi.", count=len(rows)))
    codes = code_labels(rows[:ROWS], today)
    taps = [button(code, _chosen(row, query, document)) for row, code in zip(rows[:ROWS], codes, strict=True)]
    return Reply(asked, "\n".join(lines), tuple(arrange_in_rows(taps, BUTTONS_A_ROW)))


def nothing_meant() -> Reply:
    """Render that the message replied to is about nothing that can be updated."""
    said = _(
        "Tôi không tìm thấy việc nào của cơ quan anh/chị còn cập nhật được trong tin này. "
        "Anh/chị gõ kèm mã nhiệm vụ, ví dụ: II.3 xong rồi."
    )
    return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def _chosen(row: DutyLine, query: Query, document: Document | None) -> Payload:
    match query.intent:
        case Intent.REPORT_PROGRESS if query.percent is not None:
            return percent_payload(row, query.percent, query.note)
        case Intent.REPORT_PROGRESS:
            return report_payload(row, document)
        case Intent.EXTEND if row.due_on:
            return AskExtension(row.id, query.day)
        case Intent.SNOOZE if row.due_on:
            return SnoozeDuty(row.id, query.day) if query.day else AskSnooze(row.id)
    return ShowDuty(row.id)


def snooze_question(rows: Sequence[DutyLine], day: date | None, today: date, calendar: WorkingCalendar) -> Reply:
    """Ask whether to put a duty off until `day`; without a day, the button asks for it."""
    lines = [
        *(row_text(row, today, calendar) for row in rows[:ROWS]),
        *more_lines(len(rows)),
        _("Chưa có gì thay đổi; chạm để đồng ý."),
    ]
    codes = code_labels(rows[:ROWS], today)
    taps = [
        button(f"💤 {code}", SnoozeDuty(row.id, day) if day else AskSnooze(row.id))
        for row, code in zip(rows, codes, strict=False)
    ]
    if len(rows) == 1 and day:
        asked = _("Nhắc lại {code} vào {day}?", code=formatting.task_code(rows[0]), day=formatting.full_day(day))
    elif len(rows) == 1:
        asked = _("Nhắc lại {code} vào ngày khác?", code=formatting.task_code(rows[0]))
    else:
        asked = _("Nhắc lại việc nào vào {day}?", day=formatting.full_day(day)) if day else _("Nhắc lại việc nào?")
    return Reply(asked, "\n".join(lines), tuple(arrange_in_rows(taps, BUTTONS_A_ROW)))


def extension_question(rows: Sequence[DutyLine], day: date | None, today: date, calendar: WorkingCalendar) -> Reply:
    """Ask whether to request a later deadline; the button asks for the reason, and for the date if `day` is None."""
    lines = []
    for row in rows[:ROWS]:
        due = deadline_text(row.due_on, row.kind, today, calendar, open_=True, first=row.first_due_on)
        lines.append(f"{formatting.task_code(row)} · {title_text(row)}\n  " + _("Hạn: {deadline}", deadline=due))
    asked = _("Anh/chị muốn xin gia hạn {code}?", code=formatting.task_code(rows[0]))
    if day:
        asked = _(
            "Anh/chị muốn xin gia hạn {code} đến {day}?",
            code=formatting.task_code(rows[0]),
            day=formatting.full_day(day),
        )
    to_type = (
        _("Chưa có gì thay đổi; chạm nút rồi gõ lý do.")
        if day
        else _("Chưa có gì thay đổi; chạm nút rồi gõ ngày xin gia hạn và lý do.")
    )
    lines += [*more_lines(len(rows)), to_type]
    codes = code_labels(rows[:ROWS], today)
    taps = [button(f"🕓 {code}", AskExtension(row.id, day)) for row, code in zip(rows, codes, strict=False)]
    return Reply(asked, "\n".join(lines), tuple(arrange_in_rows(taps, BUTTONS_A_ROW)))
