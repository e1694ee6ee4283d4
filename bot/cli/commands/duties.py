"""`nhacviec duties`: a list of duties."""

from typing import Annotated

import typer

from bot.cli.office import open_office
from bot.cli.options import AgencyOrAll, AsJson, FromOrStart, On, PlanOrAll, ToOrEnd, refuse_reversed
from bot.cli.output import format_date, say, say_json, say_table
from data.enums import State

OneState = Annotated[
    State | None,
    typer.Option("--state", metavar="TÌNH_TRẠNG", help="Một trong: " + ", ".join(State) + "."),
]


def duties(
    agency: AgencyOrAll = None,
    since: FromOrStart = None,
    until: ToOrEnd = None,
    state: OneState = None,
    plan: PlanOrAll = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Các nhiệm vụ: cơ quan nào, việc gì, hạn nào, đến đâu."""
    refuse_reversed(since, until)
    from bot.cli.json_output.duties import duties_json
    from data.registry.duties.duty_lines import list_as_of, list_duties
    from data.registry.office import agencies
    from data.registry.plans.self_confirmation import list_self_confirmed
    from handlers.views.base.formatting import line_title, task_code
    from handlers.views.base.names import state_name
    from scheduler.statistics.as_of import AsOf, plans_as_of

    with open_office() as office, office.store.read() as session:
        agency_id = agencies.find(session, agency, office.clock.today()).id if agency else None
        scope, at = None, AsOf(office.clock.today())
        if plan or on:
            scope, at = plans_as_of(session, on, at.day, number=plan)
        if scope and at.until:
            lines = list_as_of(session, scope.ids, at.until, agency_id=agency_id, first=since, last=until)
        else:
            plan_id = scope.chosen_id if scope else None
            lines = list_duties(session, agency_id=agency_id, first=since, last=until, plan_id=plan_id)
        lines = [line for line in lines if state in (None, line.state)]
        if as_json:
            own = list_self_confirmed(session, at.until)
            say_json(duties_json(lines, at.day, office.calendar(session), own))
            return
    say_table(
        ("Mã", "Cơ quan", "Hạn", "Tình trạng", "Nội dung"),
        (
            (
                task_code(line),
                line.agency_short_name,
                format_date(line.due_on),
                state_name(line.state),
                line_title(line.title, line.label, line.kind, 90),
            )
            for line in lines
        ),
    )
    say(f"{len(lines)} nhiệm vụ.")
