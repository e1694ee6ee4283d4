"""Asking for the date of a task that waits for somebody else's document, and saying what was noted."""

from datetime import date

from data.enums import Kind
from data.registry.duties.external_deadlines import WaitingDeadline
from data.rules.calendar import WorkingCalendar
from handlers.base.callback_data.changes import AskDeadline
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.duties.duty_card import deadline


def question(waiting: WaitingDeadline) -> Reply:
    """Asks for the date and the document."""
    asked = _(
        "Kế hoạch ghi: {words}.\nGõ hạn rồi đến số, ký hiệu của văn bản định hạn, ví dụ: {day} theo 123/KH-BNV",
        words=waiting.words,
        day=formatting.plain_day(waiting.year_end),
    )
    heading = f"📅 {waiting.code} · {formatting.shorten(waiting.title, 80)}"
    return Reply(heading, asked, ((button(_("Thôi, để sau"), LeaveQuestion()),),))


def date_shown(waiting: WaitingDeadline, due_on: date, document: str) -> tuple[str, str]:
    """The date as it will stand in the record: a heading, and what it says."""
    said = _(
        "Hạn của {code}: {day}, theo {document}.",
        code=waiting.code,
        day=formatting.full_day(due_on),
        document=document,
    )
    return f"📅 {waiting.code} · {formatting.shorten(waiting.title, 80)}", said


def dated(waiting: WaitingDeadline, today: date, calendar: WorkingCalendar) -> Reply:
    """What was noted, and a way to mend it."""
    said = _("✅ Đã ghi hạn của {code}. {deadline}", code=waiting.code, deadline=_deadline(waiting, today, calendar))
    after = _("Từ nay việc này được nhắc như mọi việc có hạn. Gõ nhầm? Chạm Sửa hạn.")
    return Reply(body=f"{said}\n{after}", buttons=_taps(waiting))


def dated_already(waiting: WaitingDeadline, today: date, calendar: WorkingCalendar) -> Reply:
    """Somebody was first."""
    said = _(
        "Hạn của {code} vừa được người khác ghi. {deadline}",
        code=waiting.code,
        deadline=_deadline(waiting, today, calendar),
    )
    return Reply(body=said + "\n" + _("Không ghi thêm lần nữa."), buttons=_taps(waiting))


def _deadline(waiting: WaitingDeadline, today: date, calendar: WorkingCalendar) -> str:
    due = deadline(waiting.due_on, Kind.EXTERNAL, today, calendar, open_=True)
    return _("Hạn: {due}, theo {document}.", due=due, document=waiting.dated_by)


def _taps(waiting: WaitingDeadline) -> tuple[tuple[Button, ...], ...]:
    again = button(_("📅 Sửa hạn {code}", code=waiting.code), AskDeadline(waiting.deadline_id))
    return ((again, button(_("📋 Nhiệm vụ"), ShowDuties())),)
