"""`nhacviec officer`: the officers, who receive the reminders."""

from typing import Annotated

import typer

from bot.cli.commands.people import invitations
from bot.cli.office import open_office, refuse_other_time
from bot.cli.options import Agency, AgencyOrAll, AsJson, By, group
from bot.cli.output import say, say_json, say_table
from bot.cli.translated_help import Command
from data.enums import Role

app = group("Cán bộ: mời, mã mời đang chờ, danh sách, thôi làm đầu mối.")
invitations.add_to(app)

Number = Annotated[int, typer.Argument(metavar="SỐ", help="Số của cán bộ trong: nhacviec officer list.")]
MovesTo = Annotated[
    Role | None,
    typer.Option("--role", metavar="VAI", help="Vai ở cơ quan mới: officer hoặc head; không nêu thì giữ."),
]


@app.command("list", cls=Command)
def listing(agency: AgencyOrAll = None, as_json: AsJson = False) -> None:
    """Cán bộ trong sổ: ai, ở đâu, vai gì, nhận nhắc qua kênh nào."""
    from bot.cli.json_output.officers import officers_json
    from data.registry.office import agencies
    from data.registry.people import officers
    from handlers.views.base.names import role_name

    with open_office() as office, office.store.read() as session:
        agency_id = agencies.find(session, agency, office.clock.today()).id if agency else None
        found = officers.list_officers(session, agency_id)
    if as_json:
        say_json(officers_json(found))
        return
    say_table(
        ("Số", "Họ tên", "Vai trò", "Cơ quan", "Kênh liên lạc được"),
        (
            (str(one.id), one.name, role_name(one.role), one.agency_short_name, ", ".join(one.channels))
            for one in found
        ),
    )
    say(f"{len(found)} cán bộ.")


@app.command(cls=Command)
def leave(number: Number, by: By = None) -> None:
    """Cán bộ thôi làm đầu mối: chat của người đó không xem được gì nữa, không nhận nhắc nữa; việc đã ghi vẫn còn."""
    from data.registry.people import officers

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            found = officers.deactivate(session, number, now=office.clock.now(), actor="officer leave")
    say(f"{found.name} ({found.agency_short_name}) đã thôi làm đầu mối.")


@app.command(cls=Command)
def move(number: Number, agency: Agency, role: MovesTo = None, by: By = None, as_json: AsJson = False) -> None:
    """Cán bộ sang cơ quan khác, giữ nguyên chat; việc đã ghi vẫn đứng tên cơ quan cũ. Vai không nêu thì giữ."""
    from bot.cli.json_output.officers import moved_officer_json
    from data.registry.office import agencies
    from data.registry.people import officers
    from data.registry.people.joining import grants
    from data.registry.people.succession import transfers
    from handlers.views.base.names import role_name

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            before = officers.get_active(session, number)
            officer_id = transfers.transfer(
                session,
                number,
                agency_id=agencies.find(session, agency, office.clock.today()).id,
                role=role or before.role,
                now=office.clock.now(),
                by_id=grants.find_administrator(session, by or office.settings.by),
                actor="officer move",
            )
            after = officers.get_facts(session, officer_id)
    if as_json:
        say_json(moved_officer_json(before, after))
        return
    say(f"{after.name}: từ {before.agency_short_name} sang {after.agency_short_name}, {role_name(after.role)}.")
