"""`nhacviec summary`: the figures of /tonghop."""

from bot.cli.office import open_office
from bot.cli.options import AgencyOrAll, AsJson
from bot.cli.output import say, say_json, say_table


def summary(agency: AgencyOrAll = None, as_json: AsJson = False) -> None:
    """Các con số của kế hoạch mới nhất: đúng hạn, muộn, trong hạn, quá hạn, không hạn."""
    from bot.cli import shapes
    from data.registry import agencies, plans
    from handlers.views.words import full_day
    from scheduler.figures import overview

    with open_office() as office, office.store.read() as session:
        agency_id = agencies.find(session, agency).id if agency else None
        plan, today = plans.find(session), office.clock.today()
        counted = overview(session, plan, today, office.calendar(session), agency_id)
    if as_json:
        say_json(shapes.summary(counted))
        return
    say(f"Kế hoạch {plan.number}, đến {full_day(today)}")
    parts = [("Tất cả", counted.whole), *((part.name, part.figures) for part in counted.agencies)]
    say_table(
        ("", "Tổng", "Đúng hạn", "Muộn", "Trong hạn", "Quá hạn", "Không hạn"),
        (
            (name, of.total, of.done_on_time, of.done_late, of.open_in_time, of.open_overdue, of.no_date)
            for name, of in parts
        ),
    )
