"""`nhacviec db`: the registry's schema and its health."""

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from bot.cli.json_output.audit import chain_json
from bot.cli.office import Office, clock_of, load_settings, look_at_office
from bot.cli.options import AsJson, By, group
from bot.cli.output import say, say_json
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from data.consistency import Fault
    from data.registry.office.audit_chain import ChainHead

app = group("Cơ sở dữ liệu: nâng cấp, kiểm tra, sao lưu, khôi phục, chuyển sang PostgreSQL.")

_RULES = {
    "file": "Tệp cơ sở dữ liệu bị hỏng: {detail}. Khôi phục từ bản sao lưu.",
    "references": "{detail} dòng trỏ tới dòng không còn. Khôi phục từ bản sao lưu.",
    "entries": "{detail} nhiệm vụ có số lần cập nhật không khớp lịch sử.",
    "state": "{detail} nhiệm vụ có tình trạng khác với lần cập nhật cuối.",
    "completed": "{detail} nhiệm vụ có ngày hoàn thành không khớp tình trạng.",
    "files": "{detail} tệp cán bộ đã gửi không còn ở nơi lưu tệp. Khôi phục từ bản sao lưu; nếu vừa chuyển tệp vào"
    " PostgreSQL thì chạy nhacviec db files.",
    "chain.changed": "Nhật ký bị sửa: dòng sai đầu tiên là {detail}. Đối chiếu với bản sao lưu.",
    "chain.missing": "Nhật ký bị xóa: dòng mất đầu tiên là {detail}. Đối chiếu với bản sao lưu.",
    "chain.inserted": "Nhật ký bị chèn thêm: dòng thừa đầu tiên là {detail}. Đối chiếu với bản sao lưu.",
    "chain.backdated": "Nhật ký bị ghi lùi ngày: dòng đầu tiên là {detail}. Đối chiếu với bản sao lưu.",
    "chain.link": "Chuỗi niêm phong của nhật ký bị sửa, từ dòng {detail}. Đối chiếu với bản sao lưu.",
    "sent": "{detail} tin ghi là đã gửi mà không có mã tin của kênh.",
}


@app.command(cls=Command)
def upgrade(by: By = None) -> None:
    """Đưa cơ sở dữ liệu lên phiên bản của chương trình. Sao lưu trước khi chạy."""
    from data import schema
    from data.database.other_users import is_open_elsewhere
    from data.errors import CopyRefused, RegistryUnusable
    from data.store import Store

    settings = load_settings()
    with closing(Store(settings.database_url)) as store:
        before = schema.version(store)
        if before is not None and before not in schema.revisions():
            raise RegistryUnusable("newer", before)
        newest = schema.revisions()[-1]
        # An older program would go on with tables that it does not know; another upgrade has done it by now.
        if before not in (None, newest) and is_open_elsewhere(store) and schema.version(store) != newest:
            raise CopyRefused("in_use", store.address)
        schema.upgrade(store)
        if before != schema.version(store):
            _record_upgrade(Office(settings, clock_of(settings), store), before, by)
        say(f"Cơ sở dữ liệu: phiên bản {before or 'chưa có bảng'} → {schema.version(store)}.")


def _record_upgrade(office: Office, before: str | None, by: str | None) -> None:
    from data import schema
    from data.registry.office import audit

    with office.write(by) as session:
        audit.record_action(
            session,
            now=office.clock.now(),
            actor="db upgrade",
            action="registry.upgrade",
            subject=office.store.address,
            before={"schema": before},
            after={"schema": schema.version(office.store)},
        )


@app.command(cls=Command)
def check(as_json: AsJson = False) -> None:
    """Kiểm tra cơ sở dữ liệu có toàn vẹn và nhất quán không; không thay đổi gì."""
    from data.consistency import Fault, find_faults, find_lost_files
    from data.errors import RegistryUnusable

    try:
        with look_at_office() as office:
            found = [*find_faults(office.store), *find_lost_files(office.store, office.files)]
            head = _head(office)
    except RegistryUnusable as error:
        if as_json:
            _say_faults([Fault("unusable", error.reason)])
        raise
    if as_json:
        _say_faults(found, head)
    elif not found:
        say("Cơ sở dữ liệu toàn vẹn và nhất quán.")
        if head.unsealed:
            say(f"Nhật ký: {head.unsealed} dòng mới chưa niêm phong; nhịp kế tiếp của bot niêm phong chúng.")
    if found:
        typer.echo("\n".join(describe_fault(one) for one in found), err=True)
        raise typer.Exit(1)


def _head(office: Office) -> "ChainHead":
    from data.registry.office import audit_chain

    with office.store.read() as session:
        return audit_chain.get_head(session)


def _say_faults(found: "list[Fault]", head: "ChainHead | None" = None) -> None:
    told = {"ok": not found, "faults": [{"rule": one.rule, "detail": one.detail} for one in found]}
    say_json(told | ({"audit": chain_json(head)} if head else {}))


def describe_fault(fault: "Fault") -> str:
    """Return a fault of the registry in words, and what to do."""
    return _RULES[fault.rule].format(detail=fault.detail)
