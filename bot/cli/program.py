"""The program `nhacviec`: its commands, and how their failures are reported."""

import logging
import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.main import get_command

from bot.cli.commands import (
    agencies,
    ask,
    audit,
    chat,
    days,
    demo,
    duties,
    export,
    officers,
    personal_data,
    plans,
    reminders,
    status,
    summary,
)
from bot.cli.commands import run as serve
from bot.cli.commands.channels import mail, page, webhook, zalo
from bot.cli.commands.registry import backups, copying, database
from bot.cli.error_messages import describe_error, describe_unforeseen
from bot.cli.options import group
from bot.cli.translated_help import Command, Group, translate
from data.errors import NhacviecError
from data.version import VERSION

_log = logging.getLogger(__name__)

DONE, FAILED = 0, 1
"""Exit statuses; wrong usage is typer's 2. Other programs depend on them."""

_ABOUT = "Trợ lý nhắc việc: kế hoạch thành sổ nhiệm vụ, cán bộ đầu mối được nhắc trước mỗi mốc hạn."
app = group(_ABOUT)
for command in (demo.demo, serve.run, chat.chat, ask.ask, duties.duties, summary.summary, status.status):
    app.command(cls=Command)(command)
backups.add_to(database.app)
copying.add_to(database.app)
for name, commands in (
    ("plan", plans.app),
    ("agency", agencies.app),
    ("officer", officers.app),
    ("person", personal_data.app),
    ("page", page.app),
    ("mail", mail.app),
    ("reminders", reminders.app),
    ("export", export.app),
    ("days", days.app),
    ("audit", audit.app),
    ("db", database.app),
    ("webhook", webhook.app),
    ("zalo", zalo.app),
):
    app.add_typer(commands, name=name)


def _say_version(asked: bool) -> None:
    if asked:
        from data.schema import revisions

        typer.echo(f"nhacviec {VERSION}, phiên bản cơ sở dữ liệu {revisions()[-1]}")
        raise typer.Exit


@app.callback(cls=Group, help=_ABOUT)
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="In phiên bản của chương trình.")
    ] = False,
) -> None:
    """Take the options that stand before a command; the help is that of the group."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status. A failure prints one sentence on stderr."""
    _speak_utf8()
    try:
        status: int | None = get_command(app).main(arguments, prog_name="nhacviec", standalone_mode=False)
        _flush_output()
    except typer.TyperException as error:
        typer.echo(_usage(error), err=True)
        return error.exit_code
    except BrokenPipeError:
        _drop_output()
        return FAILED
    except (NhacviecError, OSError) as error:
        typer.echo(describe_error(error), err=True)
        _flush_or_drop()
        return FAILED
    except Exception as error:  # noqa: BLE001 - a traceback says nothing to whoever is at the shell
        _log.debug("unforeseen", exc_info=True)
        typer.echo(describe_unforeseen(error), err=True)
        return FAILED
    return status or DONE


def _usage(error: typer.TyperException) -> str:
    """Return the complaint about wrong usage, and the help command to look at."""
    said = translate(error.format_message())
    context: typer.Context | None = getattr(error, "ctx", None)
    is_help = said.startswith("Cách dùng")
    return f"{said} Xem: {context.command_path} --help" if context and not is_help else said


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
