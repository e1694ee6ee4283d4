"""Answers about days: the weekday, days off and why."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting


def day_answer(day: date, reason: str | None, around: Sequence[date], today: date, back_on: date) -> Reply:
    """Render the weekday and whether it is off.

    `around` are the days off in a row, `back_on` is the next working day.
    """
    said = [_("Hôm nay là {day}.", day=formatting.full_day(today))] if day == today else []
    left = f" ({formatting.days_left(day, today)})" if day > today else ""
    if reason is None:
        said.append(_("{day} là ngày làm việc.", day=formatting.full_day(day)) + left)
    else:
        said.append(_("{day} là ngày nghỉ: {reason}.", day=formatting.full_day(day), reason=reason) + left)
        if len(around) > 1:
            said.append(
                _(
                    "Nghỉ {count} ngày liền, từ {first} đến hết {last}; làm việc lại {back}.",
                    count=len(around),
                    first=formatting.plain_day(around[0]),
                    last=formatting.plain_day(around[-1]),
                    back=formatting.full_day(back_on),
                )
            )
    said.append(_source())
    return Reply(_("Hiểu là: lịch làm việc · {day}", day=formatting.full_day(day)), "\n".join(said))


def days_answer(first: date, last: date, reasons: Mapping[date, str]) -> Reply:
    """Render the days off from `first` to `last`, with their names."""
    said = [f"{formatting.full_day(day)}: {reason}" for day, reason in reasons.items()]
    said = said or [_("Không có ngày nghỉ nào.")]
    said.append(_source())
    period = _("{first} – {last}", first=formatting.plain_day(first), last=formatting.plain_day(last))
    return Reply(_("Hiểu là: ngày nghỉ · {period}", period=period), "\n".join(said))


def _source() -> str:
    return _("Theo lịch nghỉ đang dùng để tính ngày nhắc; nghỉ bù, làm bù có thể đổi khi có văn bản mới.")
