"""Asking officers whether they are still in office: once a year, and after long silence."""

from datetime import datetime

from data.enums import PeopleCause, Role
from data.registry.office import heartbeats
from data.registry.outbox import recipients
from data.registry.people import people_notices, reaffirmations
from data.registry.people.reaffirmations import OpenRound
from data.rules.digest_hours import slot_at
from data.rules.instants import UNSURE
from data.rules.people.reaffirmation import NextStep, next_step, why_ask
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler.context import Planning

PULSE = "reaffirmation"
"""The pulse that stands at the instant of the last look, one each working day."""

EVERYBODY = frozenset(Role)


def ask_officers(session: Session, now: datetime, planning: Planning) -> None:
    """Write, once a working day, the notices that ask officers, ask again, and tell administrators of no answer.

    Only who can be reached on one of the channels is asked: of the others there are other notices.
    """
    slot = slot_at(now, planning.calendar)
    before = heartbeats.get_last_beat(session, PULSE)
    since = before.at if before else None
    looked = since is not None and viet_nam_date(since) == slot and since <= now + UNSURE
    if slot is None or not planning.channels or looked:
        return
    if not heartbeats.advance_mark(session, PULSE, since=since, to=now):
        return
    reachable = {one.officer_id for one in recipients.list_all_reachable(session, planning.channels, EVERYBODY)}
    _follow_up(session, reaffirmations.list_open(session), now)
    tenures = reaffirmations.list_tenures(session)
    asked = {one: why for one in sorted(reachable & tenures.keys()) if (why := why_ask(tenures[one], now))}
    reaffirmations.open_rounds(session, asked, now)
    for officer_id in asked:
        people_notices.record_notice(session, PeopleCause.STILL, now=now, officer_id=officer_id)


def _follow_up(session: Session, waiting: list[OpenRound], now: datetime) -> None:
    due = {one.id: next_step(one.asked_at, one.repeated_at, now) for one in waiting}
    again = [one for one in waiting if due[one.id] is NextStep.REPEAT]
    reaffirmations.mark_repeated(session, [one.id for one in again], now)
    for one in again:
        people_notices.record_notice(session, PeopleCause.STILL, now=now, officer_id=one.officer_id)
    unanswered = [one.id for one in waiting if due[one.id] is NextStep.REPORT]
    if unanswered:
        notice_id = people_notices.record_notice(session, PeopleCause.UNANSWERED, now=now)
        reaffirmations.mark_unanswered(session, unanswered, notice_id, now)
