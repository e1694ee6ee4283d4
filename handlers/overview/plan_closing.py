"""Closing and reopening of plans by those who oversee: shown first, and written after one tap."""

from hashlib import sha256

from data.registry.plans import plan_closing, plans
from data.registry.plans.plan_closing import OpenTask
from data.registry.plans.plans import PlanFact
from data.registry.plans.scope import list_active
from data.registry.plans.task_pairs import pair_tasks
from handlers.base.callback_data.plans import AskClosing, AskReopening, ClosePlan, ProposeClosing, ReopenPlan
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.views.plans import plan_closing as view
from handlers.views.plans.plan_closing import Closing, TaskPair

_MARK_LETTERS = 12


def ask_closing(turn: Turn, tapped: AskClosing) -> Reply:
    """Show what is still open; ask whether it stays unfinished or goes into a newer plan. Raises PlanNotChanged."""
    plan = plans.get(turn.session, tapped.plan_id)
    plan_closing.check_closing(plan)
    tasks = plan_closing.list_open_tasks(turn.session, plan.id)
    newer = [other for other in list_active(turn.session) if (other.issued_on, other.id) > (plan.issued_on, plan.id)]
    if not tasks or not newer:
        return propose_closing(turn, ProposeClosing(plan.id))
    return view.closing_question(plan, tasks, newer)


def propose_closing(turn: Turn, tapped: ProposeClosing) -> Reply:
    """Show how the plan would be closed, with the pairs of tasks that are carried. Raises PlanNotChanged."""
    shown = _read_closing(turn, tapped.plan_id, tapped.successor_id, tapped.left_out)
    return view.closing_proposal(shown, _mark(shown), tapped.page)


def close_plan(turn: Turn, tapped: ClosePlan) -> Reply:
    """Close the plan as it was shown; if it has changed since, show it anew. Raises PlanNotChanged."""
    shown = _read_closing(turn, tapped.plan_id, tapped.successor_id, tapped.left_out)
    if _mark(shown) != tapped.mark:
        return view.changed_since(view.closing_proposal(shown, _mark(shown), 0))
    carried = {pair.old.id: pair.new.id for pair in shown.pairs if not pair.left_out}
    closed = plan_closing.close(
        turn.session,
        shown.plan.id,
        now=turn.now,
        actor=f"officer:{turn.me.officer_id}",
        successor_id=shown.successor.id if shown.successor else None,
        carried=carried,
    )
    return view.plan_closed(closed, shown)


def ask_reopening(turn: Turn, tapped: AskReopening) -> Reply:
    """Ask whether to reopen a closed plan. Raises PlanNotChanged."""
    plan = plans.get(turn.session, tapped.plan_id)
    plan_closing.check_reopening(turn.session, plan)
    tasks = plan_closing.list_open_tasks(turn.session, plan.id)
    return view.reopening_question(plan, tasks)


def reopen_plan(turn: Turn, tapped: ReopenPlan) -> Reply:
    """Reopen a closed plan. Raises PlanNotChanged."""
    opened = plan_closing.reopen(turn.session, tapped.plan_id, now=turn.now, actor=f"officer:{turn.me.officer_id}")
    return view.plan_reopened(opened)


def _read_closing(turn: Turn, plan_id: int, successor_id: int, left_out: int) -> Closing:
    plan = plans.get(turn.session, plan_id)
    successor: PlanFact | None = plans.get(turn.session, successor_id) if successor_id else None
    plan_closing.check_closing(plan, successor)
    tasks = plan_closing.list_open_tasks(turn.session, plan.id)
    return Closing(plan, successor, tuple(tasks), _list_pairs(turn, tasks, successor, left_out), left_out)


def _list_pairs(turn: Turn, tasks: list[OpenTask], successor: PlanFact | None, left_out: int) -> tuple[TaskPair, ...]:
    if successor is None:
        return ()
    new = plan_closing.list_tasks_to_carry_to(turn.session, successor.id)
    old_by_id, new_by_id = {task.id: task for task in tasks}, {task.id: task for task in new}
    pairs = pair_tasks(tasks, new)
    return tuple(
        TaskPair(old_by_id[old], new_by_id[to], bool(left_out >> at & 1))
        for at, (old, to) in enumerate(pairs.items())
    )


def _mark(shown: Closing) -> str:
    """Return letters that change with what is shown: the open tasks, the pairs, what is left out of them."""
    facts = (
        [(task.id, task.open) for task in shown.tasks],
        [(pair.old.id, pair.new.id, pair.left_out) for pair in shown.pairs],
    )
    return sha256(repr(facts).encode()).hexdigest()[:_MARK_LETTERS]
