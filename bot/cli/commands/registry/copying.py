"""`nhacviec db copy`: the registry from its file to PostgreSQL."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from bot.cli.office import Office, open_for_backup
from bot.cli.options import By
from bot.cli.output import progress, say
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from data.store import Store


def parse_server(address: str) -> str:
    """Return the address of a PostgreSQL database. Raises ValueError."""
    try:
        parts = urlsplit(address)
        is_server = parts.scheme.partition("+")[0] == "postgresql" and parts.port != 0 and len(parts.path) > 1
    except ValueError:
        is_server = False
    if not is_server:
        raise ValueError("cần một địa chỉ dạng postgresql://người@máy/tên.")
    return address


Target = Annotated[str, typer.Argument(parser=parse_server, metavar="ĐỊA_CHỈ")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the group `nhacviec db`."""
    app.command(cls=Command)(copy)


def copy(target: Target, by: By = None) -> None:
    """Chép sổ sang một cơ sở dữ liệu PostgreSQL trống, đọc lại và so từng dòng. Tắt bot trước. Sổ cũ giữ nguyên.

    Mật khẩu của PostgreSQL nên để ở tệp ~/.pgpass hoặc biến PGPASSWORD, đừng gõ vào địa chỉ.
    """
    from data.errors import RegistryUnusable
    from data.schema import version
    from data.transfer.moving import move_registry

    tables: list[tuple[str, int]] = []
    with open_for_backup() as office:
        if not office.is_current:
            raise RegistryUnusable("old", version(office.store) or "")
        with progress("Đang chép sổ", silent=False) as shown:

            def told(table: str, rows: int) -> None:
                tables.append((table, rows))
                if update := getattr(shown, "update", None):
                    update(f"Đã chép {table}: {rows} dòng...")

            copied = move_registry(office.store, target, told)
        with closing(copied):
            _record(office, copied, by)
        for table, rows in tables:
            if rows:
                say(f"{table}: {rows}")
        say(f"Đã chép {len(tables)} bảng, {sum(rows for _table, rows in tables)} dòng; đã đọc lại, khớp từng dòng.")
        say(
            f"Đặt NHACVIEC_DATABASE_URL={copied.address} và NHACVIEC_FILES_DIR={office.files_in_folder.folder},"
            " chạy nhacviec db check, rồi bật bot."
        )


def _record(office: Office, copied: "Store", by: str | None) -> None:
    """Record the copy in both registries, and seal it."""
    from data.registry.office import audit, audit_chain

    for store in (copied, office.store):
        with store.write() as session:
            office.sign(session, by)
            audit.record_action(
                session,
                now=office.clock.now(),
                actor="db copy",
                action="registry.copy",
                subject=copied.address,
                before={"address": office.store.address},
                after={"address": copied.address},
            )
        audit_chain.seal(store, office.clock.now())
