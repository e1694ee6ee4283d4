"""`nhacviec mail`: mails that came back."""

import sys

import typer

from bot.cli.office import open_office
from bot.cli.options import group
from bot.cli.output import say
from bot.cli.translated_help import Command

app = group("Thư: nhận báo cáo thư bị trả lại.")

_LARGEST = 10 * 1024 * 1024


@app.command(cls=Command)
def bounce() -> None:
    """Đọc một báo cáo thư bị trả lại (DSN) từ đầu vào: hộp thư không còn thì đóng địa chỉ, tin đi kênh khác."""
    from bot.channels.mail.bounces import read_bounces
    from data.registry.reach import bounces

    found = read_bounces(sys.stdin.buffer.read(_LARGEST))
    if not found:
        say("Không phải báo cáo về một hộp thư không còn dùng; không có gì thay đổi.")
        return
    known = 0
    with open_office() as office:
        settings = office.settings
        channels = {
            *(["telegram"] if settings.telegram_token else []),
            *settings.zalo_channels,
            *(["web"] if settings.page else []),
        }
        with office.write() as session:
            for one in found:
                known += bounces.take_bounce(
                    session,
                    message_id=one.message_id,
                    address=one.recipient,
                    code=one.code,
                    channels=channels,
                    now=office.clock.now(),
                    wall=office.clock.wall(),
                    actor="mail bounce",
                )
    if not known:
        typer.echo("Báo cáo này không về thư nào của bot; không có gì thay đổi.", err=True)
        raise typer.Exit(1)
    say(f"Đã ghi: {known} địa chỉ không nhận được thư.")
