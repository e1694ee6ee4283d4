"""Snoozing (💤): putting reminders of a duty off to a later day, from its card or from a digest."""

from datetime import date, timedelta

from data.enums import FINISHED
from data.errors import NotAllowed, NotFound
from data.registry.duties.duty_lines import DutyLine
from data.registry.outbox.sent import SentReminder, list_sent_reminders
from data.registry.people import snoozes
from data.registry.people.snoozes import Snoozed
from data.rules.snoozes import can_wait, latest_return, next_monday
from handlers.base.callback_data.account import AskSnooze, SnoozeDigest, SnoozeDuty
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.duties.duty_card import can_snooze
from handlers.parsing.dates import check_coming, read_coming_day
from handlers.views.account import snoozes as view

_DAYS = (1, 3)


def ask_day(turn: Turn, tapped: AskSnooze) -> Reply:
    """Offer days (💤 Nhắc lại sau); one can be typed as well. Raises NotAllowed."""
    duty, due_on = _check_can_snooze(turn, tapped.duty_id)
    latest = latest_return(due_on, turn.today, turn.calendar)
    wanted = [*(turn.today + timedelta(days=days) for days in _DAYS), next_monday(turn.today)]
    offered = {min(turn.calendar.on_or_after(day), latest) for day in wanted}
    turn.ask(Step.SNOOZE_DAY, duty=duty.id)
    return view.day_question(duty, sorted(offered), latest, turn.today)


def take_day(turn: Turn, sentence: str) -> Reply:
    """Save the answer to `ask_day`. Raises BadAnswer and NotAllowed."""
    question = turn.answered_question
    return _snooze_duty(turn, int(question.about["duty"]), read_coming_day(sentence, turn.today))


def set_day(turn: Turn, tapped: SnoozeDuty) -> Reply:
    """Save the tapped day. Raises BadAnswer if it has come since, and NotAllowed."""
    return _snooze_duty(turn, tapped.duty_id, check_coming(tapped.until, turn.today))


def snooze_digest(turn: Turn, tapped: SnoozeDigest) -> Reply:
    """Put off all duties of a digest that are still open (💤 Mai nhắc lại). Raises NotAllowed."""
    open_ones = [row for row in get_own_reminders(turn, tapped.delivery_id) if _is_still_owed(turn, row)]
    until = turn.calendar.after(turn.today)
    later = [row for row in open_ones if row.due_on and can_wait(row.due_on, turn.today, turn.calendar)]
    for row in later:
        _save_snooze(turn, row.duty_id, until)
    return view.digest_snoozed(later, [row for row in open_ones if row not in later], until)


def get_own_reminders(turn: Turn, delivery_id: int) -> list[SentReminder]:
    """Return the reminders of a digest that this officer was sent. Raises NotAllowed for any other digest."""
    try:
        return list_sent_reminders(turn.session, delivery_id, turn.me.officer_id)
    except NotFound as error:
        raise NotAllowed("digest.see") from error


def _is_still_owed(turn: Turn, row: SentReminder) -> bool:
    mine = row.agency_id == turn.me.agency_id and not row.withdrawn
    return mine and row.cause is None and row.state not in FINISHED


def _check_can_snooze(turn: Turn, duty_id: int) -> tuple[DutyLine, date]:
    duty = get_own_duty(turn, duty_id)
    if duty.due_on is None or duty.state in FINISHED:
        raise NotAllowed("snooze.nothing_due")
    if not can_snooze(duty, turn.today, turn.calendar):
        raise NotAllowed("snooze.last_day")
    return duty, duty.due_on


def _snooze_duty(turn: Turn, duty_id: int, day: date) -> Reply:
    duty, due_on = _check_can_snooze(turn, duty_id)
    turn.close_question()
    until = min(turn.calendar.on_or_after(day), latest_return(due_on, turn.today, turn.calendar))
    _save_snooze(turn, duty.id, until)
    return view.snooze_saved(duty, until, asked=day, overdue=due_on < turn.today)


def _save_snooze(turn: Turn, duty_id: int, until: date) -> None:
    snoozes.save(turn.session, duty_id, turn.me.officer_id, Snoozed(turn.today, until), now=turn.now)
