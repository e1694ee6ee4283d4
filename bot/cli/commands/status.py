"""`nhacviec status`: the health of the office."""

from typing import TYPE_CHECKING

import typer

from bot.cli.error_messages import describe_error
from bot.cli.office import Office, look_at_office
from bot.cli.options import AsJson
from bot.cli.output import format_date, format_instant, say, say_json

if TYPE_CHECKING:
    from data.database.processes import RunningProcess
    from scheduler.auditor import Findings

_ALARMS = {
    "unusable": "không đọc được sổ nhiệm vụ",
    "silent": "bot không chạy hoặc đã đứng từ hơn 5 phút nay",
    "troubled": "nhịp gần nhất gặp lỗi",
    "unplanned": "bản tin hôm nay chưa được lập",
    "unsent": "có tin đến hạn hơn 1 giờ mà chưa gửi được",
    "set_aside": "có tin của hôm nay hoặc hôm qua đã phải bỏ vì bị từ chối hoặc gây lỗi, xem nhật ký của bot",
    "unanswered": "có tin nhắn của cán bộ nhận từ hơn 5 phút nay mà bot chưa trả lời được",
    "disk": "ổ đĩa chứa sổ nhiệm vụ hoặc tệp minh chứng sắp đầy: hãy dọn bớt hoặc chuyển sang ổ lớn hơn",
    "clock": "sổ có mốc ghi ở tương lai: hãy xem lại đồng hồ của máy, rồi chạy bot để bot bỏ các mốc ấy",
}
"""In words. A channel has words of its own."""


def status(as_json: AsJson = False) -> None:
    """Bot có ổn không: sổ nhiệm vụ, nhịp gần nhất, kênh, tin chưa gửi, cán bộ không liên lạc được.

    Mã thoát 0: ổn; 1: chưa ổn.
    """
    import asyncio

    from bot.channels.zalo.usage import list_bots
    from bot.cli.json_output.status import status_json, unusable_json
    from bot.file_checks.virus_scan import VirusScan
    from data import schema
    from data.errors import RegistryUnusable
    from data.free_space import list_written
    from scheduler.auditor import audit

    try:
        with look_at_office() as office, office.store.read() as session:
            clock, calendar = office.clock, office.calendar(session)
            folders = list_written(office.store, office.files)
            audited = audit(session, clock.now(), clock.wall(), calendar, office.settings.hours, folders)
            bots = list_bots(session, office.settings, clock.now(), clock.wall())
            processes = _list_processes(office)
            clamd = office.settings.clamd
            unscanned = asyncio.run(VirusScan(clamd).find_trouble()) if clamd else None
    except RegistryUnusable as error:
        if as_json:
            say_json(unusable_json(describe_error(error)))
        raise
    is_well = audited.well and unscanned is None
    if as_json:
        told = status_json(office.store.address, schema.revisions()[-1], audited, _problems(audited, unscanned))
        serving = [_process_json(one) for one in processes]
        say_json(told | {"ok": is_well, "zalo": [one.as_json() for one in bots], "seats": serving})
    else:
        for one in bots:
            name, people, sent, _link = one.as_row()
            say(f"Bot {name}: {people} người, {sent} tin trong tháng")
        for process in processes:
            say(f"Máy {process.host}: {_what_it_does(process)}, nhịp cuối {format_instant(process.last_beat)}")
        _say(office.store.address, audited, unscanned)
    if not is_well:
        raise typer.Exit(1)


def _list_processes(office: Office) -> "list[RunningProcess]":
    """Return the processes that serve the registry or stand by; a file tells of none."""
    if office.store.server is None:
        return []
    from data.database.processes import list_processes

    return list_processes(office.store.server)


def _process_json(process: "RunningProcess") -> dict[str, object]:
    return {
        "host": process.host,
        "process": process.process,
        "engine": "cluster" if process.is_cluster else "local",
        "serving": process.is_cluster or process.has_seats,
        "pushing": process.has_seats,
        "beats": process.beats,
        "last_beat": process.last_beat.isoformat(),
    }


def _what_it_does(process: "RunningProcess") -> str:
    if not process.beats:
        return "không còn nhịp"
    if process.is_cluster:
        return "cùng phục vụ, đang gửi tin nhắc" if process.has_seats else "cùng phục vụ"
    return "đang phục vụ" if process.has_seats else "đứng dự phòng"


def _say(address: str, audited: "Findings", unscanned: str | None) -> None:
    found = audited.health
    planned = format_instant(audited.last_planned) if audited.last_planned else "chưa lần nào"
    tick = format_instant(found.last_tick) if found.last_tick else "chưa chạy lần nào"
    say(f"Sổ nhiệm vụ: {address}, dùng được")
    say(f"Lần hoạt động gần nhất của bot: {tick}" + (f", gặp lỗi: {found.trouble}" if found.trouble else ""))
    for name, beat in found.channels.items():
        say(f"Kênh {name}: {beat.trouble or 'tốt'} ({format_instant(beat.at)})")
    say(f"Lần lập bản tin gần nhất: {planned}")
    say(f"Tin chờ gửi lâu nhất: {format_date(found.oldest_unsent) or 'không có'}")
    say(f"Tin đã bỏ vì không gửi được: {found.set_aside}")
    say(f"Cán bộ không liên lạc được: {found.unreachable_officers}")
    say(f"Cơ quan chưa hoàn thành nhiệm vụ mà chưa có cán bộ nhận nhắc: {found.unheard_agencies}")
    problems = _problems(audited, unscanned)
    say("Bot chưa ổn: " + "; ".join(problems) + "." if problems or not audited.well else "Bot ổn.")


def _problems(audited: "Findings", unscanned: str | None) -> list[str]:
    """Return every alarm in words; `unscanned` is why the virus scanner does not answer."""
    scanner = [f"clamd không trả lời ({unscanned})"] if unscanned else []
    deaf = [f"kênh {name} không nhận được tin: {trouble}" for name, trouble in audited.channels.items()]
    return [_ALARMS[alarm] for alarm in audited.alarms if alarm in _ALARMS] + deaf + scanner
