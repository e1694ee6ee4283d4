"""The plans with their state and figures, and the buttons to look at one alone, to close and to reopen it."""

from collections.abc import Sequence
from datetime import date

from data.registry.plans.plans import PlanFact
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.plans import AskClosing, AskPlanFile, AskReopening, ShowPlan
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.overview.figures import brief_figures
from scheduler.statistics.figures import Figures

_TITLE_LETTERS = 100
_PLANS = 8


def no_plans() -> Reply:
    """Render that there is no plan yet, to somebody who may send one."""
    return Reply(body=_("Sổ chưa có kế hoạch nào. Anh/chị gửi tệp kế hoạch để bắt đầu."), buttons=(_import_button(),))


def plan_list(
    of_plans: Sequence[tuple[PlanFact, Figures]], today: date, *, may_close: bool, may_import: bool
) -> Reply:
    """Render the plans, the latest first; a reader who `may_close` or `may_import` them gets the buttons for that."""
    shown = of_plans[:_PLANS]
    lines = [_plan_line(plan, figures) for plan, figures in shown]
    if len(of_plans) > len(shown):
        lines.append(_("… và {count} kế hoạch cũ hơn; gõ /kehoach và số để xem.", count=len(of_plans) - len(shown)))
    heading = "🗂 " + _("Kế hoạch · đến {day}", day=formatting.full_day(today))
    return Reply(
        heading,
        "\n".join(lines),
        (
            *(_plan_buttons(plan, may_close=may_close) for plan, _of in shown),
            *([_import_button()] if may_import else []),
        ),
        replaces=True,
    )


def _import_button() -> tuple[Button, ...]:
    return (button(_("📥 Nhập kế hoạch"), AskPlanFile()),)


def _plan_line(plan: PlanFact, figures: Figures) -> str:
    title = formatting.shorten(plan.title, _TITLE_LETTERS)
    return f"KH {plan.number} ({plan.year}) · {_state_text(plan)}\n  {title}\n  {brief_figures(figures)}"


def _state_text(plan: PlanFact) -> str:
    if plan.closed_at is None:
        return _("đang theo dõi")
    return _("đã đóng {day}", day=formatting.plain_day(viet_nam_date(plan.closed_at)))


def _plan_buttons(plan: PlanFact, *, may_close: bool) -> tuple[Button, ...]:
    look = button(_("KH {plan}", plan=plan.number), ShowPlan(plan.id))
    if not may_close:
        return (look,)
    if plan.active:
        return (look, button(_("Đóng"), AskClosing(plan.id)))
    return (look, button(_("Mở lại"), AskReopening(plan.id))) if plan.successor_id is None else (look,)
