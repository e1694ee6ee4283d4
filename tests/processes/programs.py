"""`nhacviec` in processes of its own, copied from one that has loaded it: loading takes more than most tests do."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

_ROOT = str(Path(__file__).parents[2])
COPIES = multiprocessing.get_context("forkserver")
COPIES.set_forkserver_preload(["tests.processes.preloaded"])


class Program:
    """A running `nhacviec`."""

    def __init__(self, process: BaseProcess) -> None:
        self.process = process

    @property
    def alive(self) -> bool:
        return self.process.is_alive()

    def stop(self) -> int:
        """Ask it to end and return its exit status. Raises TimeoutError where its ten seconds are too few."""
        self.process.terminate()
        return self.ended(10 + 50)  # the more is for a machine with other things to do

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.join()

    def ended(self, patience: float) -> int:
        """Wait for its exit status. Raises TimeoutError where it has not ended after so many seconds."""
        self.process.join(patience)
        if self.process.exitcode is None:
            raise TimeoutError(f"still running after {patience} seconds")
        return self.process.exitcode


def started(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    out: Path,
    err: Path,
    anew: bool = False,
) -> Program:
    """Start `nhacviec` with these arguments and no other variables than these, writing to the end of two files.

    `anew`: by a Python of its own, which looks at the variables as well (the locale).
    """
    return Program(copy(_run, list(arguments), dict(environment), folder, out, err, anew))


def copy(work: Callable[..., None], *arguments: object) -> BaseProcess:
    """Begin `work` in a process that has loaded all of the program and opened nothing."""
    _start_preloaded()
    process = COPIES.Process(target=work, args=arguments)
    process.start()
    return process


@cache
def _start_preloaded() -> None:
    """Start the process that is copied. What it may import it learns from PYTHONPATH alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", _ROOT)
        forkserver.ensure_running()


def _run(arguments: list[str], environment: dict[str, str], folder: Path, out: Path, err: Path, anew: bool) -> None:
    os.chdir(folder)
    for stream, path in ((sys.stdout, out), (sys.stderr, err)):
        with path.open("ab") as file:
            os.dup2(file.fileno(), stream.fileno())
    if anew:
        os.execve(sys.executable, [sys.executable, "-m", "bot", *arguments], environment)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["nhacviec", *arguments]
    from bot.__main__ import main

    main()
