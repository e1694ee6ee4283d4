"""`nhacviec db backup` and `restore`: registry and files in one archive, and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.commands.registry.database import describe_fault
from bot.cli.error_messages import describe_error
from bot.cli.office import Office, open_for_backup, open_for_restore
from bot.cli.options import By, File
from bot.cli.output import format_instant, progress, say
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from data.backup.making import MadeBackup
    from data.backup.restoring import StagedBackup

Replace = Annotated[
    bool, typer.Option("--replace", help="Thay sổ đang có; sổ cũ không bị xóa mà được giữ lại dưới tên khác.")
]
Keep = Annotated[
    int | None,
    typer.Option("--keep", min=1, max=10_000, metavar="SỐ", help="Giữ ngần này bản mới nhất, xóa bản cũ hơn."),
]
DespiteFaults = Annotated[
    bool, typer.Option("--despite-faults", help="Khôi phục cả khi sổ trong bản sao lưu có lỗi (đã nêu ở lần trước).")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group `nhacviec db`."""
    app.command(cls=Command)(backup)
    app.command(cls=Command)(restore)


def backup(file: File, keep: Keep = None, by: By = None) -> None:
    """Sao lưu sổ và tệp cán bộ gửi ra một tệp nén mới, an toàn cả khi bot đang chạy, cả khi sổ chưa nâng cấp.

    TỆP là một thư mục thì tệp mới trong đó được đặt tên theo ngày giờ: nhacviec-20260131-020000.zip.
    """
    from data.backup.making import BARE, make_backup
    from data.backup.rotation import delete_oldest, name_backup

    folder = file if file.is_dir() else None
    if keep and folder is None:
        raise typer.BadParameter("chỉ dùng khi sao lưu vào một thư mục có sẵn.", param_hint="'--keep'")
    with open_for_backup() as office:
        file = name_backup(folder, office.clock.wall()) if folder else file
        with progress("Đang sao lưu", silent=False):
            made = make_backup(office.store, office.files, file, office.clock.wall())
        say(f"Đã sao lưu vào {file}.")
        if file.suffix.casefold() in BARE:
            typer.echo("Tệp này chỉ có sổ, không có tệp cán bộ đã gửi; đặt tên .zip để sao lưu cả hai.", err=True)
        if made.lost:
            typer.echo(
                f"{made.lost} tệp cán bộ đã gửi không còn ở nơi lưu tệp nên không có trong bản sao lưu.", err=True
            )
        _record_backup(office, file, made, by)
        if keep and folder and (old := delete_oldest(folder, keep)):
            say(f"Đã xóa {len(old)} bản sao lưu cũ, giữ {keep} bản mới nhất.")


def restore(file: File, replace: Replace = False, despite_faults: DespiteFaults = False, by: By = None) -> None:
    """Khôi phục sổ và tệp từ bản sao lưu, vào SQLite hoặc PostgreSQL: kiểm tra hết rồi mới đổi. Tắt bot trước."""
    from data.backup.restoring import find_aside, put_in_place, refuse_if_taken, stage_backup

    with open_for_restore() as office, progress("Đang kiểm tra bản sao lưu", silent=False):
        target, files, at = office.store, office.files, office.clock.wall()
        refuse_if_taken(target, replace=replace)
        with stage_backup(file, target, files) as staged:
            _refuse_faults(staged, accepted=despite_faults)
            _record_restore(office, staged, file, find_aside(target, at), by)
            aside = put_in_place(staged, target, files, at, lambda *_table: None)
        made_at = staged.archive.manifest.made_at
        when = f", sao lưu lúc {format_instant(made_at)}" if made_at else ""
        say(f"Đã khôi phục sổ {target.address} từ {file}{when}.")
        if staged.schema != _newest():
            say(f"Sổ đã được nâng cấp: phiên bản {staged.schema} → {_newest()}.")
        if aside:
            say(f"Sổ cũ được giữ lại ở {aside}; xóa khi không cần nữa.")


def _newest() -> str:
    from data.schema import revisions

    return revisions()[-1]


def _refuse_faults(staged: "StagedBackup", *, accepted: bool) -> None:
    from data.errors import BackupUnusable

    for fault in staged.faults:
        typer.echo(describe_fault(fault), err=True)
    if staged.faults and not accepted:
        raise BackupUnusable("faulty")


def _record_backup(office: Office, file: Path, made: "MadeBackup", by: str | None) -> None:
    """Record the backup, which is good whether or not the registry can be written just then.

    In a registry that is yet to be upgraded it stands in the columns that every version has.
    """
    from data.errors import RegistryUnusable
    from data.registry.office import audit

    now, subject = office.clock.now(), str(file)
    try:
        if office.is_current:
            with office.write(by) as session:
                audit.record_action(
                    session,
                    now=now,
                    actor="db backup",
                    action="backup.make",
                    subject=subject,
                    after={"sha256": made.digest, "files": made.files},
                )
        else:
            with office.store.write() as session:
                audit.record_before_upgrade(
                    session, now=now, actor=office.person(by), action="backup.make", subject=subject
                )
    except RegistryUnusable as error:
        typer.echo(f"Chưa ghi được lần sao lưu này vào nhật ký: {describe_error(error)}", err=True)


def _record_restore(office: Office, staged: "StagedBackup", file: Path, aside: str | None, by: str | None) -> None:
    """Record the restore in the registry that is about to be in place, and seal it.

    `aside` is where what stands there will be kept.
    """
    from data.registry.office import audit, audit_chain

    manifest = staged.archive.manifest
    with staged.store.write() as session:
        office.sign(session, by)
        audit.record_action(
            session,
            now=office.clock.now(),
            actor="db restore",
            action="backup.restore",
            subject=str(file),
            before={"kept_at": aside},
            after={"made_at": manifest.made_at, "schema": staged.schema, "registry": manifest.registry_sha256},
        )
    audit_chain.seal(staged.store, office.clock.now())
