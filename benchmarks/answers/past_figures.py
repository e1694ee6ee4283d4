"""Figures as of a day that has passed: plan 175 with a year's history of its duties."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import select
from sqlmodel import col

from benchmarks.registries.plan_175 import NOW, create_registry
from benchmarks.target import Target
from data.enums import Change, State
from data.models import Duty, ProgressEntry
from data.registry.office.working_calendar import working_calendar
from data.registry.plans.scope import active_plans
from data.registry.sql.rows import insert_all
from data.rules.viet_nam_time import end_of
from data.store import Store
from scheduler.statistics.headline import compute_headline
from scheduler.statistics.overview import count_overview

ENTRIES, DAY, RUNS = 5000, date(2024, 6, 30), 15
MILLISECONDS = 300


def measure_past_figures(folder: Path) -> Iterator[Target]:
    """Measure the median of the first page and of all tables as of a day, in this process."""
    store = Store(create_registry(folder / "history.db"))
    with store.write() as session:
        duties = [key for key in session.execute(select(col(Duty.id))).scalars() if key is not None]
        insert_all(session, ProgressEntry, [_entry(duties, number) for number in range(ENTRIES)])
    with store.read() as session:
        plan, calendar = active_plans(session), working_calendar(session)
        seconds = []
        for _run in range(RUNS):
            begun = time.perf_counter()
            compute_headline(session, plan, DAY, calendar, until=end_of(DAY))
            count_overview(session, plan, DAY, calendar, until=end_of(DAY))
            seconds.append(time.perf_counter() - begun)
    store.close()
    name = f"Số liệu như cuối một ngày đã qua, {len(duties)} nhiệm vụ, {ENTRIES} lần cập nhật"
    yield Target(name, 1000 * median(seconds), MILLISECONDS, "ms", f"trung vị của {RUNS} lần: trang đầu và mọi bảng")


def _entry(duties: list[int], number: int) -> dict[str, object]:
    """Return the values of an entry; the duties are changed in turns, round after round."""
    rounds, at = divmod(number, len(duties))
    return {
        "duty_id": duties[at],
        "version": rounds + 1000,
        "at": NOW + timedelta(days=30 * rounds),
        "officer_id": 1,
        "channel": "chat",
        "change": Change.PROGRESS,
        "state": State.IN_PROGRESS,
        "percent": min(99, 9 * rounds),
        "extensions": 0,
    }
