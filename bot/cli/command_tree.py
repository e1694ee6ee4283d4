"""All commands, as typer runs them."""

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
    engines,
    export,
    reminders,
    status,
    summary,
)
from bot.cli.commands.channels import mail, page, webhook, zalo
from bot.cli.commands.people import officers, personal_data
from bot.cli.commands.plans import plans
from bot.cli.commands.registry import backups, copying, database, files
from bot.cli.options import group
from bot.cli.translated_help import Command, Group, translate
from data.version import VERSION

_ABOUT = "Trợ lý nhắc việc: kế hoạch thành sổ nhiệm vụ, cán bộ đầu mối được nhắc trước mỗi mốc hạn."
app = group(_ABOUT)
for command in (demo.demo, engines.run, chat.chat, ask.ask, duties.duties, summary.summary, status.status):
    app.command(cls=Command)(command)
backups.add_to(database.app)
copying.add_to(database.app)
files.add_to(database.app)
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


def run_command(arguments: list[str]) -> int | None:
    """Run one command and return its exit status, None for 0. Wrong usage prints one sentence on stderr."""
    try:
        status: int | None = get_command(app).main(arguments, prog_name="nhacviec", standalone_mode=False)
    except typer.TyperException as error:
        typer.echo(_usage(error), err=True)
        return error.exit_code
    return status


def _usage(error: typer.TyperException) -> str:
    """Return the complaint about wrong usage, and the help command to look at."""
    said = translate(error.format_message())
    context: typer.Context | None = getattr(error, "ctx", None)
    is_help = said.startswith("Cách dùng")
    return f"{said} Xem: {context.command_path} --help" if context and not is_help else said
