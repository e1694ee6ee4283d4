"""`nhacviec person`: what is kept of a person, a copy of it, its erasure; also of those who have left."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.office import open_office, refuse_other_time
from bot.cli.options import By, group
from bot.cli.output import say
from bot.cli.translated_help import Command

app = group("Dữ liệu cá nhân của một cán bộ, kể cả đã thôi: trao bản sao, xóa.")

Number = Annotated[
    int, typer.Argument(metavar="SỐ", help="Số của cán bộ, trong nhật ký hoặc: nhacviec officer list.")
]
Out = Annotated[Path, typer.Option("--out", metavar="TỆP", help="Tệp .xlsx sẽ ghi.")]
Sure = Annotated[bool, typer.Option("--yes", help="Đã xem đúng người, đồng ý xóa.")]


@app.command(cls=Command)
def export(number: Number, out: Out, by: By = None) -> None:
    """Ghi ra tệp mọi dữ liệu giữ về một người, để trao cho chính người ấy."""
    from data.atomic_file import write_atomically
    from data.registry.office import audit
    from data.registry.people import officers
    from data.registry.people.personal import kept
    from data.rules.viet_nam_time import viet_nam_date
    from handlers.views.account import my_data_workbook

    with open_office() as office:
        refuse_other_time(office)
        now = office.clock.now()
        with office.write(by) as session:
            name = officers.get_facts(session, number).name
            content = my_data_workbook.build(kept.read(session, number), viet_nam_date(now))
            audit.record_action(
                session, now=now, actor="person export", action="officer.copy", subject=f"officer:{number}"
            )
    write_atomically(out, content)
    say(f"Dữ liệu giữ về {name}: {out}")


@app.command(cls=Command)
def erase(number: Number, sure: Sure = False, by: By = None) -> None:
    """Xóa dữ liệu cá nhân theo đề nghị của người ấy: việc đã ghi còn lại, đứng dưới vai trò. Không lấy lại được."""
    from data.registry.people import officers
    from data.registry.people.personal import erasure
    from handlers.views.account.my_data import erased_name

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            found = officers.get_facts(session, number)
            if not sure:
                raise typer.BadParameter(
                    f"xóa {found.name}, {found.agency_name}? Đúng thì thêm --yes.", param_hint="SỐ"
                )
            now = office.clock.now()
            rows = erasure.erase(session, number, label=erased_name, now=now, actor="person erase")
    say(f"Đã xóa dữ liệu của {found.name}: tên được bỏ khỏi {rows} dòng nhật ký. Các bản sao lưu cũ vẫn còn tên.")
