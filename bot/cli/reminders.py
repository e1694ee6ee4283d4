"""`nhacviec reminders`: what the mornings to come will bring."""

from bot.cli.office import open_office
from bot.cli.options import AgencyOrAll, AsJson, From, To, group
from bot.cli.output import dated, say, say_json, say_table
from bot.cli.vietnamese import Command

app = group("Lượt nhắc: xem trước, không gửi gì.")


@app.callback()
def reminders() -> None:
    """Makes `preview` a command of a group, not the group itself."""


@app.command(cls=Command)
def preview(since: From, until: To, agency: AgencyOrAll = None, as_json: AsJson = False) -> None:
    """Những gì sẽ được nhắc giữa hai ngày, nhắc ai, vì sao, nếu từ nay không ai báo xong. Không gửi gì."""
    from bot.cli import shapes
    from bot.cli.why import why
    from data.registry import agencies
    from scheduler import owing
    from scheduler.stages import Policy

    with open_office() as office, office.store.read() as session:
        agency_id = agencies.find(session, agency).id if agency else None
        calendar = office.calendar(session)
        found = list(owing.preview(session, since, until, calendar, Policy(), agency_id=agency_id))
    if as_json:
        say_json(shapes.reminders(since, until, found))
        return
    say_table(
        ("Ngày nhắc", "Cơ quan", "Mã", "Hạn", "Mức", "Vì sao"),
        (
            (
                dated(one.reason.send_on),
                one.duty.agency_code,
                one.duty.code,
                dated(one.reason.due_on),
                one.reason.stage,
                why(one.reason),
            )
            for one in found
        ),
    )
    say(f"{len(found)} lượt nhắc.")
