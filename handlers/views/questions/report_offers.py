"""Questions back to a sentence that reports a duty: nothing changes before a tap."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.rules.calendar import WorkingCalendar
from handlers.base.callback_data.changes import AskDocument, PercentTyped, ReportTyped, SetPercent
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Reply
from handlers.base.proposal import mark_document, mark_note
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.questions.rows import BUTTONS_A_ROW, ROWS, code_labels, more_lines, row_text

_PERCENTS_A_ROW = 2


def report_question(
    rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar, document: Document | None, doubt: str
) -> Reply:
    """Ask whether a duty is done; with several open deadlines under the code, which one.

    With a `document` one tap saves the whole report; `doubt` says why what was typed cannot be one.
    """
    code = formatting.task_code(rows[0])
    proof = _proof_lines(document, doubt)
    if len(rows) == 1:
        row = rows[0]
        done = button(_("✅ Đã xong"), report_payload(row, document))
        taps = (done, button(_("Xem {code}", code=code), ShowDuty(row.id)))
        body = [formatting.shorten(row.title, 120), *proof, _tap_saves() if document else _tap_asks_document()]
        return Reply(_("Anh/chị muốn báo {code} đã xong?", code=code), "\n".join(body), (taps,))
    asked = _("{code} có {count} mốc chưa xong. Anh/chị muốn báo mốc nào đã xong?", code=code, count=len(rows))
    if any(formatting.task_code(row) != code for row in rows):
        asked = _("Có {count} nhiệm vụ chưa xong như vậy. Anh/chị muốn báo nhiệm vụ nào đã xong?", count=len(rows))
    lines = [row_text(row, today, calendar) for row in rows[:ROWS]]
    done_ones = [
        button(f"✅ {label}", report_payload(row, document))
        for row, label in zip(rows[:ROWS], _row_labels(rows[:ROWS], today), strict=True)
    ]
    body = [*lines, *proof, _tap_saves() if document else _tap_asks_document()]
    return Reply(asked, "\n".join(body), tuple(arrange_in_rows(done_ones, BUTTONS_A_ROW)))


def percent_question(
    rows: Sequence[DutyLine], percent: int, note: str, today: date, calendar: WorkingCalendar
) -> Reply:
    """Ask whether to save a percentage with its note; of several duties, for which."""
    asked = _("Anh/chị muốn ghi {code}: {percent}%?", code=formatting.task_code(rows[0]), percent=percent)
    if len(rows) > 1:
        asked = _("Anh/chị muốn ghi {percent}% cho nhiệm vụ nào?", percent=percent)
    lines = [row_text(row, today, calendar) for row in rows[:ROWS]]
    lines += [_("Ghi chú: {note}", note=note)] if note else []
    taps = [
        button(f"✏️ {label}: {percent}%", percent_payload(row, percent, note))
        for row, label in zip(rows[:ROWS], _row_labels(rows[:ROWS], today), strict=True)
    ]
    body = "\n".join([*lines, *more_lines(len(rows)), _("Chưa có gì thay đổi; chạm để đồng ý.")])
    return Reply(asked, body, tuple(arrange_in_rows(taps, _PERCENTS_A_ROW)))


def report_payload(duty: DutyLine, document: Document | None) -> Payload:
    """Return what the button carries that reports a duty done: with the document typed, or asking for it."""
    if document is None:
        return AskDocument(duty.id, duty.version)
    return ReportTyped(duty.id, duty.version, mark_document(document))


def percent_payload(duty: DutyLine, percent: int, note: str) -> Payload:
    """Return what the button carries that saves a percentage, with the note typed if there was one."""
    if not note:
        return SetPercent(duty.id, duty.version, percent)
    return PercentTyped(duty.id, duty.version, percent, mark_note(note))


def _proof_lines(document: Document | None, doubt: str) -> list[str]:
    if document and document.none_because:
        return [formatting.no_document(document.none_because)]
    if document and document.number and document.issued_on:
        return [formatting.document_line(document.number, document.issued_on)]
    return [doubt] if doubt else []


def _row_labels(rows: Sequence[DutyLine], today: date) -> list[str]:
    """Return the dates of the rows, or their codes where several tasks are among them."""
    if len({formatting.task_code(row) for row in rows}) > 1:
        return code_labels(rows, today)
    return [_date_or_code(row, today) for row in rows] if len(rows) > 1 else [formatting.task_code(rows[0])]


def _tap_saves() -> str:
    return _("Chưa có gì thay đổi; chạm ✅ để ghi.")


def _date_or_code(row: DutyLine, today: date) -> str:
    return formatting.day_month(row.due_on, today) if row.due_on else formatting.task_code(row)


def _tap_asks_document() -> str:
    return _("Chưa có gì thay đổi; chạm nút rồi gõ số và ngày văn bản.")
