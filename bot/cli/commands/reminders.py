"""`nhacviec reminders`: a preview of reminders."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import typer

from bot.cli.office import open_office
from bot.cli.options import AgencyOrAll, AsJson, From, PlanOrAll, To, group, refuse_reversed
from bot.cli.output import format_date, say, say_json, say_table
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from scheduler.escalation.due_escalations import Escalation
    from scheduler.planning.due_reminders import DueReminder

_LONGEST = timedelta(days=10 * 366)
"""What is overdue comes again every Monday: in a preview of a century it would fill the memory."""

Row = tuple[date, str, str, str, str, str]

app = group("Lượt nhắc: xem trước, không gửi gì.")


@app.callback()
def reminders() -> None:
    """Make `preview` a command of a group, not the group itself."""


@app.command(cls=Command)
def preview(
    since: From, until: To, agency: AgencyOrAll = None, plan: PlanOrAll = None, as_json: AsJson = False
) -> None:
    """Những gì sẽ được nhắc giữa hai ngày, nhắc ai, vì sao, nếu từ nay không ai báo xong. Không gửi gì."""
    refuse_reversed(since, until)
    if until - since > _LONGEST:
        raise typer.BadParameter("chỉ xem trước được 10 năm một lần.", param_hint="'--to'")
    from bot.cli.json_output.reminders import preview_json
    from data.registry.office import agencies
    from data.registry.plans.scope import choose_plans
    from data.rules.stages import Policy
    from scheduler.context import Planning
    from scheduler.escalation import due_escalations
    from scheduler.planning import due_reminders

    with open_office() as office, office.store.read() as session:
        agency_id = agencies.find(session, agency, office.clock.today()).id if agency else None
        meant = choose_plans(session, plan).chosen_id if plan else None
        planning = Planning(office.calendar(session), Policy())
        found = list(due_reminders.preview_reminders(session, since, until, planning, agency_id=agency_id))
        escalated = list(due_escalations.preview_escalations(session, since, until, planning, agency_id=agency_id))
    if meant is not None:
        found = [one for one in found if one.duty.plan_id == meant]
        escalated = [one for one in escalated if one.duty.plan_id == meant]
    if as_json:
        say_json(preview_json(since, until, found, escalated))
        return
    rows = [_reminder_row(one) for one in found] + [_escalation_row(one) for one in escalated]
    say_table(
        ("Ngày nhắc", "Cơ quan", "Mã", "Hạn", "Mức", "Vì sao"),
        ((format_date(day), *rest) for day, *rest in sorted(rows, key=lambda row: row[0])),
    )
    say(f"{len(rows)} lượt nhắc.")


def _reminder_row(one: "DueReminder") -> Row:
    from bot.cli.reminder_sentence import reminder_sentence

    reason = one.reason
    return (
        reason.send_on,
        one.duty.agency_code,
        one.duty.code,
        format_date(reason.due_on),
        reason.stage,
        reminder_sentence(reason),
    )


def _escalation_row(one: "Escalation") -> Row:
    from handlers.views.pushes.escalations import explain_escalation

    agency, code = one.duty.agency_code, one.duty.code
    return (
        one.send_on,
        agency,
        code,
        format_date(one.duty.due_on),
        one.stage,
        explain_escalation(one.cause, code, agency),
    )
