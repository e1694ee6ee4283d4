"""`nhacviec zalo`: how full the Zalo bots are, and who goes to which."""

from typing import Annotated

import typer

from bot.cli.office import open_office, refuse_other_time
from bot.cli.options import Agency, AsJson, By, group
from bot.cli.output import say, say_json, say_table
from bot.cli.translated_help import Command

app = group("Các bot Zalo: còn bao nhiêu chỗ, đã gửi bao nhiêu tin trong tháng, chuyển cơ quan sang bot khác.")

Bot = Annotated[str, typer.Argument(metavar="BOT", help="Tên bot trong: nhacviec zalo list.")]
To = Annotated[str, typer.Option("--to", metavar="BOT", help="Bot nhận cơ quan, tên trong: nhacviec zalo list.")]


@app.command("list", cls=Command)
def listing(as_json: AsJson = False) -> None:
    """Mỗi bot Zalo phục vụ bao nhiêu người, đã gửi bao nhiêu tin trong tháng."""
    from bot.channels.zalo.usage import list_bots

    with open_office() as office, office.store.read() as session:
        bots = list_bots(session, office.settings, office.clock.now(), office.clock.wall())
    if as_json:
        say_json({"bots": [one.as_json() for one in bots]})
        return
    say_table(("Bot", "Người", "Tin tháng này", "Đường dẫn"), (one.as_row() for one in bots))


@app.command(cls=Command)
def move(agency: Agency, to: To, by: By = None, as_json: AsJson = False) -> None:
    """Chuyển cán bộ của một cơ quan sang bot khác: in ra cho mỗi người một mã để gõ vào bot mới."""
    from bot.channels.zalo.usage import describe_link
    from data.registry.office import agencies
    from data.registry.people import invitations, officers
    from data.registry.people.joining import grants

    with open_office() as office:
        refuse_other_time(office)
        _refuse_unknown(office.settings.zalo_channels, to)
        now = office.clock.now()
        with office.write(by) as session:
            made_by = grants.find_administrator(session, by or office.settings.by)
            found = agencies.find(session, agency, office.clock.today())
            moving = [
                one
                for one in officers.list_officers(session, found.id)
                if to not in one.channels and set(one.channels) & set(office.settings.zalo_channels)
            ]
            codes = [
                invitations.invite_to_move(
                    session, one.id, channel=to, now=now, actor="zalo move", created_by_id=made_by
                )
                for one in moving
            ]
    if as_json:
        moved = [
            {"id": one.id, "name": one.name, "code": code.code, "needs_approval": code.needs_approval}
            for one, code in zip(moving, codes, strict=True)
        ]
        say_json({"agency": found.code, "bot": to, "link": describe_link(to), "officers": moved})
        return
    say(
        f"{len(moving)} cán bộ của {found.name} chuyển sang {to}. Mỗi người mở {describe_link(to)} và gõ mã của mình:"
    )
    say_table(
        ("Họ tên", "Mã", "Tình trạng"),
        (
            (one.name, code.code, "chờ quản trị thứ hai đồng ý" if code.needs_approval else "dùng được")
            for one, code in zip(moving, codes, strict=True)
        ),
    )
    say("Cho tới lúc gõ mã, ai đang ở bot nào vẫn nhận tin ở bot ấy.")


@app.command(cls=Command)
def resume(bot: Bot) -> None:
    """Cho bot gửi tiếp trong tháng này, khi Zalo đã từ chối vì hết số tin mà cơ quan vừa nâng gói."""
    from data.registry.office import audit, channel_months
    from data.rules.viet_nam_time import month_of
    from scheduler.sending import retry_policy

    with open_office() as office:
        _refuse_unknown(office.settings.zalo_channels, bot)
        wall = office.clock.wall()
        with office.write() as session:
            was_spent = channel_months.clear_spent(session, bot, month_of(wall))
            if was_spent:
                retry_policy.resume(session, bot, wall)
                audit.record_action(
                    session,
                    now=office.clock.now(),
                    actor="zalo resume",
                    action="channel.resume",
                    subject=bot,
                    before={"spent": True},
                    after={"spent": False},
                )
    said = f"{bot} gửi tiếp được, trong vòng nửa phút." if was_spent else f"{bot} vẫn đang gửi được tin."
    say(said)


def _refuse_unknown(known: list[str], bot: str) -> None:
    if bot not in known:
        typer.echo(f"Không có bot {bot}; các bot đã đặt: {', '.join(known) or 'chưa có bot nào'}.", err=True)
        raise typer.Exit(1)
