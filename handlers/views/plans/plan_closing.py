"""Closing a plan: what is still open, the tasks that are carried into a newer plan, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.registry.plans.plan_closing import OpenTask
from data.registry.plans.plans import PlanFact
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.plans import (
    MAX_PAIRS,
    AskReopening,
    ClosePlan,
    ProposeClosing,
    ReopenPlan,
    ShowPlan,
    ShowPlans,
)
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, slice_page

_LISTED = 12
_TITLE_LETTERS = 44
_PAIR_LETTERS = 34
_TAPS_A_ROW = 3


@dataclass(frozen=True, slots=True)
class TaskPair:
    """A task that is still open, and the one of the newer plan that would take over; `left_out`: it stays."""

    old: OpenTask
    new: OpenTask
    left_out: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing as it is shown before it is written: `tasks` are those still open, `successor` the newer plan.

    `left_out` has a bit for each of the `pairs` that is left out.
    """

    plan: PlanFact
    successor: PlanFact | None
    tasks: tuple[OpenTask, ...]
    pairs: tuple[TaskPair, ...]
    left_out: int = 0

    @property
    def carried(self) -> int:
        """Return the number of tasks that are carried."""
        return sum(not pair.left_out for pair in self.pairs)


def closing_question(plan: PlanFact, tasks: Sequence[OpenTask], newer: Sequence[PlanFact]) -> Reply:
    """Show what is still open, and ask what becomes of it."""
    asked = _(
        "Còn {tasks} nhiệm vụ với {duties} việc của các cơ quan chưa xong. Anh/chị để lại là chưa hoàn thành, hay"
        " chuyển sang kế hoạch mới?",
        tasks=len(tasks),
        duties=sum(task.open for task in tasks),
    )
    ways = [
        (button(_("Chuyển sang KH {plan}", plan=other.number), ProposeClosing(plan.id, other.id)),) for other in newer
    ]
    leave = (button(_("Để là chưa hoàn thành"), ProposeClosing(plan.id)),)
    body = "\n".join([asked, "", *_task_lines(tasks)])
    return Reply(_heading(plan), body, (*ways, leave, (_back(),)), replaces=True)


def closing_proposal(shown: Closing, mark: str, page: int) -> Reply:
    """Show how the plan would be closed; nothing is written before the tap."""
    lines = [_("Tôi sẽ ghi như sau:"), _closing_sentence(shown)]
    pairs, page, pages = slice_page(shown.pairs, page, _LISTED)
    lines += [_pair_line(pair) for pair in pairs]
    if pages > 1:
        lines.append(_("(trang {page}/{pages})", page=page + 1, pages=pages))
    lines += _staying_lines(shown)
    lines += [
        "",
        _("Sau khi đóng, kế hoạch không còn được nhắc, không còn tính là chưa hoàn thành; mọi dữ liệu vẫn xem được."),
    ]
    lines.append(_("Chưa có gì được ghi. Đúng thì chạm “Đóng kế hoạch”."))
    successor_id = shown.successor.id if shown.successor else 0
    do_it = button(_("Đóng kế hoạch"), ClosePlan(mark, shown.plan.id, successor_id, shown.left_out))
    toggles = arrange_in_rows(_toggle_buttons(shown, page), _TAPS_A_ROW)
    turn = _page_buttons(shown, successor_id, page, pages)
    buttons = (*toggles, *([turn] if turn else []), (do_it, button(_("Thôi"), ShowPlans())))
    return Reply(_heading(shown.plan), "\n".join(lines), buttons, replaces=True)


def changed_since(proposal: Reply) -> Reply:
    """Render a proposal anew, because it is no longer what was shown."""
    said = _("Nội dung đã thay đổi sau khi anh/chị xem nên chưa có gì được ghi. Anh/chị xem lại:")
    return replace(proposal, body=f"{said}\n\n{proposal.body}")


def plan_closed(closed: PlanFact, shown: Closing) -> Reply:
    """Render that the plan was closed."""
    said = [_("✅ Đã đóng kế hoạch {plan}.", plan=closed.number)]
    if shown.successor and shown.carried:
        said.append(
            _("Đã chuyển {count} nhiệm vụ sang kế hoạch {plan}.", count=shown.carried, plan=shown.successor.number)
        )
    if left := len(shown.tasks) - shown.carried:
        said.append(_("Để lại là chưa hoàn thành: {count} nhiệm vụ.", count=left))
    again = () if shown.carried else (button(_("Mở lại"), AskReopening(closed.id)),)
    look = button(_("KH {plan}", plan=closed.number), ShowPlan(closed.id))
    return Reply(body="\n".join(said), buttons=((look, *again), (_back(),)), replaces=True)


def reopening_question(plan: PlanFact, tasks: Sequence[OpenTask]) -> Reply:
    """Ask whether to reopen a closed plan."""
    asked = _(
        "Mở lại kế hoạch {plan}? {tasks} nhiệm vụ chưa hoàn thành sẽ lại được nhắc và tính vào số liệu. Chưa có gì"
        " được ghi.",
        plan=plan.number,
        tasks=len(tasks),
    )
    taps = (button(_("Mở lại kế hoạch"), ReopenPlan(plan.id)), button(_("Thôi"), ShowPlans()))
    return Reply(_heading(plan), asked, (taps,), replaces=True)


def plan_reopened(opened: PlanFact) -> Reply:
    """Render that the plan is active again."""
    look = button(_("KH {plan}", plan=opened.number), ShowPlan(opened.id))
    return Reply(
        body=_("✅ Đã mở lại kế hoạch {plan}.", plan=opened.number), buttons=((look,), (_back(),)), replaces=True
    )


def _heading(plan: PlanFact) -> str:
    return "🗂 " + _("KH {plan}", plan=plan.number)


def _back() -> Button:
    return button(_("‹ Các kế hoạch"), ShowPlans())


def _closing_sentence(shown: Closing) -> str:
    plan, left = shown.plan.number, len(shown.tasks) - shown.carried
    if not shown.tasks:
        return _("Đóng kế hoạch {plan}; mọi nhiệm vụ đã xong.", plan=plan)
    if shown.successor is None or not shown.pairs:
        return _("Đóng kế hoạch {plan}; để lại là chưa hoàn thành: {left} nhiệm vụ.", plan=plan, left=left)
    return _(
        "Đóng kế hoạch {plan}; chuyển {carried} nhiệm vụ sang kế hoạch {into}, để lại là chưa hoàn thành: {left}.",
        plan=plan,
        carried=shown.carried,
        into=shown.successor.number,
        left=left,
    )


def _pair_line(pair: TaskPair) -> str:
    old = f"{pair.old.code} {formatting.shorten(pair.old.title, _PAIR_LETTERS)}"
    if pair.left_out:
        return _("✖️ {old}: để lại", old=old)
    return f"• {old} → {pair.new.code} {formatting.shorten(pair.new.title, _PAIR_LETTERS)}"


def _staying_lines(shown: Closing) -> list[str]:
    """Return the open tasks for which the newer plan has none; with no newer plan, all open tasks."""
    paired = {pair.old.id for pair in shown.pairs}
    rest = [task for task in shown.tasks if task.id not in paired]
    if not rest:
        return []
    if shown.successor is None:
        return _task_lines(rest)
    named = ", ".join(task.code for task in rest)
    return [_("Không có nhiệm vụ tương ứng trong kế hoạch mới: {codes}", codes=formatting.shorten(named, 200))]


def _task_lines(tasks: Sequence[OpenTask]) -> list[str]:
    lines = [
        _(
            "• {code} {title} ({count} việc)",
            code=task.code,
            title=formatting.shorten(task.title, _TITLE_LETTERS),
            count=task.open,
        )
        for task in tasks[:_LISTED]
    ]
    more = [_("… và {count} nhiệm vụ nữa.", count=len(tasks) - _LISTED)] if len(tasks) > _LISTED else []
    return lines + more


def _toggle_buttons(shown: Closing, page: int) -> list[Button]:
    """Return a button for each pair of the page that leaves it out, or takes it in again."""
    successor_id = shown.successor.id if shown.successor else 0
    first = page * _LISTED
    taps = []
    for at, pair in enumerate(shown.pairs[first : first + _LISTED], first):
        if at < MAX_PAIRS:
            label = (
                _("Chuyển {code}", code=pair.old.code) if pair.left_out else _("Để lại {code}", code=pair.old.code)
            )
            changed = shown.left_out ^ (1 << at)
            taps.append(button(label, ProposeClosing(shown.plan.id, successor_id, changed, page)))
    return taps


def _page_buttons(shown: Closing, successor_id: int, page: int, pages: int) -> tuple[Button, ...]:
    ways = [("‹", page - 1, page > 0), ("›", page + 1, page + 1 < pages)]
    return tuple(
        button(text, ProposeClosing(shown.plan.id, successor_id, shown.left_out, to))
        for text, to, leads in ways
        if leads
    )
