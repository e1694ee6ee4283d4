"""Commands as whole processes, as somebody at the shell waits for them."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.registries.plan_175 import PLAN
from benchmarks.target import Target
from data.schema import open_registry
from data.seeds import seed

RUNS = 7


def measure_commands(folder: Path) -> Iterator[Target]:
    """Measure `plan import --apply` into an empty registry, and `--help`."""
    empty = folder / "empty.db"
    open_registry(f"sqlite:///{empty}").close()
    fresh = folder / "fresh.db"

    def empty_again() -> None:
        shutil.copy(empty, fresh)
        for beside in (f"{fresh}-wal", f"{fresh}-shm"):
            Path(beside).unlink(missing_ok=True)

    yield _measured("plan import --apply", 1.5, ["plan", "import", str(seed(PLAN)), "--apply"], fresh, empty_again)
    yield _measured("--help", 0.5, ["--help"], fresh, lambda: None)


def _measured(name: str, limit: float, arguments: list[str], registry: Path, prepare: Callable[[], None]) -> Target:
    runs = []
    for _ in range(RUNS):
        prepare()
        runs.append(_run(arguments, registry))
    wall, cpu = (median(side) for side in zip(*runs, strict=True))
    return Target(f"nhacviec {name}", wall, limit, "s", f"CPU {cpu:.2f} s, trung vị của {RUNS} lần")


def _run(arguments: list[str], registry: Path) -> tuple[float, float]:
    """Run a command; return its real time and its CPU in seconds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
    environment = kept | {"NHACVIEC_DATABASE_URL": f"sqlite:///{registry}"}
    cpu, began = _cpu_of_children(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "bot", *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began, _cpu_of_children() - cpu


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
