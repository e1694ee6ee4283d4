"""The settings of reminders (/nhac). Each change is one tap or one typed answer."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from data.enums import Role
from data.errors import BadAnswer
from data.registry.outbox import deliveries
from data.registry.people import preferences
from data.registry.people.preferences import Preferences
from data.registry.reach import mail_addresses, push_orders
from data.rules.digest_hours import DIGEST_HOURS, digest_at
from data.rules.snoozes import next_monday
from data.rules.viet_nam_time import VIET_NAM
from handlers.base.callback_data.account import (
    AskHour,
    AskPause,
    EndPause,
    KeepStage,
    LeaveOutStage,
    SetHour,
    SetPause,
)
from handlers.base.callback_data.reach import TryFirst
from handlers.base.messages import Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.parsing.dates import check_coming, read_coming_day
from handlers.views.account import reminder_settings
from scheduler.officer_choices import due_at

_HOUR = re.compile(r"(\d{1,2})(?:\s*(?::|h|g|giờ|gio)\s*(?:00?)?)?", re.IGNORECASE)


def show(turn: Turn, _words: str) -> Reply:
    """Show the settings (/nhac)."""
    return _show_settings(turn)


def ask_hour(turn: Turn, _tapped: AskHour) -> Reply:
    """Offer the hours (🕗 Đổi giờ); one can be typed as well."""
    turn.ask(Step.HOUR)
    return reminder_settings.hour_question()


def take_hour(turn: Turn, sentence: str) -> Reply:
    """Save the answer to `ask_hour`: "7", "14h", "14:00". Raises BadAnswer."""
    typed = _HOUR.fullmatch(sentence.strip())
    if typed is None or not typed[1].isascii() or int(typed[1]) not in DIGEST_HOURS:
        raise BadAnswer("hour", "not_an_hour")
    return _save_hour(turn, int(typed[1]))


def set_hour(turn: Turn, tapped: SetHour) -> Reply:
    """Save the tapped hour."""
    return _save_hour(turn, tapped.hour)


def leave_out_stage(turn: Turn, tapped: LeaveOutStage) -> Reply:
    """Turn the reminders of a stage off."""
    return _save_choice(turn, lambda now: replace(now, left_out=now.left_out | {tapped.stage}))


def keep_stage(turn: Turn, tapped: KeepStage) -> Reply:
    """Turn the reminders of a stage on again."""
    return _save_choice(turn, lambda now: replace(now, left_out=now.left_out - {tapped.stage}))


def ask_pause(turn: Turn, _tapped: AskPause) -> Reply:
    """Offer days (⏸ Tạm dừng); one can be typed as well."""
    turn.ask(Step.PAUSE_END)
    monday = next_monday(turn.today)
    return reminder_settings.pause_question((monday, next_monday(monday)))


def take_pause(turn: Turn, sentence: str) -> Reply:
    """Save the answer to `ask_pause`. Raises BadAnswer."""
    return _save_pause(turn, read_coming_day(sentence, turn.today))


def set_pause(turn: Turn, tapped: SetPause) -> Reply:
    """Save the tapped day. Raises BadAnswer if it has come since."""
    return _save_pause(turn, check_coming(tapped.resumes_on, turn.today))


def end_pause(turn: Turn, _tapped: EndPause) -> Reply:
    """End the pause (▶️ Nhắc lại ngay)."""
    return _save_pause(turn, None)


def try_first(turn: Turn, tapped: TryFirst) -> Reply:
    """Let the tapped way be tried first; what waits in the outbox goes that way as well."""
    turn.close_question()
    push_orders.set_first(turn.session, turn.me.officer_id, tapped.provider, turn.now)
    return replace(_show_settings(turn), toast=reminder_settings.saved_toast())


def _save_pause(turn: Turn, resumes_on: date | None) -> Reply:
    return _save_choice(turn, lambda now: replace(now, resumes_on=resumes_on))


def _save_hour(turn: Turn, hour: int) -> Reply:
    """Save the hour of the digest.

    Today's digest, if it still waits, moves to the new hour; if that has passed, it goes out now, but never outside
    the sending hours.
    """
    at = digest_at(turn.today, hour)
    if turn.hours.open_at(turn.now, turn.calendar):
        at = max(at, turn.now)
    deliveries.reschedule_digest(turn.session, turn.me.officer_id, turn.today, at)
    return _save_choice(turn, lambda now: replace(now, hour=hour))


def _save_choice(turn: Turn, change: Callable[[Preferences], Preferences]) -> Reply:
    turn.close_question()
    now = preferences.get(turn.session, turn.me.officer_id)
    preferences.save(turn.session, turn.me.officer_id, change(now), now=turn.now)
    return replace(_show_settings(turn), toast=reminder_settings.saved_toast())


def _show_settings(turn: Turn) -> Reply:
    chosen = preferences.get(turn.session, turn.me.officer_id)
    due = due_at(turn.today, chosen, turn.hours).astimezone(VIET_NAM).time()
    return reminder_settings.my_reminders(
        chosen,
        turn.today,
        due,
        of_duties=turn.me.role is Role.OFFICER,
        ways=push_orders.list_ways(turn.session, turn.me.officer_id),
        mail=mail_addresses.find_address(turn.session, turn.me.officer_id),
        offers_mail=bool(turn.mail_domains),
    )
