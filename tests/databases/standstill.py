"""A real PostgreSQL server that stands still: its processes are stopped, no connection ends, nothing answers."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg


def server_of(url: str) -> int:
    """Return the process of the server at `url`: the parent of whatever serves a connection."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert found
        return _parent_of(found[0])


@contextmanager
def standing_still(server: int) -> Iterator[None]:
    """Stop all processes of a server while the block runs. Those it would start meanwhile cannot start."""
    _signal(server, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(server, signal.SIGCONT)


def _signal(server: int, number: signal.Signals) -> None:
    for process in (server, *_children_of(server)):
        with suppress(ProcessLookupError):  # a connection that ended just now
            os.kill(process, number)


def _children_of(parent: int) -> list[int]:
    found = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [process for process in found if _parent_of(process) == parent]


def _parent_of(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(status.rpartition(")")[2].split()[1])
