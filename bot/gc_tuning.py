"""Settings of Python's garbage collector."""

import gc

_NEW_OBJECTS = 20_000
"""Between two looks. Python's own 700, or 2,000 from 3.13 on, are reached again and again while modules are loaded,
and within every answer, where the looks cost as much CPU as the answer itself."""


def collect_rarely() -> None:
    """Collect rarely, in a process that answers or ends soon. Without it, loading the bot takes a fifth longer."""
    gc.set_threshold(_NEW_OBJECTS)


def freeze_existing() -> None:
    """Collect for the last time what exists now: it lives as long as the process."""
    collect_rarely()
    gc.collect()
    gc.freeze()
