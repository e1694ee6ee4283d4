"""`nhacviec status`: whether the office is well."""

from bot.cli.office import open_office
from bot.cli.options import AsJson
from bot.cli.output import dated, say, say_json, timed


def status(as_json: AsJson = False) -> None:
    """Bot có ổn không: sổ nhiệm vụ, nhịp gần nhất, tin chưa gửi, cán bộ không liên lạc được."""
    from bot.cli import shapes
    from data import schema
    from data.registry.health import health

    with open_office() as office, office.store.read() as session:
        found = health(session)
        if as_json:
            say_json(shapes.status(office.store.address, schema.revisions()[-1], found))
            return
    tick = timed(found.last_tick) if found.last_tick else "chưa chạy lần nào"
    say(f"Sổ nhiệm vụ: {office.store.address}, dùng được")
    say(f"Nhịp gần nhất của bot: {tick}" + (f", gặp lỗi: {found.trouble}" if found.trouble else ""))
    for name, beat in found.channels.items():
        say(f"Kênh {name}: {beat.trouble or 'tốt'} ({timed(beat.at)})")
    say(f"Tin chờ gửi lâu nhất: {dated(found.oldest_unsent) or 'không có'}")
    say(f"Tin đã bỏ vì không gửi được: {found.set_aside}")
    say(f"Cán bộ không liên lạc được: {found.unreachable_officers}")
