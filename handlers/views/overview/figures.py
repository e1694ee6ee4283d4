"""Figures in words, as every page of /tonghop says them."""

from datetime import date

from data.registry.plans.plans import PlanFact
from handlers.locales import _
from handlers.views.base import formatting
from scheduler.statistics.figures import Figures, Part
from scheduler.statistics.headline import ChangesSinceMonday

_TITLE_LETTERS = 80


def heading(plan: PlanFact, today: date) -> str:
    """The plan, and the day (Viet Nam) on which it was counted."""
    return "📊 " + _("KH {plan} · đến {day}", plan=plan.number, day=formatting.full_day(today))


def said(figures: Figures) -> str:
    """All figures in one line."""
    return _(
        "Xong đúng hạn {on_time} · xong muộn {late} · trong hạn {open} · quá hạn {overdue} · không hạn {no_date}",
        on_time=figures.done_on_time,
        late=figures.done_late,
        open=figures.open_in_time,
        overdue=figures.open_overdue,
        no_date=figures.no_date,
    )


def moved(since: ChangesSinceMonday) -> str:
    """What was done and what fell overdue since a Monday."""
    day = since.monday.strftime("%d/%m")
    if not since.done and not since.overdue:
        return _("Từ Thứ Hai {day}: chưa có thay đổi", day=day)
    return _(
        "Từ Thứ Hai {day}: xong thêm {done}, quá hạn thêm {overdue}", day=day, done=since.done, overdue=since.overdue
    )


def brief(figures: Figures) -> str:
    """✅ done · open · 🔴 overdue · 🔵 without a date; what is nought is left out."""
    told = [f"✅ {figures.done}/{figures.total}"]
    told += [f"🔴 {figures.open_overdue}"] if figures.open_overdue else []
    told += [f"⚪ {figures.open_in_time}"] if figures.open_in_time else []
    told += [f"🔵 {figures.no_date}"] if figures.no_date else []
    return " · ".join(told)


def section_name(part: Part) -> str:
    """A section by its code and title; what the body of a plan asks has no title."""
    return f"{part.key}. {formatting.shorten(part.name, _TITLE_LETTERS) or _('Tổ chức thực hiện')}"


def lead_name(part: Part) -> str:
    """An agency with the sections that it leads; what stands in no section is led by nobody."""
    return f"{part.name} ({', '.join(part.sections)})" if part.sections else _("Tổ chức thực hiện")
