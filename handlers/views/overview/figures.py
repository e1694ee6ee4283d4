"""Figures in words, as every page of /tonghop says them."""

from collections.abc import Sequence
from datetime import date

from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import PlanScope
from data.rules.standing import OWED, Standing, Urgency
from data.rules.viet_nam_time import viet_nam_date
from handlers.locales import _
from handlers.views.base import formatting, names
from scheduler.statistics.figures import Figures, share
from scheduler.statistics.headline import ChangesSinceMonday
from scheduler.statistics.overview import Overview, Part

_TITLE_LETTERS = 80


def heading(scope: PlanScope, today: date) -> str:
    """Return the plans, and the day (Viet Nam) of their figures; a plan closed by then with the day of
    its closing."""
    plan, day = scope.only, formatting.full_day(today)
    if plan is None:
        plans = ", ".join(scope.numbers)
        return "📊 " + _("{count} kế hoạch: {plans} · đến {day}", count=len(scope.plans), plans=plans, day=day)
    if plan.closed_at and plan.was_closed_on(today):
        closed = formatting.plain_day(viet_nam_date(plan.closed_at))
        return "📊 " + _("KH {plan} (đã đóng {closed}) · đến {day}", plan=plan.number, closed=closed, day=day)
    return "📊 " + _("KH {plan} · đến {day}", plan=plan.number, day=day)


def plan_lines(of_plans: Sequence[tuple[PlanFact, Figures]]) -> list[str]:
    """Return a line with the figures of each plan; none where it is but one."""
    if len(of_plans) == 1:
        return []
    return [_("KH {plan}: {figures}", plan=plan.number, figures=brief_figures(figures)) for plan, figures in of_plans]


_ALWAYS = frozenset(Standing) - {Standing.WAITING, Standing.NOT_APPLICABLE}
"""The four figures of the Government's task force, and what has no date: told even where they are nought."""


def figures_line(figures: Figures) -> str:
    """Return all figures in a line, the total in another, and the rates on time where something is done."""
    told = [
        f"{names.standing_name(found)} {count_with_share(figures.of(found), figures.total)}"
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
    told = [_("hoàn thành thêm {done}", done=since.done)] if since.done else []
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


def code_in_plan(counted: Overview, part: Part) -> str:
    """Return the code of a section or task, with its plan where several plans are counted."""
    return formatting.code_in_plan(part.key, counted.plans.told(part.plan) if part.plan else "")


def section_name(part: Part, counted: Overview) -> str:
    """Return a section by its code and title, with its plan where several are counted; the body of a plan has no
    title.
    """
    title = formatting.shorten(part.name, _TITLE_LETTERS) or _("Tổ chức thực hiện")
    return formatting.code_in_plan(f"{part.key}. {title}", counted.plans.told(part.plan) if part.plan else "")


def lead_name(part: Part) -> str:
    """Return an agency with the sections that it leads; for what is in no section, the name of the plan's body."""
    return f"{part.name} ({', '.join(part.sections)})" if part.sections else _("Tổ chức thực hiện")
