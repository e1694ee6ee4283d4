"""Figures in words, as every page of /tonghop says them."""

from datetime import date

from data.registry.plans import PlanFact
from handlers.locales import _
from handlers.views import words
from scheduler.figures import Figures


def heading(plan: PlanFact, today: date) -> str:
    """The plan, and the day (Viet Nam) on which it was counted."""
    return "📊 " + _("KH {plan} · đến {day}", plan=plan.number, day=words.full_day(today))


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


def brief(figures: Figures) -> str:
    """✅ done · open · 🔴 overdue · 🔵 without a date; what is nought is left out."""
    told = [f"✅ {figures.done}/{figures.total}"]
    told += [f"🔴 {figures.open_overdue}"] if figures.open_overdue else []
    told += [f"⚪ {figures.open_in_time}"] if figures.open_in_time else []
    told += [f"🔵 {figures.no_date}"] if figures.no_date else []
    return " · ".join(told)
