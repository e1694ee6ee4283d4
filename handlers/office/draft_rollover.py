"""Last year's plan as a draft of the next one (/kehoach): what was for its year alone is asked about."""

from collections.abc import Sequence

from data.enums import DraftState
from data.plans.draft import PlanDraft
from data.plans.remarks import Remark
from data.plans.storing.waiting import kept_answers, waiting_plans
from data.plans.storing.waiting.rollover import roll_over
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.waiting.leads import mark_of
from data.plans.waiting.rollover import list_one_offs
from handlers.base.callback_data.plans import KeepRest, KeepTask, LeaveRest, LeaveTask, RollOver, ShowDraft
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.office import draft_questions, plan_drafts
from handlers.office.plan_reading import get_plan
from handlers.views.plans import draft as draft_view


def start(turn: Turn, tapped: RollOver) -> Reply:
    """Draft the next year's plan; of a plan that has such a draft, show that. Raises NotFound."""
    turn.close_question()
    draft_id = roll_over(
        turn.session,
        tapped.plan_id,
        officer_id=turn.me.officer_id,
        now=turn.now,
        actor=plan_drafts.actor_of(turn),
    )
    return draft_view.rolled_over(waiting_plans.get(turn.session, draft_id))


def keep(turn: Turn, tapped: KeepTask) -> Reply:
    """Keep that the next year has a task."""
    return _answer_one(turn, tapped, keep=True)


def leave(turn: Turn, tapped: LeaveTask) -> Reply:
    """Keep that the next year does not have a task."""
    return _answer_one(turn, tapped, keep=False)


def keep_rest(turn: Turn, tapped: KeepRest) -> Reply:
    """Keep that the next year has all tasks that are still asked about."""
    return _answer_rest(turn, tapped, keep=True)


def leave_rest(turn: Turn, tapped: LeaveRest) -> Reply:
    """Keep that the next year has none of the tasks that are still asked about."""
    return _answer_rest(turn, tapped, keep=False)


def _answer_one(turn: Turn, tapped: KeepTask | LeaveTask, *, keep: bool) -> Reply:
    facts, plan = _find(turn, tapped.draft_id)
    asked = [task.code for task in list_one_offs(plan, facts.answers.kept)] if plan else []
    return _answer(turn, facts, [code for code in asked if mark_of(code) == tapped.task], keep=keep)


def _answer_rest(turn: Turn, tapped: KeepRest | LeaveRest, *, keep: bool) -> Reply:
    facts, plan = _find(turn, tapped.draft_id)
    asked = [task.code for task in list_one_offs(plan, facts.answers.kept)] if plan else []
    return _answer(turn, facts, asked if mark_of(" ".join(asked)) == tapped.mark else [], keep=keep)


def _find(turn: Turn, draft_id: int) -> tuple[WaitingFacts, PlanDraft[Remark] | None]:
    """Return a plan that waits; None for one that waits no more, or repeats none."""
    facts = waiting_plans.get(turn.session, draft_id)
    if facts.state is not DraftState.OPEN or facts.rolled_from_id is None:
        return facts, None
    return facts, get_plan(turn, facts.document, facts.answers)


def _answer(turn: Turn, facts: WaitingFacts, codes: Sequence[str], *, keep: bool) -> Reply:
    if not codes:
        return plan_drafts.show(turn, ShowDraft(facts.id))
    plan = get_plan(turn, facts.document, facts.answers.with_kept(codes, keep=keep))
    actor = plan_drafts.actor_of(turn)
    kept_answers.answer_kept(turn.session, facts.id, codes, keep=keep, now=turn.now, actor=actor)
    return draft_questions.ask_next_question(turn, waiting_plans.get(turn.session, facts.id), plan)
