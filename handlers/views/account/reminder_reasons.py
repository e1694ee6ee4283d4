"""Reasons of reminders, in one sentence a duty."""

from collections.abc import Sequence
from datetime import date

from data.registry.outbox.sent import SentReminder
from data.rules.calendar import WEEKEND
from data.rules.reminder_reasons import Reason
from data.rules.stages import DAYS_BEFORE, Stage
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.command_names import CommandName
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting

_LETTERS = 1800
"""The limit that leaves room in a message for the heading and the last line."""


def explain_digest(sentences: Sequence[str]) -> Reply:
    """Render the reasons of a whole digest; those that do not fit are only counted."""
    said: list[str] = []
    for one in sentences:
        if sum(map(len, said)) + len(one) > _LETTERS:
            said.append(_("… và {count} việc khác", count=len(sentences) - len(said)))
            break
        said.append(f"• {one}")
    said = said or [_("Bản tin này không còn việc nào.")]
    return Reply(
        _("❓ Vì sao tôi được nhắc"),
        "\n".join(said),
        ((button(_("⏰ Lời nhắc của tôi"), RunCommand(CommandName.REMINDERS)),),),
    )


def explain_reminder(row: SentReminder, reason: Reason) -> str:
    """Return the stage of a reminder, and why it moved, came on request or came in spite of a pause."""
    parts = [_stage_text(reason)]
    if row.first_due_on and row.first_due_on != reason.due_on:
        parts.append(_("đã gia hạn, hạn ban đầu {day}", day=formatting.full_day(row.first_due_on)))
    if reason.snoozed_on:
        parts.append(_("theo lịch anh/chị hẹn hôm {day}", day=_day(reason.snoozed_on)))
    if reason.moved_because:
        parts.append(_moved_text(formatting.weekday_and_day(reason.falls_on), reason.moved_because))
    if reason.resumes_on:
        parts.append(_paused_text(reason.stage, _day(reason.resumes_on)))
    if row.sent_at and viet_nam_date(row.sent_at) > row.send_on:
        parts.append(_("lẽ ra gửi từ {day}, bản tin đến muộn", day=_day(row.send_on)))
    return f"{formatting.task_code(row)}: {'; '.join(parts)}."


def deadline_changed(row: SentReminder) -> str:
    """Return that the deadline has changed since the message was planned."""
    return _("{code}: mốc hạn đã thay đổi sau khi gửi.", code=formatting.task_code(row))


def _moved_text(day: str, off: str) -> str:
    if off in WEEKEND.values():
        return _("ngày nhắc rơi vào {day} nên chuyển ngày", day=day)
    return _("ngày nhắc rơi vào {day}, {off}, nên chuyển ngày", day=day, off=off)


def _paused_text(stage: Stage, until: str) -> str:
    if stage in (Stage.OVERDUE, Stage.WEEKLY):
        return _("đang tạm dừng đến {day} nhưng việc đã quá hạn", day=until)
    return _("đang tạm dừng đến {day} nhưng hạn đã sát", day=until)


def _stage_text(reason: Reason) -> str:
    due = formatting.full_day(reason.due_on)
    match reason.stage:
        case Stage.OVERDUE:
            return _("đã quá hạn {due}", due=due)
        case Stage.WEEKLY:
            return _("đã quá hạn {due}, nhắc mỗi đầu tuần đến khi xong", due=due)
        case Stage.T_0:
            return _("ngày cuối để làm xong, hạn {due}", due=due)
    days = DAYS_BEFORE[reason.stage]
    if reason.remind_by != reason.due_on:  # the stage counts to a day that the officer reads nowhere else
        by = formatting.weekday_and_day(reason.remind_by)
        return _("nhắc trước {days} ngày, đếm từ {by} vì hạn {due} là ngày nghỉ", days=days, by=by, due=due)
    return _("nhắc trước {days} ngày, hạn {due}", days=days, due=due)


def _day(day: date) -> str:
    return formatting.weekday_and_day(day)
