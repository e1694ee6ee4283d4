"""People notified of a change, in one line."""

from collections.abc import Sequence
from datetime import datetime

from data.rules.viet_nam_time import VIET_NAM, viet_nam_date
from handlers.locales import _
from handlers.views.base import formatting

_NAMES = 3


def notified_line(colleagues: Sequence[str], soon: datetime, supervisors_at: datetime | None, now: datetime) -> str:
    """Return who is notified when: `colleagues` at `soon`, supervisors at `supervisors_at` unless None; "" for
    nobody.
    """
    parts = []
    if colleagues:
        names = ", ".join(colleagues[:_NAMES])
        if len(colleagues) > _NAMES:
            names = _("{names} và {count} người khác", names=names, count=len(colleagues) - _NAMES)
        at_once = _("báo ngay cho {names}", names=names)
        parts.append(at_once if soon == now else _("báo {names} lúc {hour}", names=names, hour=_time_text(soon, now)))
    if supervisors_at:
        parts.append(_("báo giám sát lúc {hour}", hour=_time_text(supervisors_at, now)))
    said = "; ".join(parts)
    return f"📣 {said[0].upper()}{said[1:]}." if said else ""


def _time_text(instant: datetime, now: datetime) -> str:
    hour, today = instant.astimezone(VIET_NAM).strftime("%H:%M"), viet_nam_date(now)
    day = viet_nam_date(instant)
    return hour if day == today else f"{hour} {formatting.short_day(day, today)}"
