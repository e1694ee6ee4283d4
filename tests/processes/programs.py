"""`nhacviec` in its own processes, copied from a loaded one: loading takes longer than most tests."""

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
        """Ask it to end and return its exit status. Raises TimeoutError if its ten seconds are not enough."""
        self.process.terminate()
        return self.wait(10 + 50)  # the more is for a machine with other things to do

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        self.process.kill()
        self.process.join()

    def wait(self, patience: float) -> int:
        """Wait for it to end and return its exit status. Raises TimeoutError after `patience` seconds."""
        self.process.join(patience)
        if self.process.exitcode is None:
            raise TimeoutError(f"still running after {patience} seconds")
        return self.process.exitcode


def start_program(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    out: Path,
    err: Path,
    anew: bool = False,
) -> Program:
    """Start `nhacviec` with these arguments and only these variables, appending its output to two files.

    `anew`: by a Python of its own, which looks at the variables as well (the locale).
    """
    return Program(copy(run_program, list(arguments), dict(environment), folder, out, err, anew))


def copy(work: Callable[..., None], *arguments: object) -> BaseProcess:
    """Run `work` in a copy of the loaded process."""
    _start_preloaded()
    process = COPIES.Process(target=work, args=arguments)
    process.start()
    return process


@cache
def _start_preloaded() -> None:
    """Start the process to copy. PYTHONPATH is all that tells it where to import from."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", _ROOT)
        forkserver.ensure_running()


def run_program(
    arguments: list[str], environment: dict[str, str], folder: Path, out: Path, err: Path, anew: bool = False
) -> None:
    """Become `nhacviec` (`start_program`); for a process of its own."""
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
