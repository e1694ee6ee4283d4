"""Figures in words, as every page of /tonghop says them."""

from datetime import date

from data.registry.plans.plans import PlanFact
from handlers.locales import _
from handlers.views.base import formatting
from scheduler.statistics.figures import Figures, Part
from scheduler.statistics.headline import ChangesSinceMonday

_TITLE_LETTERS = 80


def heading(plan: PlanFact, today: date) -> str:
    """Return the plan, and the day (Viet Nam) of its figures."""
    return "📊 " + _("KH {plan} · đến {day}", plan=plan.number, day=formatting.full_day(today))


def figures_line(figures: Figures) -> str:
    """Return all figures in one line."""
    return _(
        "Hoàn thành đúng hạn {on_time} · hoàn thành quá hạn {late} · chưa đến hạn {open} · quá hạn {overdue}"
        " · không ghi thời hạn {no_date}",
        on_time=figures.done_on_time,
        late=figures.done_late,
        open=figures.open_in_time,
        overdue=figures.open_overdue,
        no_date=figures.no_date,
    )


def changes_since_line(since: ChangesSinceMonday) -> str:
    """Return what was done and what fell overdue since a Monday."""
    day = since.monday.strftime("%d/%m")
    if not since.done and not since.overdue:
        return _("Từ Thứ Hai {day}: chưa có thay đổi", day=day)
    return _(
        "Từ Thứ Hai {day}: xong thêm {done}, quá hạn thêm {overdue}", day=day, done=since.done, overdue=since.overdue
    )


def brief_figures(figures: Figures) -> str:
    """Return "✅ done · 🔴 overdue · ⚪ open · 🔵 without a date"; zeros are left out."""
    told = [f"✅ {figures.done}/{figures.total}"]
    told += [f"🔴 {figures.open_overdue}"] if figures.open_overdue else []
    told += [f"⚪ {figures.open_in_time}"] if figures.open_in_time else []
    told += [f"🔵 {figures.no_date}"] if figures.no_date else []
    return " · ".join(told)


def section_name(part: Part) -> str:
    """Return a section by its code and title; the body of a plan has no title."""
    return f"{part.key}. {formatting.shorten(part.name, _TITLE_LETTERS) or _('Tổ chức thực hiện')}"


def lead_name(part: Part) -> str:
    """Return an agency with the sections that it leads; for what is in no section, the name of the plan's body."""
    return f"{part.name} ({', '.join(part.sections)})" if part.sections else _("Tổ chức thực hiện")
