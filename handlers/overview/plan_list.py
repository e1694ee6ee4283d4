"""The plans (/kehoach): active ones and closed ones with their figures, each to be looked at alone."""

from dataclasses import replace

from data.enums import Role
from data.errors import NotFound
from data.registry.plans import plans
from data.registry.plans.scope import PlanScope
from handlers.base.breakdowns import WHOLE_PLAN
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.callback_data.plans import ShowPlan, ShowPlans
from handlers.base.list_filters import STILL_OWED
from handlers.base.messages import Reply
from handlers.base.permissions import oversees
from handlers.base.turn import Turn
from handlers.duties import lists
from handlers.overview import summary
from handlers.parsing.plan_names import extract_plan, find_missing_plan
from handlers.views.plans import plan_list as view
from scheduler.statistics.headline import compute_headline


def show(turn: Turn, words: str) -> Reply:
    """Answer /kehoach with all plans, or with the one that is typed behind it.

    Raises NotFound, with the numbers of the plans, for a number or year that none of them has.
    """
    if not words.strip():
        return show_plans(turn, ShowPlans())
    known = plans.list_plans(turn.session)
    named, _rest = extract_plan(f"kế hoạch {words}", known, turn.today, of_several=1)
    if named is None and (missing := find_missing_plan(f"kế hoạch {words}", known, turn.today)):
        raise missing.refusal(known)
    return show_plan(turn, ShowPlan((named or plans.find(turn.session, words)).id))


def show_plans(turn: Turn, _tapped: ShowPlans) -> Reply:
    """Show all plans, the latest first: figures of all agencies for those who oversee, else of one's own."""
    known = plans.list_plans(turn.session)
    may_import = turn.me.role is Role.ADMIN
    if not known and may_import:
        return view.no_plans()
    if not known:
        raise NotFound("plan", "")
    agency_id = None if oversees(turn.me) else turn.me.agency_id
    headline = compute_headline(turn.session, PlanScope(tuple(known)), turn.today, turn.calendar, agency_id)
    return view.plan_list(headline.of_plans, turn.today, may_close=oversees(turn.me), may_import=may_import)


def show_plan(turn: Turn, tapped: ShowPlan) -> Reply:
    """Show one plan alone: its figures to those who lead, else the list of what one's own agency owes in it."""
    plan = plans.get(turn.session, tapped.plan_id)
    if turn.me.role is Role.OFFICER:
        return lists.show_page(turn, ShowDuties(replace(STILL_OWED, plan_id=plan.id)))
    return summary.show_breakdown(turn, ShowSummary(replace(WHOLE_PLAN, plan_id=plan.id)))
