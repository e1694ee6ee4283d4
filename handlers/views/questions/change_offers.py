"""What a sentence asked to have changed, asked back: nothing is changed before a tap."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.rules.calendar import WorkingCalendar
from handlers.base.callback_data.account import AskSnooze, SnoozeDuty
from handlers.base.callback_data.changes import AskDocument, AskExtension, ReportTyped
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import in_rows
from handlers.views.duties.duty_card import deadline
from handlers.views.questions.answers import BUTTONS_A_ROW, ROWS, code_of, more, row_text, title_of


def report_question(
    rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar, document: Document | None, doubt: str
) -> Reply:
    """Asks before anything is begun; one button for each date that is still open under the code.

    With a `document` one tap is the whole report; `doubt` says why what was typed cannot be one.
    """
    code = rows[0].code
    if len(rows) == 1:
        row, proof = rows[0], [doubt] if doubt else []
        if document and document.none_because:
            proof = [formatting.no_document(document.none_because)]
        elif document and document.number and document.issued_on:
            proof = [formatting.document(document.number, document.issued_on)]
        done = button(_("✅ Đã xong"), (ReportTyped if document else AskDocument)(row.id, row.version))
        taps = (done, button(_("Xem {code}", code=code), ShowDuty(row.id)))
        body = [formatting.shorten(row.title, 120), *proof, _one_tap() if document else _nothing_yet()]
        return Reply(_("Anh/chị muốn báo {code} đã xong?", code=code), "\n".join(body), (taps,))
    asked = _("{code} có {count} mốc chưa xong. Anh/chị muốn báo mốc nào đã xong?", code=code, count=len(rows))
    lines = [row_text(row, today, calendar) for row in rows[:ROWS]]
    done_ones = [button(f"✅ {_date_or_code(row, today)}", AskDocument(row.id, row.version)) for row in rows[:ROWS]]
    return Reply(asked, "\n".join([*lines, _nothing_yet()]), tuple(in_rows(done_ones, BUTTONS_A_ROW)))


def snooze_question(rows: Sequence[DutyLine], day: date | None, today: date, calendar: WorkingCalendar) -> Reply:
    """Asks before a duty is put off until `day`; without one, the button asks for it."""
    lines = [
        *(row_text(row, today, calendar) for row in rows[:ROWS]),
        *more(len(rows)),
        _("Chưa có gì thay đổi; chạm để đồng ý."),
    ]
    codes = _codes(rows[:ROWS], today)
    taps = [
        button(f"💤 {code}", SnoozeDuty(row.id, day) if day else AskSnooze(row.id))
        for row, code in zip(rows, codes, strict=False)
    ]
    if len(rows) == 1 and day:
        asked = _("Nhắc lại {code} vào {day}?", code=rows[0].code, day=formatting.full_day(day))
    elif len(rows) == 1:
        asked = _("Nhắc lại {code} vào ngày khác?", code=rows[0].code)
    else:
        asked = _("Nhắc lại việc nào vào {day}?", day=formatting.full_day(day)) if day else _("Nhắc lại việc nào?")
    return Reply(asked, "\n".join(lines), tuple(in_rows(taps, BUTTONS_A_ROW)))


def extension_question(rows: Sequence[DutyLine], day: date | None, today: date, calendar: WorkingCalendar) -> Reply:
    """How the request was understood, and the deadline as it is; a tap asks why, and until when if nobody said."""
    lines = []
    for row in rows[:ROWS]:
        due = deadline(row.due_on, row.kind, today, calendar, open_=True, first=row.first_due_on)
        lines.append(f"{row.code} · {title_of(row)}\n  " + _("Hạn: {deadline}", deadline=due))
    asked = _("Anh/chị muốn xin gia hạn {code}?", code=rows[0].code)
    if day:
        asked = _("Anh/chị muốn xin gia hạn {code} đến {day}?", code=rows[0].code, day=formatting.full_day(day))
    to_type = (
        _("Chưa có gì thay đổi; chạm nút rồi gõ lý do.")
        if day
        else _("Chưa có gì thay đổi; chạm nút rồi gõ ngày xin gia hạn và lý do.")
    )
    lines += [*more(len(rows)), to_type]
    codes = _codes(rows[:ROWS], today)
    taps = [button(f"🕓 {code}", AskExtension(row.id, day)) for row, code in zip(rows, codes, strict=False)]
    return Reply(asked, "\n".join(lines), tuple(in_rows(taps, BUTTONS_A_ROW)))


def _one_tap() -> str:
    return _("Chưa có gì thay đổi; chạm ✅ để ghi.")


def _date_or_code(row: DutyLine, today: date) -> str:
    return formatting.day_month(row.due_on, today) if row.due_on else row.code


def _codes(rows: Sequence[DutyLine], today: date) -> list[str]:
    return [code_of(row, rows, today) for row in rows]


def _nothing_yet() -> str:
    return _("Chưa có gì thay đổi; chạm nút rồi gõ số và ngày văn bản.")
