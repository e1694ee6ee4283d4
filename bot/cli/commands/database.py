"""`nhacviec db`: the registry's schema, its health, its backup."""

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from bot.cli.office import look_at_office, open_office
from bot.cli.options import AsJson, File, group
from bot.cli.output import say, say_json
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from data.consistency import Fault

app = group("Cơ sở dữ liệu: nâng cấp, kiểm tra, sao lưu.")

_RULES = {
    "file": "Tệp cơ sở dữ liệu bị hỏng: {detail}. Khôi phục từ bản sao lưu.",
    "references": "{detail} dòng trỏ tới dòng không còn. Khôi phục từ bản sao lưu.",
    "entries": "{detail} nhiệm vụ có số lần cập nhật không khớp lịch sử.",
    "state": "{detail} nhiệm vụ có tình trạng khác với lần cập nhật cuối.",
    "completed": "{detail} nhiệm vụ có ngày hoàn thành không khớp tình trạng.",
    "files": "{detail} tệp cán bộ đã gửi không còn trong thư mục tệp. Khôi phục thư mục từ bản sao lưu.",
    "sent": "{detail} tin ghi là đã gửi mà không có mã tin của kênh.",
}


@app.command(cls=Command)
def upgrade() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản của chương trình. Sao lưu trước khi chạy."""
    from bot.settings import load
    from data import schema
    from data.errors import RegistryUnusable
    from data.store import Store

    with closing(Store(load().database_url)) as store:
        before = schema.version(store)
        if before is not None and before not in schema.revisions():
            raise RegistryUnusable("newer", before)
        schema.upgrade(store)
        say(f"Cơ sở dữ liệu: phiên bản {before or 'chưa có bảng'} → {schema.version(store)}.")


@app.command(cls=Command)
def check(as_json: AsJson = False) -> None:
    """Kiểm tra cơ sở dữ liệu có toàn vẹn và nhất quán không; không thay đổi gì."""
    from data.consistency import Fault, find_faults, find_lost_files
    from data.errors import RegistryUnusable

    try:
        with look_at_office() as office:
            found = [*find_faults(office.store), *find_lost_files(office.store, office.files)]
    except RegistryUnusable as error:
        if as_json:
            _say_faults([Fault("unusable", error.reason)])
        raise
    if as_json:
        _say_faults(found)
    elif not found:
        say("Cơ sở dữ liệu toàn vẹn và nhất quán.")
    if found:
        typer.echo("\n".join(_describe(one) for one in found), err=True)
        raise typer.Exit(1)


@app.command(cls=Command)
def backup(file: File) -> None:
    """Sao lưu ra một tệp mới, an toàn cả khi bot đang chạy (SQLite)."""
    from data.backup import BackupUnsupported
    from data.backup import backup as copy

    with look_at_office():
        pass  # a registry that is not there is not made for the sake of a backup
    with open_office() as office:
        try:
            copy(office.store, file)
        except BackupUnsupported:
            typer.echo("Cơ sở dữ liệu PostgreSQL: dùng pg_dump của máy chủ để sao lưu.", err=True)
            raise typer.Exit(1) from None
    say(f"Đã sao lưu vào {file}.")


def _say_faults(found: "list[Fault]") -> None:
    say_json({"ok": not found, "faults": [{"rule": one.rule, "detail": one.detail} for one in found]})


def _describe(fault: "Fault") -> str:
    return _RULES[fault.rule].format(detail=fault.detail)
