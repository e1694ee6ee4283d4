"""Weeks lived through by ticks: what preview names is what arrives."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.enums import ReminderState
from data.rules.stages import Policy
from scheduler.clock import RehearsalClock
from scheduler.context import Planning
from scheduler.planning.due_reminders import preview_reminders
from scheduler.sending.message_facts import Facts
from scheduler.tick import tick
from tests import factories as make
from tests.data.rules.calendars import CALENDAR
from tests.scheduler.office import Office, morning

FIRST, LAST = date(2024, 4, 15), date(2024, 5, 17)
"""A month with Hung Kings' day, the long holiday of 30/4 and 1/5, and the Saturday that was worked for it."""


@pytest.fixture
def office(office: Office) -> Office:
    """Two agencies with two officers each, and a deadline nearly every other day, on days off as well."""
    office.plan(morning("2024-04-12", 17))
    with office.store.write() as session:
        plan = make.plan(session)
        agencies = [make.agency(session, "stp"), make.agency(session, "stc", "Sở Tài chính")]
        for agency in agencies:
            for number in (1, 2):
                make.officer(session, agency, chat_id=f"{agency.code} {number}")
        for number in range(30):
            owed = make.deadline(session, plan, date(2024, 4, 1) + timedelta(days=2 * number), code=f"I.{number}")
            make.duty(session, agencies[number % 2], owed)
    return office


def named_by_preview(office: Office) -> list[tuple[str, str, str, str]]:
    with office.store.read() as session:
        return [
            (one.reason.send_on.isoformat(), one.duty.agency_code, one.duty.code, one.reason.stage.value)
            for one in preview_reminders(session, FIRST, LAST, Planning(CALENDAR, Policy()))
        ]


def arrived(office: Office, officer: int) -> list[tuple[str, str, str, str]]:
    return [
        (facts.day.isoformat(), chat_id.split()[0], line.code, line.reason.stage.value)
        for chat_id, facts in office.postbox.arrived
        for line in facts.lines
        if chat_id.endswith(str(officer))
    ]


async def test_a_month_in_steps_of_half_a_day_brings_what_preview_names(office: Office) -> None:
    named = named_by_preview(office)
    await office.live(morning("2024-04-15"), morning("2024-05-17", 23), timedelta(hours=12))
    assert len(named) > 100
    assert sorted(arrived(office, 1)) == sorted(arrived(office, 2)) == sorted(named)
    assert not office.reminders(ReminderState.SKIPPED)


async def test_digests_come_on_working_days_only_and_one_a_day(office: Office) -> None:
    await office.live(morning("2024-04-26", 8), morning("2024-05-07", 23), timedelta(hours=6))
    days = {facts.day.isoformat() for _, facts in office.postbox.arrived}
    assert days == {"2024-04-26", "2024-05-02", "2024-05-03", "2024-05-04", "2024-05-06", "2024-05-07"}
    digests = Counter((chat_id, facts.day) for chat_id, facts in office.postbox.arrived)
    assert set(digests.values()) == {1}


async def test_the_offices_own_work_takes_no_time_of_a_rehearsal(office: Office) -> None:
    """Every message takes ten seconds, which are ten days at this rate, and all of them go out on their morning."""
    passed = [0.0]

    async def slow(channel: str, chat_id: str, message: Facts) -> str:
        passed[0] += 10
        return await office.postbox.send(channel, chat_id, message)

    clock = RehearsalClock(morning("2024-04-15"), 24 * 60 * 60, monotonic=lambda: passed[0])
    postman = replace(office.postman, clock=clock, send=slow)
    await tick(postman)
    assert {facts.day for _, facts in office.postbox.arrived} == {date(2024, 4, 15)}
    assert {row.sent_at for row in office.deliveries()} == {clock.now()} == {morning("2024-04-15")}
    passed[0] += 0.25
    assert clock.now() == morning("2024-04-15", 14)


@pytest.mark.parametrize("hours", [30, 50])
async def test_long_steps_lose_nothing(office: Office, hours: int) -> None:
    """What a skipped morning would have brought arrives later, or a later stage took its place."""
    named = named_by_preview(office)
    await office.live(morning("2024-04-15"), morning("2024-05-17"), timedelta(hours=hours))
    await office.tick(morning("2024-05-17", 17))
    sent = [stage for stage, _, _ in office.reminders(ReminderState.SENT)]
    overtaken = office.reminders(ReminderState.SKIPPED)
    assert {because for _, _, because in overtaken} == {"overtaken"}
    assert len(sent) + len(overtaken) == 2 * len(named)
    digests = Counter((chat_id, facts.day) for chat_id, facts in office.postbox.arrived)
    assert set(digests.values()) == {1}
