"""❓ Vì sao tôi được nhắc: the reason of every line of a digest, worked out again from what decided it."""

from data.enums import State
from data.registry.outbox.sent import SentReminder
from data.rules.reasons import DutyFacts, Reason
from data.rules.stages import Policy
from handlers.account.snoozing import get_own_reminders
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
    wishes = choices_of(turn.session, [turn.me.officer_id]).get(turn.me.officer_id, NO_CHOICES)
    return reminder_reasons.why([_sentence(turn, row, wishes) for row in rows])


def _sentence(turn: Turn, row: SentReminder, wishes: OfficerChoices) -> str:
    if row.cause:
        return escalations.why(row.cause, row.code, row.agency_short_name)
    reason = _reason(turn, row, wishes)
    return reminder_reasons.sentence(row, reason) if reason else reminder_reasons.changed_since(row)


def _reason(turn: Turn, row: SentReminder, wishes: OfficerChoices) -> Reason | None:
    """Work out the reason as of the day it was planned for, when the duty was open; None if its deadline has moved
    since."""
    facts = DutyFacts(row.due_on, row.issued_on, State.NOT_STARTED)
    snoozed = wishes.snoozes.get(row.duty_id)
    planning = Planning(turn.calendar, Policy())
    as_now = why_remind_officer(facts, row.send_on, planning, wishes, snoozed)
    as_planned = why_remind_officer(facts, row.send_on, planning, NO_CHOICES, None)
    planned = (row.stage, row.falls_on)
    return next((one for one in (as_now, as_planned) if one and (one.stage, one.falls_on) == planned), None)
