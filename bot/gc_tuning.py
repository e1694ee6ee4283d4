"""How often Python looks for objects that nobody refers to any more."""

import gc

_NEW_OBJECTS = 20_000
"""Between two looks. Python's own 700, or 2,000 from 3.13 on, are reached again and again while modules are loaded,
and within every answer, where the looks cost as much CPU as the answer itself."""


def collect_rarely() -> None:
    """For a process that answers or ends soon. Without it, loading the bot takes a fifth longer."""
    gc.set_threshold(_NEW_OBJECTS)


def freeze_existing() -> None:
    """What exists now lives as long as the process: it is looked through for the last time."""
    collect_rarely()
    gc.collect()
    gc.freeze()
