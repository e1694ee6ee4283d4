"""Entry point of `nhacviec` and of `python -m bot`."""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TextIO

from bot.cli.program import run
from bot.gc_tuning import collect_rarely
from data.private_files import OTHERS


def main() -> None:
    """Run one command and end the process with its exit status."""
    os.umask(OTHERS)  # whatever it makes, also through libraries, is its owner's alone
    collect_rarely()
    sys.stdout = _with_buffer(sys.stdout)
    sys.exit(run(sys.argv[1:]))


def _with_buffer(stream: TextIO) -> TextIO:
    """Return `stream`, with a buffer if PYTHONUNBUFFERED left it none."""
    if isinstance(stream, TextIOWrapper) and isinstance(stream.buffer, FileIO):
        whole = BufferedWriter(FileIO(stream.fileno(), "w", closefd=False))
        return TextIOWrapper(whole, encoding=stream.encoding, errors=stream.errors, line_buffering=True)
    return stream


if __name__ == "__main__":
    main()
