"""`nhacviec`: its commands, and what becomes of their failures."""

import logging
import os
import sys
from io import TextIOWrapper

import typer
from typer.main import get_command

from bot.cli.commands import (
    ask,
    chat,
    database,
    days,
    demo,
    duties,
    export,
    officers,
    plans,
    reminders,
    status,
    summary,
)
from bot.cli.commands import run as serve
from bot.cli.error_messages import describe_error, describe_unforeseen
from bot.cli.options import group
from bot.cli.translated_help import Command, translate
from data.errors import NhacviecError

_log = logging.getLogger(__name__)

DONE, FAILED = 0, 1
"""Exit statuses; wrong usage is typer's 2. Other programs depend on them."""

app = group("Trợ lý nhắc việc: kế hoạch thành sổ nhiệm vụ, cán bộ đầu mối được nhắc trước mỗi mốc hạn.")
for command in (demo.demo, serve.run, chat.chat, ask.ask, duties.duties, summary.summary, status.status):
    app.command(cls=Command)(command)
for name, commands in (
    ("plan", plans.app),
    ("officer", officers.app),
    ("reminders", reminders.app),
    ("export", export.app),
    ("days", days.app),
    ("db", database.app),
):
    app.add_typer(commands, name=name)


def run(arguments: list[str]) -> int:
    """Runs one command and returns its exit status. A failure is one sentence on stderr."""
    _speak_utf8()
    try:
        status: int | None = get_command(app).main(arguments, prog_name="nhacviec", standalone_mode=False)
        _write_out()
    except typer.TyperException as error:
        typer.echo(_usage(error), err=True)
        return error.exit_code
    except BrokenPipeError:
        _stop_writing()
        return FAILED
    except (NhacviecError, OSError) as error:
        typer.echo(describe_error(error), err=True)
        _give_up_what_is_unwritten()
        return FAILED
    except Exception as error:  # noqa: BLE001 - a traceback says nothing to whoever is at the shell
        _log.debug("unforeseen", exc_info=True)
        typer.echo(describe_unforeseen(error), err=True)
        return FAILED
    return status or DONE


def _usage(error: typer.TyperException) -> str:
    """What was wrong, and the help that says what is right."""
    said = translate(error.format_message())
    context: typer.Context | None = getattr(error, "ctx", None)
    is_help = said.startswith("Cách dùng")
    return f"{said} Xem: {context.command_path} --help" if context and not is_help else said


def _speak_utf8() -> None:
    """Vietnamese in and out whatever the locale says; a byte that is no text must not stop a conversation."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _write_out() -> None:
    if sys.stdout:  # not where it was closed before we began
        sys.stdout.flush()


def _give_up_what_is_unwritten() -> None:
    """On a full disk Python would try once more when the process ends, and put its own exit status for ours."""
    try:
        _write_out()
    except OSError:
        _stop_writing()


def _stop_writing() -> None:
    """What could not be written, because whoever read it has left (`| head`), is not tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
