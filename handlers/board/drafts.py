"""Plans that wait, at the board: their rows as read, beside the plan's own words, with what is doubtful."""

from data.enums import DraftState
from data.errors import BadAnswer, PlanUnreadable
from data.plans.storing.waiting import waiting_plans
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_page
from handlers.office.plan_drafts import preview
from handlers.office.plan_reading import find_plan
from handlers.views.base.error_sentences import sentence
from handlers.views.board.listed import list_part
from handlers.views.board.office import drafts as view
from handlers.views.plans import draft as draft_view

ROWS = 50


def show_all(look: Look, _asked: Asked) -> str:
    """Show the plans that wait. Raises NotAllowed."""
    look.check_administers()
    return view.list_page(look, waiting_plans.list_open(look.session))


def show(look: Look, asked: Asked) -> str:
    """Show a plan that waits as a table, or what became of it.

    Raises NotAllowed, NotFound, BadAnswer, and PlanNeeded before it was read.
    """
    look.check_administers()
    facts = waiting_plans.get(look.session, asked.read_id("draft_id"))
    if facts.state is not DraftState.OPEN:
        return view.ended_page(look, facts, draft_view.ended(facts))
    try:
        plan = find_plan(look.plans, look.open_registry, facts.document, facts.answers)
    except PlanUnreadable as error:
        return view.ended_page(look, facts, draft_view.file_refused(sentence(error)))
    only = asked.query.get(view.ONLY, "")
    if only not in ("", view.DOUBTFUL):
        raise BadAnswer("address", "address_unknown")
    rows = [row for row in view.draft_rows(plan) if row.is_doubtful or not only]
    shown = list_part(rows, read_page(asked.query), ROWS)
    return view.draft_page(look, facts, plan, preview(look.session, facts, plan), shown, only=bool(only))
