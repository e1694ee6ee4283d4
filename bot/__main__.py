"""`nhacviec` and `python -m bot`."""

import gc
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TextIO

from bot.cli.program import run

_NEW_OBJECTS = 20_000
"""Between two looks for garbage. Python's 700 are reached again and again while modules are loaded, which takes a
fifth longer for it, and within every answer, where the looks cost as much CPU as the answer itself."""


def main() -> None:
    """Runs one command and ends the process with its exit status."""
    gc.set_threshold(_NEW_OBJECTS)
    sys.stdout = _never_cut_short(sys.stdout)
    sys.exit(run(sys.argv[1:]))


def _never_cut_short(stream: TextIO) -> TextIO:
    """`stream` with a buffer where PYTHONUNBUFFERED left it none: without one Python forgets what a pipe had no room
    for when a signal came.
    """
    if isinstance(stream, TextIOWrapper) and isinstance(stream.buffer, FileIO):
        return TextIOWrapper(BufferedWriter(stream.detach()), line_buffering=True)
    return stream


if __name__ == "__main__":
    main()
