"""The program `nhacviec`: one command is run, and how its failure is reported."""

import logging
import os
import sys
from io import TextIOWrapper

from bot.cli.commands import run as serve
from bot.cli.error_messages import describe_error, describe_unforeseen
from data.errors import NhacviecError

_log = logging.getLogger(__name__)

DONE, FAILED = 0, 1
"""Exit statuses; wrong usage is typer's 2. Other programs depend on them."""
SERVE = ["run"]
"""The arguments of the one command that stays: without options it does without the parser of the others (3 MB)."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status. A failure prints one sentence on stderr."""
    _speak_utf8()
    try:
        status = _serve() if arguments == SERVE else _run_command(arguments)
        _flush_output()
    except BrokenPipeError:
        _drop_output()
        return FAILED
    except (NhacviecError, OSError) as error:
        _say(describe_error(error))
        _flush_or_drop()
        return FAILED
    except Exception as error:  # noqa: BLE001 - a traceback says nothing to whoever is at the shell
        _log.debug("unforeseen", exc_info=True)
        _say(describe_unforeseen(error))
        return FAILED
    return status or DONE


def _serve() -> int:
    serve.run()
    return DONE


def _run_command(arguments: list[str]) -> int | None:
    from bot.cli.command_tree import run_command

    return run_command(arguments)


def _say(sentence: str) -> None:
    if sys.stderr:  # not where it was closed before we began
        sys.stderr.write(f"{sentence}\n")


def _speak_utf8() -> None:
    """Make all streams UTF-8, whatever the locale; a byte that is not text is replaced."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _flush_output() -> None:
    if sys.stdout:  # not where it was closed before we began
        sys.stdout.flush()


def _flush_or_drop() -> None:
    """Flush stdout, or drop the rest if the disk is full: Python would fail on it again at exit."""
    try:
        _flush_output()
    except OSError:
        _drop_output()


def _drop_output() -> None:
    """Send further output to /dev/null: Python would try to flush it at exit, after the reader (`| head`) left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
