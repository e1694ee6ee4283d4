"""`nhacviec page`: who has the page open, ways into it where there is no chat to ask in, the key of its notices."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.commands.people.officers import Number
from bot.cli.office import load_settings, open_office, refuse_other_time
from bot.cli.options import AsJson, By, group
from bot.cli.output import format_instant, say, say_json, say_table
from bot.cli.translated_help import Command
from data.rules.limits.terms import SIGN_IN_LINK_TERM

if TYPE_CHECKING:
    from bot.cli.office import Office
    from data.registry.people.officers import OfficerLine

app = group("Trang làm việc: ai đang mở, cấp đường dẫn vào, kết thúc, khóa của thông báo.")


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
        ("Số", "Họ tên", "Vai trò", "Cơ quan", "Số máy", "Mở gần nhất"),
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
    from data.registry.people import sign_in_links
    from handlers.views.account.page import ADDRESS

    with _open_page_office() as office:
        found, now, wall = _find(office, number), office.clock.now(), office.clock.wall()
        with office.write(by) as session:
            token = sign_in_links.create_link(session, number, now=now, wall=wall, actor="page link")
    say(f"Đường dẫn cho {found.name} ({found.agency_short_name}):")
    say(ADDRESS.format(public_url=office.settings.public_url, token=token))
    say(f"Dùng một lần, đến {format_instant(wall + SIGN_IN_LINK_TERM)}.")


@app.command(cls=Command)
def codes(
    number: Number,
    count: Annotated[int, typer.Option(min=1, max=60, metavar="SỐ", help="Số mã cần in.")] = 20,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """In các mã vào trang cho cán bộ không có bot để hỏi: mỗi mã dùng một lần, trong 90 ngày; mã cũ bỏ."""
    from data.registry.people import sign_in_links
    from data.rules.limits.terms import SIGN_IN_CODE_TERM

    with _open_page_office() as office:
        found, now, wall = _find(office, number), office.clock.now(), office.clock.wall()
        with office.write(by) as session:
            made = sign_in_links.create_codes(session, number, count, now=now, wall=wall, actor="page codes")
    if as_json:
        say_json({"officer": found.id, "codes": made, "expires_at": (wall + SIGN_IN_CODE_TERM).isoformat()})
        return
    say(f"Mã vào trang của {found.name} ({found.agency_short_name}), gõ ở {office.settings.public_url}/trang/:")
    say("\n".join(f"  {code[:5]}-{code[5:]}" for code in made))
    say(f"Mỗi mã dùng một lần, đến {format_instant(wall + SIGN_IN_CODE_TERM)}; các mã in trước đây hết hiệu lực.")
    say("Ai có mã đều vào được với tên cán bộ ấy: in ra, giao tận tay, cất kín.")


@app.command(cls=Command)
def key() -> None:
    """In một khóa mới cho NHACVIEC_PUSH_KEY: thông báo trên trình duyệt khi trang đang đóng."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from py_vapid.utils import b64urlencode

    value = generate_private_key(SECP256R1()).private_numbers().private_value
    say(str(b64urlencode(value.to_bytes(32, "big"))))


@app.command(cls=Command)
def end(number: Number, by: By = None) -> None:
    """Kết thúc trang của một cán bộ trên tất cả các máy; mã và đường dẫn vào chưa dùng hết hiệu lực."""
    from data.registry.people import page_sessions, sign_in_links

    with open_office() as office:
        refuse_other_time(office)
        now, wall = office.clock.now(), office.clock.wall()
        with office.write(by) as session:
            sign_in_links.revoke(session, number, now=now, wall=wall, actor="page end")
            ended = page_sessions.end_sessions_of(session, number, now=now, wall=wall, actor="page end")
    say(f"Đã kết thúc trang trên {ended} máy.")


@contextmanager
def _open_page_office() -> Iterator["Office"]:
    """Open the office whose page somebody is to be let into. Raises SettingsRefused where there is no page."""
    from bot.settings import SettingsRefused, variable

    if not load_settings().page:
        raise SettingsRefused(variable("page"), "chưa đặt true, nên bot chưa có trang làm việc.")
    with open_office() as office:
        refuse_other_time(office)
        yield office


def _find(office: "Office", number: int) -> "OfficerLine":
    """Return the officer of this number. Raises NotFound."""
    from data.errors import NotFound
    from data.registry.people import officers

    with office.store.read() as session:
        found = next((one for one in officers.list_officers(session) if one.id == number), None)
    if found is None:
        raise NotFound("officer", str(number))
    return found
