"""Settings of Python's garbage collector."""

import gc

_NEW_OBJECTS = 20_000
"""Between two looks. Python's own 700, or 2,000 from 3.13 on, are reached again and again while modules are loaded,
and within every answer, where the looks cost as much CPU as the answer itself."""


def collect_rarely() -> None:
    """Raise the threshold of garbage collection. Loading the bot takes a fifth longer without it."""
    gc.set_threshold(_NEW_OBJECTS)


def freeze_existing() -> None:
    """Collect once more, then exempt all existing objects from collection: they live as long as the process."""
    collect_rarely()
    gc.collect()
    gc.freeze()
