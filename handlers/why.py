"""❓ Vì sao tôi được nhắc: the reason of every line of a digest, worked out again from what decided it."""

from data.registry.told import Told
from data.words import State
from handlers.conversation import Reply
from handlers.snoozing import told_to_me
from handlers.turn import Turn
from handlers.views import calls, reasons
from scheduler.causes import cause_of
from scheduler.outlook import wishes_of
from scheduler.reasons import DutyFacts, Reason
from scheduler.stages import Policy
from scheduler.wishes import NO_WISHES, Wishes, why_tell


def show(turn: Turn, value: str) -> Reply:
    """A digest's button. Raises NotAllowed."""
    rows = told_to_me(turn, int(value))
    wishes = wishes_of(turn.session, [turn.me.officer_id]).get(turn.me.officer_id, NO_WISHES)
    return reasons.why([_sentence(turn, row, wishes) for row in rows])


def _sentence(turn: Turn, row: Told, wishes: Wishes) -> str:
    if row.call:
        return calls.why(cause_of(row.stage, row.kind, turn.me.role), row.code, row.agency_short_name)
    reason = _reason(turn, row, wishes)
    return reasons.sentence(row, reason) if reason else reasons.changed_since(row)


def _reason(turn: Turn, row: Told, wishes: Wishes) -> Reason | None:
    """As of the day it was planned for, when the duty was open; None if its deadline has moved since."""
    facts = DutyFacts(row.due_on, row.issued_on, State.NOT_STARTED)
    snoozed = wishes.snoozes.get(row.duty_id)
    as_now = why_tell(facts, row.send_on, turn.calendar, Policy(), wishes, snoozed)
    as_planned = why_tell(facts, row.send_on, turn.calendar, Policy(), NO_WISHES, None)
    planned = (row.stage, row.falls_on)
    return next((one for one in (as_now, as_planned) if one and (one.stage, one.falls_on) == planned), None)
