"""Several plans: each is reminded of as if it were alone, and figures of all are the sum of those of each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from data.enums import Kind, State
from data.models import Plan
from data.registry.plans.plans import list_plans
from data.registry.plans.scope import PlanScope, one_plan
from data.rules.stages import Policy
from scheduler.context import Planning
from scheduler.escalation.due_escalations import preview_escalations
from scheduler.planning.due_reminders import preview_reminders
from scheduler.statistics.figures import NONE
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.overview import count_overview
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.databases.registries import Shelf, empty

FIRST, TODAY, LAST = date(2024, 2, 19), date(2024, 2, 26), date(2024, 3, 11)
STATES = (State.NOT_STARTED, State.IN_PROGRESS, State.REPORTED, State.DONE)
OWED = st.tuples(
    st.sampled_from(["stp", "snv"]), st.integers(-40, 70) | st.none(), st.sampled_from(STATES), st.booleans()
)
"""Agency, days from today to the deadline, state, whether it stands in the body of the plan."""
PLANS = st.lists(st.lists(OWED, max_size=5), min_size=2, max_size=3)
CLOSED = st.lists(st.booleans(), min_size=3, max_size=3)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLANS, CLOSED)
def test_plans_are_reminded_of_and_counted_each_by_itself(
    shelf: Shelf, owed: list[list[tuple[str, int | None, State, bool]]], closed: list[bool]
) -> None:
    with shelf.lent(empty) as store, store.write() as session:
        write_plans(session, owed)
        every = list_plans(session)
        alone = {plan.id: told(session, only=plan.id, every=[one.id for one in every]) for plan in every}
        close(session, {plan.id for plan, is_closed in zip(every, closed, strict=False) if is_closed})
        left = [plan for plan in list_plans(session) if plan.active]
        assert sorted(told_now(session)) == sorted(one for plan in left for one in alone[plan.id])
        if not left:
            return
        parts = [one_plan(plan) for plan in left]
        for agency_id in (None, 1):
            together = compute_headline(session, PlanScope(tuple(left)), TODAY, CALENDAR, agency_id)
            each = [compute_headline(session, part, TODAY, CALENDAR, agency_id) for part in parts]
            assert together.whole == sum((one.whole for one in each), NONE)
            assert [figures for _plan, figures in together.of_plans] == [one.whole for one in each]
            whole = count_overview(session, PlanScope(tuple(left)), TODAY, CALENDAR, agency_id)
            counted = [count_overview(session, part, TODAY, CALENDAR, agency_id) for part in parts]
            assert whole.whole == together.whole
            for table in ("agencies", "sections", "periods", "leads", "tasks", "of_plans"):
                assert sum((row.figures for row in getattr(whole, table)), NONE) == whole.whole, table
            assert [(row.key, row.figures) for row in whole.tasks] == [
                (row.key, row.figures) for one in counted for row in one.tasks
            ]


def write_plans(session: Session, owed: list[list[tuple[str, int | None, State, bool]]]) -> None:
    agencies = {code: make.agency(session, code, code) for code in ("stp", "snv")}
    for number, rows in enumerate(owed, 1):
        body = agencies["snv"].id
        plan = make.plan(
            session,
            f"{number}/KH-UBND",
            issued_on=date(2023, 12, number),
            year=2023 + number,
            standing_agency_id=body,
        )
        for place, (code, days, state, in_body) in enumerate(rows, 1):
            due_on = TODAY + timedelta(days) if days is not None else None
            kind = Kind.RECURRING if in_body else Kind.EXTERNAL if due_on is None else None
            task = make.deadline(session, plan, due_on, code=f"I.{place}", kind=kind, in_body=in_body)
            make.duty(session, agencies[code], task, state=state if due_on else State.NOT_STARTED)


def told_now(session: Session) -> list[tuple[object, ...]]:
    """Everything that would go out, by the plan that it is of."""
    return list(_told(session))


def told(session: Session, *, only: int, every: list[int]) -> list[tuple[object, ...]]:
    """What would go out if this plan were the only one."""
    close(session, set(every) - {only})
    found = told_now(session)
    close(session, set())
    return found


def close(session: Session, closed: set[int]) -> None:
    """Make these the closed plans."""
    for plan in list_plans(session):
        session.get_one(Plan, plan.id).closed_at = datetime(2024, 2, 1, tzinfo=UTC) if plan.id in closed else None
    session.flush()


def _told(session: Session) -> Iterator[tuple[object, ...]]:
    planning = Planning(CALENDAR, Policy())
    for one in preview_reminders(session, FIRST, LAST, planning):
        yield (one.duty.plan_id, one.duty.code, one.duty.agency_code, one.reason.stage, str(one.reason.send_on))
    for call in preview_escalations(session, FIRST, LAST, planning):
        yield (call.duty.plan_id, call.duty.code, call.duty.agency_code, f"to {call.cause}", str(call.send_on))
