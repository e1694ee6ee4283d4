"""Plan 175 through 2024 at every agency: preview names exactly what the engine plans, if nothing is done."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from data.enums import DeliveryState, ReminderState, Role
from data.models import Agency, Delivery, Officer, Reminder
from data.rules.stages import Policy
from data.store import Store
from scheduler.context import Planning
from scheduler.escalation import due_escalations
from scheduler.planning import due_reminders
from scheduler.planning.planner import plan_due
from tests import factories as make
from tests.data.rules.calendars import CALENDAR, days_of
from tests.scheduler.office import CHANNELS, morning

YEAR = days_of(2024)
QUARTER = [day for day in YEAR if day.month <= 3]
COMMUNES = 4
"""On PostgreSQL, of 260 that owe all the same; a quarter asks it all that a year does."""

Told = tuple[int, str, date, date, Role]
"""A duty, its stage, the stage's own day, the day it goes out, and to whom in the agency that is told."""


@pytest.mark.timeout(600)
def test_over_a_year_every_agency_is_told_what_preview_names(planned: Store) -> None:
    days, communes = (YEAR, None) if planned.is_file else (QUARTER, COMMUNES)
    seated = seat_everybody(planned, communes)
    for day in filter(CALENDAR.is_working, days):
        plan(planned, day)
    assert told(planned) == named(planned, seated, days[0], days[-1])


def seat_everybody(store: Store, communes: int | None) -> set[str]:
    """Seat an officer and a head in every agency, a supervisor in the one that follows the plan; return their codes.

    `communes`: in no more of them than that.
    """
    with store.write() as session:
        agencies = session.execute(select(Agency).order_by(Agency.code)).scalars().all()
        others = [agency for agency in agencies if agency.kind != "commune"]
        seated = others + [agency for agency in agencies if agency.kind == "commune"][:communes]
        for agency in seated:
            make.officer(session, agency)
            make.officer(session, agency, role=Role.HEAD)
            if agency.code == "snv":
                make.officer(session, agency, role=Role.SUPERVISOR)
        return {agency.code for agency in seated}


def plan(store: Store, day: date) -> None:
    """A morning's digests are written and, as far as the outbox goes, gone."""
    now = morning(day.isoformat(), 6)
    with store.write() as session:
        plan_due(session, now, Planning(CALENDAR, Policy(), CHANNELS), wall=now)
        gone = update(Delivery).where(col(Delivery.state) == DeliveryState.PENDING)
        session.execute(gone.values(state=DeliveryState.SENT, message_id="1", sent_at=now))


def told(store: Store) -> Counter[Told]:
    query = select(
        col(Reminder.duty_id), col(Reminder.stage), col(Reminder.falls_on), col(Reminder.send_on), col(Officer.role)
    ).join(Officer, col(Reminder.officer_id) == col(Officer.id))
    with store.read() as session:
        skipped = select(Reminder).where(col(Reminder.state) == ReminderState.SKIPPED)
        assert session.execute(skipped).first() is None
        return Counter(
            (duty, stage, falls, sends, role) for duty, stage, falls, sends, role in session.execute(query)
        )


def named(store: Store, seated: set[str], first: date, last: date) -> Counter[Told]:
    found: Counter[Told] = Counter()
    with store.read() as session:
        for one in due_reminders.preview_reminders(session, first, last, Planning(CALENDAR, Policy())):
            if one.duty.agency_code not in seated:
                continue
            reason = one.reason
            found[one.duty.id, reason.stage.value, reason.falls_on, reason.send_on, Role.OFFICER] += 1
        for call in due_escalations.preview_escalations(session, first, last, Planning(CALENDAR, Policy())):
            for role in call.told.roles:
                if role is not Role.SUPERVISOR and call.duty.agency_code not in seated:
                    continue
                found[call.duty.id, call.stage.value, call.falls_on, call.send_on, role] += 1
    assert {role for *_, role in found} == {Role.OFFICER, Role.HEAD, Role.SUPERVISOR}
    return found
