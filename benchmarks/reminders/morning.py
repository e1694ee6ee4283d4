"""Planning of one morning of all provinces, and of a registry ten times as large."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from statistics import median

from benchmarks.registries.provinces import AGENCIES, DUTIES, create_provinces
from benchmarks.target import Target

SECONDS, MEGABYTES, RATIO = 5.0, 300.0, 1.2
TIMES = 10
ROUNDS = 5


def measure_planning(folder: Path) -> Iterator[Target]:
    """Measure the medians of planning the same morning, sizes in turns, each in its own process."""
    usual, large = folder / "provinces.db", folder / "ten-times.db"
    create_provinces(usual)
    create_provinces(large, TIMES * DUTIES)
    rounds = [(_plan(usual), _plan(large)) for _ in range(ROUNDS)]
    seconds = median(one["seconds"] for one, _ in rounds)
    megabytes = max(one["megabytes"] for one, _ in rounds)
    ratio = median(ten["seconds"] / one["seconds"] for one, ten in rounds)
    work = f"{DUTIES} phần việc, {AGENCIES} cán bộ, mỗi người một bản tin"
    yield Target("Lập một buổi sáng của mọi tỉnh", seconds, SECONDS, "s", work)
    yield Target("Bộ nhớ để lập buổi sáng ấy", megabytes, MEGABYTES, "MB", work)
    yield Target("Sổ lớn gấp mười, việc đến hạn như cũ", ratio, RATIO, "×", f"{TIMES * DUTIES} phần việc")


def _plan(registry: Path) -> dict[str, float]:
    fresh = registry.with_suffix(".copy")
    copy(registry, fresh)
    command = [sys.executable, "-m", "benchmarks.reminders.plan_once", f"sqlite:///{fresh}"]
    measured: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert measured["digests"] == AGENCIES
    return measured
