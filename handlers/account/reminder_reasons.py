"""Reasons of every line of a digest (❓ Vì sao tôi được nhắc), computed again from the stored facts."""

from data.enums import State
from data.registry.outbox.sent import SentReminder
from data.rules.reminder_reasons import DutyFacts, Reason
from data.rules.stages import Policy
from handlers.account.snoozes import get_own_reminders
from handlers.base.callback_data.account import ExplainDigest
from handlers.base.messages import Reply
from handlers.base.turn import Turn
from handlers.views.account import reminder_reasons
from handlers.views.pushes import escalations
from scheduler.context import Planning
from scheduler.officer_choices import NO_CHOICES, OfficerChoices, why_remind_officer
from scheduler.planning.snapshot import choices_of


def show(turn: Turn, tapped: ExplainDigest) -> Reply:
    """Explain every line of a digest. Raises NotAllowed."""
    rows = get_own_reminders(turn, tapped.delivery_id)
    choices = choices_of(turn.session, [turn.me.officer_id]).get(turn.me.officer_id, NO_CHOICES)
    return reminder_reasons.explain_digest([_explain(turn, row, choices) for row in rows])


def _explain(turn: Turn, row: SentReminder, choices: OfficerChoices) -> str:
    if row.cause:
        return escalations.explain_escalation(row.cause, row.code, row.agency_short_name)
    reason = _find_reason(turn, row, choices)
    return reminder_reasons.explain_reminder(row, reason) if reason else reminder_reasons.deadline_changed(row)


def _find_reason(turn: Turn, row: SentReminder, choices: OfficerChoices) -> Reason | None:
    """Return the reason as of the planned day, on which the duty was open; None if its deadline has moved since."""
    facts = DutyFacts(row.due_on, row.issued_on, State.NOT_STARTED)
    snoozed = choices.snoozes.get(row.duty_id)
    planning = Planning(turn.calendar, Policy())
    as_now = why_remind_officer(facts, row.send_on, planning, choices, snoozed)
    as_planned = why_remind_officer(facts, row.send_on, planning, NO_CHOICES, None)
    planned = (row.stage, row.falls_on)
    return next((one for one in (as_now, as_planned) if one and (one.stage, one.falls_on) == planned), None)
