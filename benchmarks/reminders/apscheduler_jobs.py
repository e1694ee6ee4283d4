"""Planning of twenty thousand reminders, compared with one APScheduler job for each in a job store.

The usual way keeps a job for every reminder to come, and puts each of them again at a start, since deadlines may have
moved meanwhile. Ours finds out in the morning what is owed: here all twenty thousand on one morning, its worst.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from benchmarks.registries.provinces import MORNING, create_provinces
from benchmarks.target import Target
from bot.gc_tuning import freeze_existing
from data.rules.calendar import WorkingCalendar
from data.rules.digest_hours import slot_opens_at
from data.rules.stages import Policy
from data.store import Store
from scheduler.context import Planning
from scheduler.planning.planner import plan_due

REMINDERS = 20_000
SAMPLE = 1_000
"""Jobs that are measured: each costs the same, and all of them would take minutes."""
PART = 100 / 50
"""Per cent of the time of the usual way: fifty times as fast."""
_LATER = datetime(2030, 1, 1, tzinfo=UTC)


def measure_against_jobs(folder: Path) -> Iterator[Target]:
    """Measure planning and starting again, in seconds for all `REMINDERS`, both on SQLite.

    Neither is slowed by the garbage collector more than the running bot is.
    """
    freeze_existing()
    address = create_provinces(folder / "reminders.db", REMINDERS, agencies=2_000, due=REMINDERS // 2_000, overdue=0)
    ours, ours_again = _plan(address), _plan(address)
    store = f"sqlite:///{folder / 'jobs.db'}"
    theirs, theirs_again = _put_jobs(store), _put_jobs(store)
    yield _target("Lập lịch", ours, theirs)
    yield _target("Khởi động lại", ours_again, theirs_again)


def _target(name: str, ours: float, theirs: float) -> Target:
    detail = f"{1000 * ours:.0f} ms so với {1000 * theirs:.0f} ms"
    return Target(
        f"{name} {REMINDERS} lượt nhắc so với mỗi lượt một job APScheduler", 100 * ours / theirs, PART, "%", detail
    )


def _plan(address: str) -> float:
    """Return the seconds of a start in the morning: opening the registry and planning."""
    calendar = WorkingCalendar()
    calendar.is_working(MORNING)  # loads the public holidays
    begun = time.perf_counter()
    store = Store(address)
    with store.write() as session:
        plan_due(
            session, slot_opens_at(MORNING), Planning(calendar, Policy(), {"telegram"}), wall=slot_opens_at(MORNING)
        )
    store.close()
    return time.perf_counter() - begun


def _put_jobs(address: str) -> float:
    """Return the seconds of a start with a job for each reminder, extrapolated from `SAMPLE` of them."""
    begun = time.perf_counter()
    scheduler = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(url=address)}, timezone=UTC)
    scheduler.start()
    for number in range(SAMPLE):
        at = _LATER + timedelta(minutes=number)
        scheduler.add_job(remind, "date", run_date=at, args=(number, "T-7"), id=str(number), replace_existing=True)
    scheduler.shutdown()
    return (time.perf_counter() - begun) * REMINDERS / SAMPLE


def remind(duty_id: int, stage: str) -> None:
    """Do nothing: the function that a job would call."""
