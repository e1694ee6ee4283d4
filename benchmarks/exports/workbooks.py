"""The workbook of a year: of one province, and of as many duties as all provinces have."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlmodel import col, select

from benchmarks.registries.provinces import DUTIES, create_provinces
from benchmarks.target import Target
from data.enums import Change, State
from data.models import Duty, ProgressEntry
from data.registry.sql.rows import insert_all
from data.store import Store

USUAL, SECONDS = 500, 1.0
LARGE_SECONDS, LARGE_MEGABYTES = 60.0, 400.0
ROUNDS = 5
AT = datetime(2024, 1, 31, 2, 0, tzinfo=UTC)


def measure_workbooks(folder: Path) -> Iterator[Target]:
    """Measure each in its own process: the median of the small ones, the large one once."""
    small, large = folder / "workbook-small.db", folder / "workbook-large.db"
    _write_history(create_provinces(small, USUAL, agencies=50, overdue=10))
    _write_history(create_provinces(large))
    rounds = [_write(small) for _ in range(ROUNDS)]
    usual, cpu = (median(one[name] for one in rounds) for name in ("seconds", "cpu"))
    detail = f"CPU {cpu:.2f} s, trung vị của {ROUNDS} lần"
    yield Target(f"Bảng Excel của {USUAL} phần việc", usual, SECONDS, "s", detail)
    whole = _write(large)
    work = f"CPU {whole['cpu']:.1f} s, đọc và ghi từng dòng, kèm lịch sử"
    yield Target(f"Bảng Excel của {DUTIES} phần việc", whole["seconds"], LARGE_SECONDS, "s", work)
    yield Target("Bộ nhớ để ghi bảng ấy", whole["megabytes"], LARGE_MEGABYTES, "MB", work)


def _write_history(address: str) -> None:
    """Write one report into the history of every finished duty."""
    store = Store(address)
    with store.write() as session:
        done = session.execute(select(col(Duty.id), col(Duty.completed_on)).where(col(Duty.state) == State.DONE))
        told = {"version": 1, "at": AT, "officer_id": 1, "channel": "telegram", "change": Change.REPORTED}
        became = {"state": State.DONE, "percent": 100, "document_number": "12/KH-UBND"}
        entries = [{"duty_id": duty, "completed_on": day, **told, **became} for duty, day in done]
        insert_all(session, ProgressEntry, entries)
    store.close()


def _write(registry: Path) -> dict[str, float]:
    target = registry.with_suffix(".xlsx")
    command = [sys.executable, "-m", "benchmarks.exports.workbook_once", f"sqlite:///{registry}", str(target)]
    measured: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    target.unlink()
    return measured
