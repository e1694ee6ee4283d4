"""The logging of the test run, kept from what a process sets up for itself."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def logging_of_a_process() -> Iterator[None]:
    """Whatever is set up inside ends with it; pytest's own handlers see nothing meanwhile."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    before = (root.handlers[:], root.level)
    root.handlers.clear()
    try:
        yield
    finally:
        root.handlers[:], root.level = before
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        logging.captureWarnings(capture=False)
