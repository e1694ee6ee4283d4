"""`nhacviec days`: the officially decided days off and worked days."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.office import open_office, refuse_other_time
from bot.cli.options import By, group
from bot.cli.output import say
from bot.cli.translated_help import Command

app = group("Ngày nghỉ, ngày làm bù đã có văn bản quyết định.")

Table = Annotated[
    Path | None,
    typer.Argument(metavar="TỆP", help="Tệp CSV date,kind,name,document; không nêu: bảng đi kèm chương trình."),
]


@app.callback()
def days() -> None:
    """Make `import` a command of a group, not the group itself."""


@app.command("import", cls=Command)
def import_days(file: Table = None, by: By = None) -> None:
    """Ghi bảng ngày nghỉ vào sổ; ngày đã có được thay bằng ngày trong bảng."""
    from data.days_off_file import DaysUnreadable, read_days
    from data.registry.office import days_off as registry
    from data.seeds import seed

    with open_office() as office:
        try:
            table = read_days(file or seed("days-off.csv"))
        except DaysUnreadable as error:
            typer.echo(f"Dòng {error.line} của bảng ngày nghỉ không đọc được; chưa ghi gì.", err=True)
            raise typer.Exit(1) from None
        refuse_other_time(office)
        with office.write(by) as session:
            count = registry.enter_days(session, table, now=office.clock.now(), actor="days import")
    say(f"Đã ghi {count} ngày.")
