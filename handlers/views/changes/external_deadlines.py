"""The words around the deadline of a task that waits for another office's document."""

from datetime import date

from data.enums import Kind
from data.registry.plans.external_deadlines import WaitingDeadline
from data.rules.calendar import WorkingCalendar
from handlers.base.callback_data.changes import AskDeadline
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.duties.duty_card import deadline_text


def deadline_question(waiting: WaitingDeadline) -> Reply:
    """Ask for the date and the document."""
    asked = _(
        "Kế hoạch ghi: {words}.\nGõ hạn rồi đến số, ký hiệu của văn bản định hạn, ví dụ: {day} theo 123/KH-BNV",
        words=waiting.words,
        day=formatting.plain_day(waiting.year_end),
    )
    heading = f"📅 {formatting.task_code(waiting)} · {formatting.shorten(waiting.title, 80)}"
    return Reply(heading, asked, ((button(_("Thôi, để sau"), LeaveQuestion()),),))


def deadline_preview(waiting: WaitingDeadline, due_on: date, document: str) -> tuple[str, str]:
    """Return the heading and text of the deadline, as it will stand in the record."""
    said = _(
        "Hạn của {code}: {day}, theo {document}.",
        code=formatting.task_code(waiting),
        day=formatting.full_day(due_on),
        document=document,
    )
    return f"📅 {formatting.task_code(waiting)} · {formatting.shorten(waiting.title, 80)}", said


def deadline_saved(waiting: WaitingDeadline, today: date, calendar: WorkingCalendar) -> Reply:
    """Render the saved deadline, with a button to correct it."""
    said = _(
        "✅ Đã ghi hạn của {code}. {deadline}",
        code=formatting.task_code(waiting),
        deadline=_deadline_sentence(waiting, today, calendar),
    )
    after = _("Từ nay việc này được nhắc như mọi việc có hạn. Gõ nhầm? Chạm Sửa hạn.")
    return Reply(body=f"{said}\n{after}", buttons=_buttons(waiting))


def deadline_already_set(waiting: WaitingDeadline, today: date, calendar: WorkingCalendar) -> Reply:
    """Render that somebody else has just set the deadline."""
    said = _(
        "Hạn của {code} vừa được người khác ghi. {deadline}",
        code=formatting.task_code(waiting),
        deadline=_deadline_sentence(waiting, today, calendar),
    )
    return Reply(body=said + "\n" + _("Không ghi thêm lần nữa."), buttons=_buttons(waiting))


def _deadline_sentence(waiting: WaitingDeadline, today: date, calendar: WorkingCalendar) -> str:
    due = deadline_text(waiting.due_on, Kind.EXTERNAL, today, calendar, open_=True)
    return _("Hạn: {due}, theo {document}.", due=due, document=waiting.dated_by)


def _buttons(waiting: WaitingDeadline) -> tuple[tuple[Button, ...], ...]:
    again = button(_("📅 Sửa hạn {code}", code=formatting.task_code(waiting)), AskDeadline(waiting.deadline_id))
    return ((again, button(_("📋 Nhiệm vụ"), ShowDuties())),)
