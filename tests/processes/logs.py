"""Protection of the test run's logging from what a process sets up."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def logging_of_a_process() -> Iterator[None]:
    """Remove pytest's handlers while the block runs, and undo what is set up inside."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    before = (root.handlers[:], root.level)
    root.handlers.clear()
    try:
        yield
    finally:
        root.handlers[:], root.level = before
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        logging.captureWarnings(capture=False)
