"""Figures in words, as every page of /tonghop says them."""

from datetime import date

from data.registry.plans.plans import PlanFact
from data.rules.standing import OWED, Standing, Urgency
from handlers.locales import _
from handlers.views.base import formatting
from scheduler.statistics.figures import Figures, share
from scheduler.statistics.headline import ChangesSinceMonday
from scheduler.statistics.overview import Part

_TITLE_LETTERS = 80


def heading(plan: PlanFact, today: date) -> str:
    """Return the plan, and the day (Viet Nam) of its figures."""
    return "📊 " + _("KH {plan} · đến {day}", plan=plan.number, day=formatting.full_day(today))


_ALWAYS = frozenset(Standing) - {Standing.WAITING, Standing.NOT_APPLICABLE}
"""The four figures of the Government's task force, and what has no date: told even where they are nought."""


def figures_line(figures: Figures) -> str:
    """Return all figures in a line, the total in another, and the rates on time where something is done."""
    told = [
        f"{formatting.standing_name(found)} {count_with_share(figures.of(found), figures.total)}"
        for found in OWED
        if found in _ALWAYS or figures.of(found)
    ]
    line = " · ".join(told)
    return "\n".join([line[:1].upper() + line[1:], _total_line(figures), *_rate_lines(figures)])


def count_with_share(count: int, whole: int) -> str:
    """Return a count with its share: "12 (28 %)"; of nought the count alone."""
    return f"{count} ({share(count, whole)} %)" if count else "0"


def _total_line(figures: Figures) -> str:
    total = _("Tổng số: {total}", total=figures.total)
    if not figures.not_applicable:
        return total
    return total + _("; ngoài tổng số: không phải thực hiện {count}", count=figures.not_applicable)


def _rate_lines(figures: Figures) -> list[str]:
    """Return the rates on time of what is done: by the first deadline, and by the agreed one where any was agreed
    on.
    """
    if not figures.done:
        return []
    first = _("Tỷ lệ đúng hạn theo hạn ban đầu: {percent} %", percent=figures.percent_on_time)
    if not figures.extended:
        return [first]
    return [first + _("; theo hạn đã gia hạn: {percent} %", percent=figures.percent_by_agreed)]


def changes_since_line(since: ChangesSinceMonday) -> str:
    """Return what was done and what fell overdue since a Monday."""
    day = since.monday.strftime("%d/%m")
    told = [_("xong thêm {done}", done=since.done)] if since.done else []
    told += [_("báo xong chờ xác nhận {count}", count=since.reported)] if since.reported else []
    told += [_("quá hạn thêm {overdue}", overdue=since.overdue)] if since.overdue else []
    said = ", ".join(told) or _("chưa có thay đổi")
    return _("Từ Thứ Hai {day}: {changes}", day=day, changes=said)


def brief_figures(figures: Figures) -> str:
    """Return "✅ done · ⏳ waiting · 🔴 overdue · ⚪ open · 🔵 without a date · ➖ exempted"; zeros are left out."""
    told = [f"✅ {figures.done}/{figures.total}"]
    if figures.done:
        told[0] += f" ({figures.percent_done} %)"
    counts = {
        Urgency.WAITING: figures.waiting,
        Urgency.OVERDUE: figures.open_overdue,
        Urgency.LATER: figures.open_in_time,
        Urgency.NO_DATE: figures.no_date,
        Urgency.NOT_APPLICABLE: figures.not_applicable,
    }
    return " · ".join(told + [f"{formatting.ICONS[kind]} {count}" for kind, count in counts.items() if count])


def section_name(part: Part) -> str:
    """Return a section by its code and title; the body of a plan has no title."""
    return f"{part.key}. {formatting.shorten(part.name, _TITLE_LETTERS) or _('Tổ chức thực hiện')}"


def lead_name(part: Part) -> str:
    """Return an agency with the sections that it leads; for what is in no section, the name of the plan's body."""
    return f"{part.name} ({', '.join(part.sections)})" if part.sections else _("Tổ chức thực hiện")
