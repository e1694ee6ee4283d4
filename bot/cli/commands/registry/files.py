"""`nhacviec db files`: officers' files from their folder into the registry's database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.office import Office, open_office
from bot.cli.options import By
from bot.cli.output import progress, say
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from data.files.folder import FilesInFolder

Folder = Annotated[
    Path | None, typer.Argument(metavar="THƯ_MỤC", exists=True, file_okay=False, help="Không nêu: thư mục đang đặt.")
]


def add_to(app: typer.Typer) -> None:
    """Add the command to the group `nhacviec db`."""
    app.command(name="files", cls=Command)(take_files)


def take_files(folder: Folder = None, by: By = None) -> None:
    """Đưa tệp cán bộ đã gửi từ thư mục vào cơ sở dữ liệu PostgreSQL, khi đã đặt NHACVIEC_FILES_IN_DATABASE=true.

    Chạy lại được: tệp đã có thì thôi. Thư mục giữ nguyên; xóa nó khi nhacviec db check không báo thiếu tệp.
    """
    from bot.settings import SettingsRefused, variable
    from data.files.folder import FilesInFolder

    with open_office() as office:
        if office.files.folder is not None:
            raise SettingsRefused(variable("files_in_database"), "chưa đặt thành true; tệp vẫn nằm trong thư mục.")
        source = FilesInFolder(folder) if folder else office.files_in_folder
        found = source.list_digests()
        taken = _take(office, source, found)
        if taken:
            _record(office, source.folder, taken, by)
        say(f"Thư mục {source.folder} có {len(found)} tệp, vừa đưa vào {taken}.")


def _take(office: Office, source: "FilesInFolder", found: list[str]) -> int:
    """Save what of `found` is not there yet; return how many. Says how many are not what their names promise."""
    from data.files import get_digest

    missing, damaged = office.files.list_missing(found), 0
    with progress("Đang đưa tệp vào cơ sở dữ liệu", silent=False):
        for digest in missing:
            content = source.read(digest)
            if get_digest(content) == digest:
                office.files.save(content)
            else:
                damaged += 1
    if damaged:
        typer.echo(f"{damaged} tệp đã hỏng (nội dung không khớp tên), không đưa vào.", err=True)
    return len(missing) - damaged


def _record(office: Office, folder: Path, taken: int, by: str | None) -> None:
    from data.registry.office import audit

    with office.write(by) as session:
        audit.record_action(
            session,
            now=office.clock.now(),
            actor="db files",
            action="registry.files",
            subject=str(folder),
            after={"files": taken},
        )
