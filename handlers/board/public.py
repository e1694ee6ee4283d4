"""What the public is shown, where an office publishes its results: figures by agency, and nobody's name."""

from datetime import datetime

from data.registry.board.choice import Chosen
from data.registry.plans.scope import active_plans
from data.rules.calendar import WorkingCalendar
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from handlers.views.board import public as view
from scheduler.statistics.board import count_board


def show(session: Session, now: datetime, calendar: WorkingCalendar) -> str:
    """Return the page of the figures of the active plans at `now` (UTC). Raises NotFound where there is none."""
    scope = active_plans(session)
    return view.page(count_board(session, scope, Chosen(tuple(scope.ids)), viet_nam_date(now), calendar), now)
