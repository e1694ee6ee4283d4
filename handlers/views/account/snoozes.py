"""The words around 💤: until when a duty is put off, and why it cannot be put off longer."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.outbox.sent import SentReminder
from handlers.base.callback_data.account import SnoozeDuty
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.duties.duty_card import card_button


def day_question(duty: DutyLine, offered: Sequence[date], latest: date, today: date) -> Reply:
    """Ask on which day to remind again, not after `latest`."""
    taps = tuple(button(formatting.short_day(day, today), SnoozeDuty(duty.id, day)) for day in offered)
    asked = _("Nhắc lại vào ngày nào? Chạm một ngày hoặc gõ ngày và tháng, ví dụ: {day}.", day=f"{offered[-1]:%d/%m}")
    limit = _("Muộn nhất là {day}.", day=formatting.weekday_and_day(latest))
    return Reply(
        f"💤 {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}",
        f"{asked} {limit}",
        (taps, (card_button(duty),)),
    )


def snooze_saved(duty: DutyLine, until: date, *, asked: date, overdue: bool) -> Reply:
    """Render the day of the next reminder; if it is not the day `asked` for, also why."""
    said = _("💤 {code}: tôi nhắc lại vào {day}.", code=formatting.task_code(duty), day=formatting.full_day(until))
    if until < asked:
        late = _("Không hoãn lâu hơn được vì việc đã quá hạn.")
        said += " " + (late if overdue else _("Không hoãn lâu hơn được vì hạn của việc."))
    elif until > asked:
        said += " " + _("Ngày anh/chị chọn là ngày nghỉ.")
    return Reply(body=said, buttons=((card_button(duty), button(_("📋 Nhiệm vụ"), ShowDuties())),))


def digest_snoozed(later: Sequence[SentReminder], cannot: Sequence[SentReminder], until: date) -> Reply:
    """Render which duties of a digest are put off to the next working day, and which cannot be."""
    lines = []
    if later:
        lines.append(_("💤 {day} tôi nhắc lại: {codes}.", day=formatting.full_day(until), codes=_codes(later)))
    if cannot:
        lines.append(_("Không hoãn được vì đã đến ngày cuối: {codes}.", codes=_codes(cannot)))
    if not lines:
        lines.append(_("Các việc trong bản tin này đều đã xong, không còn gì để nhắc lại."))
    return Reply(body="\n".join(lines), buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def _codes(rows: Sequence[SentReminder]) -> str:
    return ", ".join(dict.fromkeys(formatting.task_code(row) for row in rows))
