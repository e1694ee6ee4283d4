"""The reason for a reminder on its day, in one sentence."""

from typing import TYPE_CHECKING

from bot.cli.output import format_date
from data.rules.stages import Stage

if TYPE_CHECKING:
    from data.rules.reminder_reasons import Reason


def reminder_sentence(reason: "Reason") -> str:
    """Return the reason of a reminder for the administrator who checks a preview."""
    due = f"hạn {format_date(reason.due_on)}"
    match reason.stage:
        case Stage.OVERDUE:
            said = f"ngày đầu quá {due}"
        case Stage.WEEKLY:
            said = f"nhắc lại đầu tuần, quá {due} đã {-reason.days_left} ngày"
        case _:
            said = f"còn {reason.days_left} ngày tới {due}" if reason.days_left else f"hôm nay là {due}"
    if reason.remind_by != reason.due_on and reason.days_left >= 0:
        said += f" (ngày nghỉ, nên xong chậm nhất {format_date(reason.remind_by)})"
    if reason.moved_because:
        said += f"; mức nhắc rơi vào {format_date(reason.falls_on)}, {reason.moved_because}, nên chuyển ngày"
    return said[0].upper() + said[1:] + "."
