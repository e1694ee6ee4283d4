"""On which terms duties were owed on a day that has passed: dates, leads and withdrawals as they stood then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from data.enums import CorrectedField, Role
from data.models import EarlierDate, EarlierDuty, Officer, Task
from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.plans.storing import corrections
from data.plans.storing.apply import apply
from data.plans.storing.corrections import Ground, NewValue
from data.registry.duties import duty_lines
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from data.registry.plans import external_deadlines, plans
from data.rules.viet_nam_time import end_of, viet_nam_date
from data.seeds import seed
from data.store import Store
from handlers.views.plans.remarks import for_registry
from tests.data.plans.drafts import NOW, moved, rewritten, without
from tests.databases.registries import PLAN_175
from tests.factories import known

Terms = list[tuple[object, ...]]
Step = Callable[[Store, PlanDraft[str], datetime], object]


def read(change: Callable[[PlanDraft[str]], PlanDraft[str]]) -> Step:
    """Read the plan again, as `change` has it."""

    def step(store: Store, draft: PlanDraft[str], now: datetime) -> None:
        with store.write() as session:
            apply(session, change(draft), now=now, actor="test")

    return step


def correct(code: str, field: CorrectedField, after: str) -> Step:
    """Correct the reading of a task."""

    def step(store: Store, _draft: PlanDraft[str], now: datetime) -> None:
        with store.write() as session:
            task_id = known(session.exec(select(Task).where(Task.code == code)).one().id)
            dated = duty_lines.list_duties(session, codes=[code])[0].deadline_id
            value = NewValue(field, after, dated if field is CorrectedField.DUE_ON else None)
            corrections.correct(session, task_id, [value], Ground("đọc nhầm", "1/CV", now, Actor(1, "chat")), "sửa")

    return step


def date_external(store: Store, _draft: PlanDraft[str], now: datetime) -> None:
    """Enter the date of a task that waits for somebody else's document."""
    with store.write() as session:
        waiting = external_deadlines.find(session, duty_lines.list_duties(session, codes=["I.1"])[0].deadline_id)
        assert external_deadlines.set_date(session, waiting, date(2024, 9, 1), "1/QĐ-BNV", officer_id=1, now=now)


@pytest.fixture(scope="module")
def draft() -> PlanDraft[str]:
    """A few tasks of plan 175, so that it is soon read again."""
    whole = for_registry(read_plan(seed(PLAN_175)))
    return replace(whole, tasks=tuple(task for task in whole.tasks if task.section in ("I", "II")))


STEPS: dict[str, Step] = {
    "a date is moved": read(lambda draft: rewritten(draft, "II.3", moved(date(2024, 4, 30)))),
    "a date is added": read(lambda draft: rewritten(draft, "II.3", moved(date(2024, 4, 30), date(2024, 6, 30)))),
    "a task goes": read(lambda draft: without(draft, "II.4")),
    "it comes back": read(lambda draft: draft),
    "another agency leads": correct("II.4", CorrectedField.LEAD, "stc"),
    "a date is corrected": correct("I.5", CorrectedField.DUE_ON, "2024-03-20"),
    "a task covers another": correct("II.5", CorrectedField.COVERED_BY, "II.3"),
    "a task becomes continuous": correct("II.1", CorrectedField.KIND, "continuous"),
    "a waited for date is entered": date_external,
    "a new task comes": read(
        lambda draft: replace(draft, tasks=(*draft.tasks, replace(draft.tasks[3], code="II.99", printed_number="99")))
    ),
}


def terms(store: Store, until: datetime | None = None) -> Terms:
    """Who owes what by when: now, or as it was just before an instant."""
    with store.read() as session:
        plan = plans.find(session)
        rows = duty_lines.list_as_of(session, [plan.id], until) if until else duty_lines.list_duties(session)
        return sorted((row.id, row.code, row.agency_code, str(row.first_due_on), str(row.due_on)) for row in rows)


def test_the_terms_of_each_day_are_those_it_ended_with(store: Store, draft: PlanDraft[str]) -> None:
    read(lambda same: same)(store, draft, NOW)
    with store.write() as session:
        session.add(
            Officer(agency_id=agencies.find(session, "stp").id, name="Cán bộ", role=Role.OFFICER, created_at=NOW)
        )
    ended, now = {viet_nam_date(NOW): terms(store)}, NOW
    for step in STEPS.values():
        now += timedelta(days=3)
        step(store, draft, now)
        assert terms(store) != ended[viet_nam_date(now - timedelta(days=3))], "the step changes something"
        ended[viet_nam_date(now)] = terms(store)
    for day, expected in ended.items():
        assert terms(store, end_of(day)) == expected
        assert terms(store, end_of(day + timedelta(days=2))) == expected


def test_a_reading_that_changes_nothing_leaves_no_trace(store: Store, draft: PlanDraft[str]) -> None:
    for _again in range(2):
        read(lambda same: same)(store, draft, NOW)
    with store.read() as session:
        assert session.exec(select(EarlierDate)).all() == []
        assert session.exec(select(EarlierDuty)).all() == []
