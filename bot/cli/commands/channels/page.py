"""`nhacviec page`: who has the page open, and ways into it where there is no chat to ask in."""

from bot.cli.commands.officers import Number
from bot.cli.office import load_settings, open_office, refuse_other_time
from bot.cli.options import AsJson, By, group
from bot.cli.output import format_instant, say, say_json, say_table
from bot.cli.translated_help import Command

app = group("Trang làm việc: ai đang mở, cấp đường dẫn vào, kết thúc.")


@app.command("list", cls=Command)
def listing(as_json: AsJson = False) -> None:
    """Cán bộ đang mở trang: trên mấy máy, mở gần nhất lúc nào."""
    from bot.cli.json_output.officers import page_users_json
    from data.registry.people import page_sessions
    from handlers.views.base.names import role_name

    with open_office() as office, office.store.read() as session:
        found = page_sessions.list_users(session, office.clock.wall())
    if as_json:
        say_json(page_users_json(found))
        return
    say_table(
        ("Số", "Họ tên", "Vai", "Cơ quan", "Số máy", "Mở gần nhất"),
        (
            (
                str(one.officer_id),
                one.name,
                role_name(one.role),
                one.agency_short_name,
                str(one.sessions),
                format_instant(one.seen_at),
            )
            for one in found
        ),
    )
    say(f"{len(found)} cán bộ đang mở trang.")


@app.command(cls=Command)
def link(number: Number, by: By = None) -> None:
    """Cấp đường dẫn vào trang cho một cán bộ: dùng một lần, trong 10 phút; gửi riêng cho đúng người."""
    from bot.settings import SettingsRefused, variable
    from data.errors import NotFound
    from data.registry.people import officers, sign_in_links
    from handlers.account.page import ADDRESS

    settings = load_settings()
    if not settings.page:
        raise SettingsRefused(variable("page"), "chưa đặt true, nên bot chưa có trang làm việc.")
    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            found = next((one for one in officers.list_officers(session) if one.id == number), None)
            if found is None:
                raise NotFound("officer", str(number))
            now, wall = office.clock.now(), office.clock.wall()
            token = sign_in_links.create_link(session, number, now=now, wall=wall, actor="page link")
    say(f"Đường dẫn cho {found.name} ({found.agency_short_name}):")
    say(ADDRESS.format(public_url=settings.public_url, token=token))
    say(f"Dùng một lần, đến {format_instant(wall + sign_in_links.VALID_FOR)}.")


@app.command(cls=Command)
def end(number: Number, by: By = None) -> None:
    """Kết thúc trang của một cán bộ trên tất cả các máy."""
    from data.registry.people import page_sessions

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            now, wall = office.clock.now(), office.clock.wall()
            ended = page_sessions.end_sessions_of(session, number, now=now, wall=wall, actor="page end")
    say(f"Đã kết thúc trang trên {ended} máy.")
