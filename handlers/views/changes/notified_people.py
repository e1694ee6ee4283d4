"""People notified of a change, in one line."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from data.registry.outbox.change_notices import NotifiedPerson
from data.rules.viet_nam_time import VIET_NAM, viet_nam_date
from handlers.locales import _
from handlers.views.base import formatting, names

_NAMES = 3


def notified_line(
    colleagues: Sequence[NotifiedPerson], soon: datetime, supervisors_at: datetime | None, now: datetime
) -> str:
    """Return who is notified when: `colleagues` at `soon`, supervisors at `supervisors_at` unless None; "" for
    nobody.
    """
    parts = []
    if colleagues:
        named = list(_tell_apart(colleagues))
        listed = ", ".join(named[:_NAMES])
        if len(named) > _NAMES:
            listed = _("{names} và {count} người khác", names=listed, count=len(named) - _NAMES)
        at_once = _("báo ngay cho {names}", names=listed)
        parts.append(
            at_once if soon == now else _("báo {names} lúc {hour}", names=listed, hour=_time_text(soon, now))
        )
    if supervisors_at:
        parts.append(_("báo giám sát lúc {hour}", hour=_time_text(supervisors_at, now)))
    return _("📣 Sẽ {notify}.", notify="; ".join(parts)) if parts else ""


def _tell_apart(people: Sequence[NotifiedPerson]) -> Iterator[str]:
    """Yield the people by name; those of one name by their agency or role as well, or by how many they are."""
    namesakes: dict[str, list[NotifiedPerson]] = {}
    for person in people:
        namesakes.setdefault(person.name, []).append(person)
    for name, same in namesakes.items():
        agencies, roles = {one.agency_short_name for one in same}, {one.role for one in same}
        if len(same) == 1:
            yield name
        elif len(agencies) == len(same):
            yield from (f"{name} ({one.agency_short_name})" for one in same)
        elif len(roles) == len(same):
            yield from (f"{name} ({names.role_name(one.role)})" for one in same)
        else:
            yield _("{name} ({count} người cùng tên)", name=name, count=len(same))


def _time_text(instant: datetime, now: datetime) -> str:
    hour, today = instant.astimezone(VIET_NAM).strftime("%H:%M"), viet_nam_date(now)
    day = viet_nam_date(instant)
    return hour if day == today else f"{hour} {formatting.short_day(day, today)}"
