"""Measure what the bot takes before anybody has asked it anything: time to its first poll, and memory."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.registries.plan_175 import NOW, create_registry
from benchmarks.target import Target
from tests.loopback.server import BotApi

RUNS = 5
SETTLED = 3.0
"""Seconds after which the first tick is done and memory stays as it is."""
FIRST_POLL = 1.0
MEMORY = 95.0

_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


def measure_idle(folder: Path) -> Iterator[Target]:
    """Measure the time from the start of the process to the first getUpdates, and the memory that it keeps."""
    address = create_registry(folder / "idle.db")
    runs = [_start_once(address) for _ in range(RUNS)]
    polled, resident = (median(side) for side in zip(*runs, strict=True))
    yield Target("từ lúc khởi động đến lần hỏi tin đầu tiên", polled, FIRST_POLL, "s", f"trung vị của {RUNS} lần")
    yield Target("bộ nhớ khi không ai hỏi", resident, MEMORY, "MB", "VmRSS sau lượt nhắc đầu tiên")


def _start_once(address: str) -> tuple[float, float]:
    """Return seconds to the first poll, and megabytes once the process has settled."""
    with BotApi() as api:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
        settings = {
            "NHACVIEC_DATABASE_URL": address,
            "NHACVIEC_NOW": NOW.isoformat(),
            "NHACVIEC_TELEGRAM_TOKEN": api.token,
            "NHACVIEC_TELEGRAM_BASE_URL": api.base_url,
            "NHACVIEC_LOG_LEVEL": "WARNING",
        }
        api.group(-1).says("mai họp lúc 8 giờ nhé")  # nobody's business: a poll that has it ends at once
        began = time.perf_counter()
        with subprocess.Popen([sys.executable, "-m", "bot", "run"], env=clean | settings) as process:
            try:
                while not api.calls("getUpdates"):
                    time.sleep(0.005)
                polled = time.perf_counter() - began
                time.sleep(SETTLED)
                status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            finally:
                process.send_signal(signal.SIGTERM)
    found = _RESIDENT.search(status)
    assert found
    return polled, int(found[1]) / 1024


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        for target in measure_idle(Path(made)):
            print(target, flush=True)
