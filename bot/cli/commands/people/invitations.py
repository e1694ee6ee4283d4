"""Codes of invitation at the shell: made, listed while they wait, revoked."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.invited_lists import invite_list
from bot.cli.office import Office, open_office, refuse_other_time
from bot.cli.options import AsJson, AsRole, By
from bot.cli.output import format_instant, say, say_json, say_table
from bot.cli.translated_help import Command
from bot.cli.ways_in import page_link, say_first_way_in, telegram_link
from data.enums import NAME_LETTERS, Role


def parse_name(text: str) -> str:
    """Return the name if it is not too long. Raises ValueError, which typer reports as wrong usage of the option."""
    if len(text) > NAME_LETTERS:
        raise ValueError(f"họ tên dài quá {NAME_LETTERS} ký tự.")
    return text


Name = Annotated[
    str,
    typer.Option("--name", parser=parse_name, metavar="HỌ_TÊN", help="Họ tên; không nêu: tên trên tài khoản chat."),
]
Replaces = Annotated[
    int | None,
    typer.Option("--replaces", metavar="SỐ", help="Thay cho cán bộ số này (đổi máy, đổi vai): chat cũ bị đóng."),
]
Sure = Annotated[
    bool, typer.Option("--yes", help="Đồng ý cấp vai giám sát, quản trị ngoài cơ quan thường trực theo dõi kế hoạch.")
]
InviteTo = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="CƠ_QUAN",
        help="Mã (stp), tên hoặc tên tắt của cơ quan; với --from: cơ quan của những dòng không ghi.",
    ),
]
People = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="TỆP",
        help="Mời cả danh sách: tệp .csv, .xlsx, .docx, .txt, mỗi dòng họ tên, cơ quan, vai; “-”: dán vào đây.",
    ),
]
Slips = Annotated[
    Path | None, typer.Option("--slips", metavar="TỆP", help="Với --from: ghi phiếu mời để in vào tệp .pdf này.")
]
Code = Annotated[
    str, typer.Argument(metavar="MÃ_HOẶC_SỐ", help="Mã mời, hoặc số trong: nhacviec officer invitations.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group `nhacviec officer`."""
    app.command(cls=Command)(invite)
    app.command(cls=Command)(first)
    app.command("invitations", cls=Command)(list_waiting_invitations)
    app.command(cls=Command)(revoke)


def invite(
    agency: InviteTo = None,
    role: AsRole = Role.OFFICER,
    name: Name = "",
    replaces: Replaces = None,
    people: People = None,
    slips: Slips = None,
    sure: Sure = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Cấp mã mời dùng một lần cho một người (--agency) hoặc cả danh sách (--from). Mã chỉ hiện ở đây, không xem lại
    được; gửi riêng cho đúng người.
    """
    if people is not None:
        if name or replaces is not None or role is not Role.OFFICER:
            raise typer.BadParameter("họ tên, vai nằm trong danh sách, không nêu riêng.", param_hint="'--from'")
        with open_office() as office:
            invite_list(office, people, agency=agency, slips=slips, sure=sure, by=by, as_json=as_json)
        return
    if agency is None or slips is not None:
        wrong = "--agency" if agency is None else "--slips"
        raise typer.BadParameter("cần --agency cho một người, hoặc --from cho cả danh sách.", param_hint=f"'{wrong}'")
    with open_office() as office:
        _invite_one(office, agency, role, name, replaces, sure=sure, by=by, as_json=as_json)


def _invite_one(
    office: Office,
    agency: str,
    role: Role,
    name: str,
    replaces: int | None,
    *,
    sure: bool,
    by: str | None,
    as_json: bool,
) -> None:
    from bot.channels.zalo.usage import describe_link
    from bot.cli.json_output.officers import invitation_json
    from data.registry.office import agencies
    from data.registry.people import bot_places, invitations, officers
    from data.registry.people.joining import grants
    from handlers.views.base.names import role_name

    refuse_other_time(office)
    now = office.clock.now()
    with office.write(by) as session:
        found = agencies.find(session, agency, office.clock.today())
        bot = bot_places.find_room(session, office.settings.zalo_channels, office.settings.zalo_people, now)
        invited = invitations.invite(
            session,
            agency_id=found.id,
            role=role,
            name=name,
            now=now,
            actor="officer invite",
            created_by_id=grants.find_administrator(session, by or office.settings.by),
            replaces_id=officers.get_active(session, replaces).id if replaces is not None else None,
            sure=sure,
            channel=bot,
        )
    page = page_link(office.settings, invited.code)
    if as_json:
        zalo = {"channel": bot, "link": describe_link(bot)} if bot else None
        made = invitation_json(invited, found, role, name, telegram_link(office.settings, invited.code), page)
        say_json(made | {"zalo": zalo})
        return
    # The code cannot be shown again, and the network may keep the address waiting for long, or for ever.
    say(f"Mã mời {role_name(role)} của {found.name}: {invited.code}")
    say(f"Dùng một lần, đến {format_instant(invited.expires_at)}.")
    if not name:
        say("Mã chưa ghi họ tên người được mời (--name), nên đồng nghiệp chỉ thấy tên trên tài khoản chat.")
    if invited.needs_approval:
        say("Mã chỉ dùng được khi một cán bộ quản trị khác chạm Đồng ý trong chat.")
    if bot:
        say(f"Zalo: mở {describe_link(bot)} rồi gõ: {invited.code}")
    elif office.settings.zalo_tokens:
        say("Các bot Zalo đều đã đủ người: thêm một bot vào NHACVIEC_ZALO_TOKEN rồi cấp mã khác cho người dùng Zalo.")
    if office.settings.telegram_token is None and office.settings.zalo_tokens:
        return
    link = telegram_link(office.settings, invited.code)
    if link:
        say(f"Đường dẫn: {link}")
    elif page is None or office.settings.telegram_token is not None:
        say(f"Người được mời nhắn cho bot: /start {invited.code}")
    if page:
        say(f"Vào trang làm việc: {page}")


def first(by: By = None) -> None:
    """Cấp mã cho cán bộ quản trị đầu tiên, khi sổ chưa có ai; không cần danh mục cơ quan."""
    with open_office() as office:
        refuse_other_time(office)
        say_first_way_in(office, by)


def list_waiting_invitations(as_json: AsJson = False) -> None:
    """Mã mời đang chờ: chưa ai dùng, chưa thu hồi, chưa hết hạn. Mã không xem lại được."""
    from bot.cli.json_output.officers import invitations_json
    from data.registry.people.joining import grants
    from handlers.views.base.names import role_name

    with open_office() as office, office.store.read() as session:
        waiting = grants.list_waiting(session, office.clock.now())
    if as_json:
        say_json(invitations_json(waiting))
        return
    say_table(
        ("Số", "Họ tên", "Vai trò", "Cơ quan", "Cấp lúc", "Hết hạn", "Tình trạng"),
        (
            (
                str(one.id),
                one.name,
                role_name(one.role),
                one.agency_short_name,
                format_instant(one.created_at),
                format_instant(one.expires_at),
                "chờ quản trị thứ hai đồng ý" if one.unapproved else "dùng được",
            )
            for one in waiting
        ),
    )
    say(f"{len(waiting)} mã mời đang chờ.")


def revoke(code: Code, by: By = None, as_json: AsJson = False) -> None:
    """Thu hồi một mã mời chưa ai dùng. Người đã vào bằng mã thì: nhacviec officer leave."""
    from bot.cli.json_output.officers import waiting_invitation_json
    from data.errors import NotFound
    from data.registry.people import invitations
    from data.registry.people.joining import grants, invitation_codes
    from handlers.views.base.names import role_name

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            by_id = grants.find_administrator(session, by or office.settings.by)
            is_number = code.isascii() and code.isdigit() and len(code) < invitation_codes.LENGTH
            number = int(code) if is_number else invitations.find_id(session, code)
            if number is None:
                raise NotFound("invitation", "")
            now = office.clock.now()
            found = grants.revoke(session, number, now=now, actor="officer revoke", by_id=by_id)
    if as_json:
        say_json({"revoked": waiting_invitation_json(found)})
        return
    say(f"Đã thu hồi mã mời số {found.id}: {role_name(found.role)}, {found.agency_short_name}.")
