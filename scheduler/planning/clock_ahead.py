"""Undoing of what was noted by a clock that was ahead: marks that lie in the future count for nothing.

What the office notes of the days that its clock shows is right only as long as the clock is. One start in a wrong
month plans, sends and skips what belongs to days that are yet to come; when the clock is right again, the first tick
takes all of it back, and each day is planned when it comes. A message that went out too early comes again on its day:
rather twice than not at all, but no more than twice. What officers chose or entered stays. Administrators are told.
"""

import logging
from collections import defaultdict
from datetime import datetime, time, timedelta

from data.enums import PeopleCause
from data.registry.office import audit, heartbeats, time_kinds
from data.registry.office.time_kinds import TimeKind
from data.registry.outbox import carry_over, future_marks
from data.registry.outbox.future_marks import Slots
from data.registry.people import people_notices, preferences, reaffirmations
from data.registry.people.preferences import NO_CHOICE
from data.rules.calendar import ONE_DAY
from data.rules.instants import UNSURE
from data.rules.notification_times import earliest_notice
from data.rules.sending_hours import SendingHours
from data.rules.viet_nam_time import at_hour, viet_nam_date
from data.store import Session
from scheduler.context import Planning
from scheduler.officer_choices import due_at

logger = logging.getLogger(__name__)


def has_future_marks(session: Session, planner: str, now: datetime) -> bool:
    """Return True if the registry holds marks that lie after the office's `now`; `planner` is the planner's pulse."""
    planned = heartbeats.get_last_beat(session, planner)
    return (
        (planned is not None and planned.at > now + UNSURE)
        or future_marks.has_future_slots(session, viet_nam_date(now))
        or future_marks.has_future_entries(session, now + UNSURE)
    )


def clear_future_marks(session: Session, planner: str, now: datetime, planning: Planning) -> None:
    """Take back all that was noted after the office's `now`, so that the planner finds what it would have found."""
    today = viet_nam_date(now)
    due = earliest_notice(now, planning.calendar, planning.hours)
    future_marks.release_notices(session, now, due, viet_nam_date(due))
    future_marks.reset_future_entries(session, now, at_hour(today, time()))
    reaffirmations.reset_future_rounds(session, now + UNSURE)
    planned = heartbeats.get_last_beat(session, planner)
    was_ahead = planned is not None and viet_nam_date(planned.at) > today
    if was_ahead:
        heartbeats.delete_beat(session, planner)
    if was_ahead or future_marks.has_future_slots(session, today):
        logger.warning("the registry was planned beyond %s by a clock that was ahead: taken back", today.isoformat())
        audit.record_action(
            session,
            now=now,
            actor="clock",
            action="clock.take_back",
            subject=f"after {today.isoformat()}",
            before={"planned": planned.at if planned else None},
            after={"planned": None},
        )
        _tell_administrators(session, planner, now)
        monday = today - timedelta(days=today.weekday())
        future_marks.delete_future_slots(session, Slots(today, monday, today - planning.policy.look_back))
        _postpone_to_own_hours(session, now, planning.hours)


def _tell_administrators(session: Session, planner: str, now: datetime) -> None:
    """Have administrators told, once a day: two machines whose clocks differ take each other's marks back.

    Of a rehearsal nobody is told: each command begins it anew.
    """
    told = people_notices.has_notice(session, PeopleCause.CLOCK_AHEAD, since=now - ONE_DAY, until=now)
    if not told and time_kinds.get_kind(session, planner) is not TimeKind.REHEARSAL:
        people_notices.record_notice(session, PeopleCause.CLOCK_AHEAD, now=now)


def _postpone_to_own_hours(session: Session, now: datetime, hours: SendingHours) -> None:
    """Make today's messages that were put off to a later slot due at their officers' hours again."""
    today, chosen = viet_nam_date(now), preferences.get_all(session)
    waiting = defaultdict(list)
    for delivery_id, officer_id, kind in future_marks.list_postponed(
        session, today, at_hour(today + ONE_DAY, time())
    ):
        waiting[due_at(today, chosen.get(officer_id, NO_CHOICE), hours, kind)].append(delivery_id)
    for until, ids in waiting.items():
        carry_over.postpone(session, ids, until)
