"""Plans that wait, at the board: their rows as read, beside the plan's own words, with what is doubtful."""

from datetime import date

from data.enums import DraftState
from data.errors import BadAnswer, PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft
from data.plans.remarks import Remark
from data.plans.storing.stored_directory import find_directory_for
from data.plans.storing.waiting import waiting_plans
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.waiting.reading import read_waiting
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_page
from handlers.office.plan_drafts import preview
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
    """Show a plan that waits as a table, or what became of it. Raises NotAllowed, NotFound and BadAnswer."""
    look.check_administers()
    facts = waiting_plans.get(look.session, asked.read_id("draft_id"))
    if facts.state is not DraftState.OPEN:
        return view.ended_page(look, facts, draft_view.ended(facts))
    try:
        plan = _read(look, facts)
    except PlanUnreadable as error:
        return view.ended_page(look, facts, draft_view.file_refused(sentence(error)))
    only = asked.query.get(view.ONLY, "")
    if only not in ("", view.DOUBTFUL):
        raise BadAnswer("address", "address_unknown")
    rows = [row for row in view.draft_rows(plan) if row.is_doubtful or not only]
    shown = list_part(rows, read_page(asked.query), ROWS)
    return view.draft_page(look, facts, plan, preview(look.session, facts, plan), shown, only=bool(only))


def _read(look: Look, facts: WaitingFacts) -> PlanDraft[Remark]:
    """Return the plan with all that was answered. Takes as long as reading it does."""

    def of_office(day: date | None, province: str) -> Directory | None:
        return find_directory_for(look.session, day, province)

    return read_waiting(facts.document, facts.answers, of_office)
