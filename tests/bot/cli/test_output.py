"""What a command writes arrives whole, wherever it goes."""

import json
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

PIPE = 1 << 16
"""Bytes that a pipe holds: more than that is not written at once."""
COMMAND = [sys.executable, "-m", "bot"]
SOURCE = {"PYTHONPATH": str(Path(__file__).parents[3])}


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"])
def environment(request: pytest.FixtureRequest, plan_175: None) -> dict[str, str]:
    """PYTHONUNBUFFERED is set in containers."""
    return os.environ | SOURCE | {"PYTHONUNBUFFERED": request.param}


def test_a_reader_that_leaves_early_does_no_harm(settings: Callable[..., None]) -> None:
    piped = f'"{sys.executable}" -m bot --help | head -n 1'
    done = subprocess.run(piped, shell=True, capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.startswith("Cách dùng")
    assert done.stderr == ""


def test_a_reader_that_waits_gets_the_whole_of_it(environment: dict[str, str]) -> None:
    """A write that a signal cuts short is taken up again."""
    with subprocess.Popen([*COMMAND, "duties", "--json"], stdout=subprocess.PIPE, env=environment) as listing:
        assert listing.stdout
        begun = os.read(listing.stdout.fileno(), 1)
        os.kill(listing.pid, signal.SIGSTOP)
        os.waitpid(listing.pid, os.WUNTRACED)
        os.kill(listing.pid, signal.SIGCONT)
        said = begun + listing.stdout.read()
    assert listing.returncode == 0
    assert len(said) > PIPE
    assert json.loads(said)["duties"]


def test_a_full_disk_is_a_failure_in_one_sentence(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*COMMAND, "duties", "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_help_is_as_wide_as_the_terminal(environment: dict[str, str]) -> None:
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (24, 60))
    subprocess.run([*COMMAND, "duties", "--help"], stdout=its, env=environment | {"COLUMNS": ""}, check=True)
    said = os.read(ours, PIPE).decode()
    os.close(its)
    os.close(ours)
    assert max(map(len, said.splitlines())) <= 60
