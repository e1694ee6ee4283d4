"""The memory of a process at its most."""

import re
from pathlib import Path

_AT_MOST = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def measure_peak() -> float:
    """Return the memory that this process has held at the most, in megabytes.

    Not by `ru_maxrss` of `getrusage`: on Linux it begins with the memory of whoever started the process, and the
    bench itself holds hundreds of megabytes once it has made its registries.
    """
    found = _AT_MOST.search(Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
    assert found
    return int(found[1]) / 1024
