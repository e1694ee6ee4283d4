"""Many people invited at once at the shell: a list is read as `/moi` reads it, the right lines made, others named."""

import asyncio
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.office import Office, refuse_other_time
from bot.cli.output import format_instant, say, say_json, say_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.registry.people.joining.entrances import Entrances
    from handlers.parsing.people_lists import TypedPerson
    from handlers.views.office.invitations import MadeCode
    from handlers.views.office.invitees import Rejected

STDIN = "-"
_TEXT, _CSV = {"txt", "md"}, ".csv"


def invite_list(
    office: Office,
    source: str,
    *,
    agency: str | None,
    slips: Path | None,
    sure: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Invite the people of a list: a file (.csv, .xlsx, .docx, …), or STDIN for what is pasted.

    Lines that name no agency are of `agency`. Every right line gets its code, every other is named with its reason;
    `slips` is the file for the slips to print. Raises Exit(1) if there is no right line; PlanUnreadable and BadAnswer
    for what is no list, before anything is done.
    """
    from data.atomic_file import draft_file
    from handlers.views.office.invitations import draw_slips_of

    refuse_other_time(office)
    lines = _read(source)
    entrances = _entrances(office)
    with draft_file(slips) if slips else nullcontext() as draft:
        made, rejected = _make(office, lines, agency, entrances, sure=sure, by=by)
        # The codes are known to nobody else: they are printed before anything can fail.
        _say(made, rejected, slips if made else None, as_json=as_json)
        if draft and made:
            draft.write_bytes(draw_slips_of(made))
        if not made:
            raise typer.Exit(1)


def _make(
    office: Office,
    lines: "Sequence[TypedPerson]",
    agency: str | None,
    entrances: "Entrances",
    *,
    sure: bool,
    by: str | None,
) -> "tuple[list[MadeCode], list[Rejected]]":
    """Make the codes of the right lines in one unit of work; return them, and the lines that cannot be used."""
    from data.registry.office import agencies
    from data.registry.people.joining import grants
    from handlers.office.invitation_codes import Issuer, make_code
    from handlers.office.invitees import sort_lines

    now = office.clock.now()
    with office.write(by) as session:
        default = agencies.find(session, agency, office.clock.today()) if agency else None
        people, rejected = sort_lines(session, lines, default, now=now, outside=sure)
        officer_id = grants.find_administrator(session, by or office.settings.by)
        issuer = Issuer(session, now, "officer invite", officer_id, entrances)
        return [make_code(issuer, one.name, one.role, one.agency) for one in people], rejected


def _read(source: str) -> "list[TypedPerson]":
    """Return the people of a list. Raises OSError, PlanUnreadable, and BadAnswer for a list of nobody."""
    from bot.plan_files import PlanFiles
    from data.errors import BadAnswer, PlanUnreadable
    from data.plans.formats.kinds import kind_of
    from data.text import nfc, printable
    from data.text.delimited import NotDelimited, decode_text, read_cells
    from handlers.parsing.people_lists import read_document, read_people, read_rows

    content = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    name = "" if source == STDIN else Path(source).name
    if kind_of(name, content) not in _TEXT:
        lines = read_document(asyncio.run(PlanFiles().read(name, content)))
    else:
        try:
            text = printable(nfc(decode_text(content)))
            cells = read_cells(text) if name.lower().endswith(_CSV) else None
        except NotDelimited as error:
            raise PlanUnreadable("encoding") from error
        lines = read_people(text) if cells is None else read_rows((at, ", ".join(row), row) for at, row in cells)
    if not lines:
        raise BadAnswer("invitees", "list_unreadable")
    return lines


def _entrances(office: Office) -> "Entrances":
    """Return the ways in of this office. Telegram is asked for the bot's name once, before anything is written."""
    from bot.channels.configured import ChannelEntrances
    from bot.cli.ways_in import telegram_name

    name = telegram_name(office.settings)
    return ChannelEntrances(office.settings, lambda: name)


def _say(made: "Sequence[MadeCode]", rejected: "Sequence[Rejected]", slips: Path | None, *, as_json: bool) -> None:
    from bot.cli.json_output.officers import invited_list_json
    from handlers.views.base.names import role_name
    from handlers.views.office.invitations import entrance_line, spaced
    from handlers.views.office.invitees import fault_text

    if as_json:
        say_json(invited_list_json(made, [(one, fault_text(one)) for one in rejected], slips))
        return
    if made:
        say_table(
            ("Số", "Họ tên", "Vai trò", "Cơ quan", "Mã mời", "Cách vào"),
            (
                (
                    str(one.invited.id),
                    one.name,
                    role_name(one.role),
                    one.agency.short_name,
                    spaced(one.invited.code),
                    "; ".join(map(entrance_line, one.entrances)),
                )
                for one in made
            ),
        )
        say(f"Đã cấp {len(made)} mã mời, mỗi mã dùng một lần, đến {format_instant(made[0].invited.expires_at)}.")
        say("Mã chỉ hiện ở đây, không xem lại được; gửi riêng cho đúng người.")
    if any(one.invited.needs_approval for one in made):
        say("Mã giám sát, quản trị chỉ dùng được khi một cán bộ quản trị khác chạm Đồng ý trong chat.")
    if slips:
        say(f"Phiếu để in, mỗi trang tám phiếu: {slips}")
    for one in rejected:
        typed = " ".join(one.line.text.split())
        typer.echo(f"Dòng {one.line.number} “{typed}”: {fault_text(one)}.", err=True)
    if rejected:
        typer.echo(f"{len(rejected)} dòng chưa dùng được, không có mã.", err=True)
