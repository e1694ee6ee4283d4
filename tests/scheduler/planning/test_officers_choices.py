"""The hour, the stages, the pause and the snoozes that officers chose, from the plan of a slot to the message."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.enums import DeliveryState, State
from data.models import Agency, ChatLink, Duty
from data.registry.outbox import deliveries
from data.registry.people import preferences, snoozes
from data.registry.people.preferences import Preferences
from data.registry.people.snoozes import Snoozed
from tests import factories as make
from tests.scheduler.office import DUE, Office, morning, seat


def choose(office: Office, officer_id: int = 1, **chosen: Any) -> None:
    with office.store.write() as session:
        preferences.save(session, officer_id, Preferences(**chosen), now=office.clock.now())


def snooze(office: Office, since: str, until: str) -> None:
    days = Snoozed(date.fromisoformat(since), date.fromisoformat(until))
    with office.store.write() as session:
        snoozes.save(session, 1, 1, days, now=office.clock.now())


def skipped(office: Office) -> list[tuple[str, str, str | None]]:
    return [one for one in office.reminders() if one[2]]


async def ticks(office: Office, day: str, *hours: int) -> list[int]:
    """How many messages have arrived after a tick at each hour of a day."""
    counts = []
    for hour in hours:
        await office.tick(morning(day, hour))
        counts.append(len(office.postbox.arrived))
    return counts


async def test_the_digest_comes_at_eight_unless_told_otherwise(office: Office, agency: Agency) -> None:
    seat(office, agency)
    assert await ticks(office, "2024-03-08", 6, 7, 8, 9) == [0, 0, 1, 1]


@pytest.mark.parametrize(("hour", "arrived"), [(6, [1, 1, 1, 1]), (14, [0, 0, 1, 1]), (17, [0, 0, 0, 1])])
async def test_the_digest_comes_at_the_officers_own_hour(
    office: Office, agency: Agency, hour: int, arrived: list[int]
) -> None:
    seat(office, agency)
    choose(office, hour=hour)
    assert await ticks(office, "2024-03-08", 6, 8, 14, 17) == arrived


async def test_everyone_of_an_agency_has_an_hour_of_their_own(office: Office, agency: Agency) -> None:
    seat(office, agency, chat_id="early")
    seat(office, agency, chat_id="late")
    choose(office, 1, hour=6)
    choose(office, 2, hour=16)
    assert await ticks(office, "2024-03-08", 6, 15, 16) == [1, 1, 2]
    assert office.postbox.chats == ["early", "late"]


@pytest.mark.parametrize("hour", [7, 8])
async def test_who_joins_before_their_hour_still_gets_the_days_digest(
    office: Office, agency: Agency, hour: int
) -> None:
    await office.tick(morning("2024-03-08", 6))
    seat(office, agency, linked_at=morning("2024-03-08", hour))
    assert await ticks(office, "2024-03-08", 8, 9) == [1, 1]


async def test_a_plan_read_before_the_hour_goes_into_the_digest_that_waits(office: Office, agency: Agency) -> None:
    seat(office, agency)
    await office.tick(morning("2024-03-08", 6))
    with office.store.write() as session:
        later = make.plan(session, "1/KH-UBND", imported_at=morning("2024-03-08", 7))
        make.duty(session, agency, make.deadline(session, later, DUE, code="I.1"))
    assert await ticks(office, "2024-03-08", 8, 17) == [1, 1]
    assert office.postbox.stages == [("2024-03-08", "I.1", "T-7"), ("2024-03-08", "TC.2", "T-7")]


async def test_what_was_held_up_joins_a_digest_that_a_plan_opens_during_the_day(
    office: Office, agency: Agency
) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08"))
    office.plan(morning("2024-03-11", 6))
    with office.store.write() as session:
        later = make.plan(session, "1/KH-UBND", imported_at=morning("2024-03-11", 7))
        make.duty(session, agency, make.deadline(session, later, date(2024, 3, 18), code="I.1"))
    assert await ticks(office, "2024-03-11", 8, 17) == [1, 1]
    assert [code for _, code, _ in office.postbox.stages] == ["TC.2", "I.1"]


async def test_what_comes_up_after_the_digest_went_out_is_not_told_again_that_day(
    office: Office, agency: Agency
) -> None:
    seat(office, agency)
    await office.tick(morning("2024-03-08"))
    with office.store.write() as session:
        make.duty(session, agency, make.deadline(session, make.plan(session, "1/KH-UBND"), DUE))
    assert await ticks(office, "2024-03-08", 9, 17) == [1, 1]


async def test_who_takes_a_later_hour_after_the_digest_went_out_gets_no_second_one(
    office: Office, agency: Agency
) -> None:
    seat(office, agency)
    await office.tick(morning("2024-03-08"))
    choose(office, hour=10)
    with office.store.write() as session:
        make.duty(session, agency, make.deadline(session, make.plan(session, "1/KH-UBND"), DUE))
    assert await ticks(office, "2024-03-08", 10, 17) == [1, 1]
    assert len(office.reminders()) == 1


async def test_a_digest_that_waits_follows_its_officer_to_another_hour(office: Office, agency: Agency) -> None:
    seat(office, agency)
    choose(office, hour=14)
    await office.tick(morning("2024-03-08"))
    with office.store.write() as session:
        deliveries.reschedule_digest(session, 1, date(2024, 3, 8), morning("2024-03-08", 9))
    assert await ticks(office, "2024-03-08", 8, 9, 14) == [0, 1, 1]


@pytest.mark.parametrize(
    ("at", "is_late"),
    [
        (morning("2024-03-08", 8), False),
        (morning("2024-03-08", 9), False),
        (morning("2024-03-08", 9, 1), True),
        (morning("2024-03-08", 15), True),
    ],
)
async def test_a_digest_that_is_more_than_an_hour_late_knows_it(
    office: Office, agency: Agency, at: datetime, is_late: bool
) -> None:
    seat(office, agency)
    await office.tick(at)
    [(_, facts)] = office.postbox.arrived
    assert (facts.is_late, facts.due_at, facts.late_since) == (is_late, morning("2024-03-08"), None)


async def test_a_stage_that_is_left_out_does_not_come_and_the_next_one_does(office: Office, agency: Agency) -> None:
    seat(office, agency)
    seat(office, agency)
    choose(office, left_out=frozenset({"T-7", "T-3"}))
    await office.live(morning("2024-03-08"), morning("2024-03-18"), timedelta(hours=12))
    mine = [
        (facts.day.day, facts.lines[0].reason.stage)
        for chat, facts in office.postbox.arrived
        if chat == first(office)
    ]
    assert mine == [(14, "T-1"), (15, "T0"), (18, "overdue")]
    assert len(office.postbox.arrived) == 8


async def test_a_stage_left_out_after_it_was_planned_is_not_sent(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08", 6))
    choose(office, left_out=frozenset({"T-7"}))
    assert await office.deliver(morning("2024-03-08")) == 0
    assert office.reminders() == [("T-7", "2024-03-08", "left_out")]


async def test_a_pause_holds_back_what_is_not_near_and_says_so_on_what_is(office: Office, agency: Agency) -> None:
    seat(office, agency)
    choose(office, resumes_on=date(2024, 3, 25))
    await office.live(morning("2024-03-08"), morning("2024-03-25"), timedelta(hours=12))
    assert [stage for _, _, stage in office.postbox.stages] == ["T-1", "T0", "overdue", "weekly"]
    assert [facts.lines[0].reason.resumes_on for _, facts in office.postbox.arrived] == [date(2024, 3, 25)] * 3 + [
        None
    ]
    assert skipped(office) == [("T-7", "2024-03-08", "paused"), ("T-3", "2024-03-12", "paused")]


async def test_a_pause_chosen_before_the_digest_goes_out_holds_it_back(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08", 6))
    choose(office, resumes_on=date(2024, 3, 11))
    assert await office.deliver(morning("2024-03-08")) == 0
    assert (office.states(), skipped(office)) == ([DeliveryState.SKIPPED], [("T-7", "2024-03-08", "paused")])


async def test_a_snoozed_duty_comes_on_its_day_and_not_before(office: Office, agency: Agency) -> None:
    seat(office, agency)
    await office.tick(morning("2024-03-08"))
    snooze(office, "2024-03-08", "2024-03-13")
    await office.live(morning("2024-03-11"), morning("2024-03-15"), timedelta(hours=12))
    assert office.postbox.stages == [
        ("2024-03-08", "TC.2", "T-7"),
        ("2024-03-13", "TC.2", "T-3"),
        ("2024-03-14", "TC.2", "T-1"),
        ("2024-03-15", "TC.2", "T0"),
    ]
    assert skipped(office) == [("T-3", "2024-03-12", "snoozed")]
    assert office.postbox.arrived[1][1].lines[0].reason.snoozed_on == date(2024, 3, 8)


async def test_a_snooze_is_its_officers_alone(office: Office, agency: Agency) -> None:
    seat(office, agency)
    seat(office, agency)
    snooze(office, "2024-03-07", "2024-03-11")
    assert await ticks(office, "2024-03-08", 8) == [1]
    assert await ticks(office, "2024-03-11", 8) == [2]
    assert office.postbox.chats[1] == first(office)


async def test_a_duty_snoozed_while_its_digest_waits_stays_out_of_it(office: Office, agency: Agency) -> None:
    seat(office, agency)
    office.plan(morning("2024-03-08", 6))
    snooze(office, "2024-03-08", "2024-03-11")
    assert await ticks(office, "2024-03-08", 8) == [0]
    await office.tick(morning("2024-03-11"))
    assert office.postbox.stages == [("2024-03-11", "TC.2", "T-7")]


async def test_a_snooze_can_be_renewed(office: Office, agency: Agency) -> None:
    seat(office, agency)
    snooze(office, "2024-03-07", "2024-03-08")
    await office.tick(morning("2024-03-08"))
    snooze(office, "2024-03-08", "2024-03-11")
    await office.tick(morning("2024-03-11"))
    snooze(office, "2024-03-11", "2024-03-13")
    await office.live(morning("2024-03-12"), morning("2024-03-13"), timedelta(hours=12))
    assert [day for day, _, _ in office.postbox.stages] == ["2024-03-08", "2024-03-11", "2024-03-13"]


async def test_a_snoozed_duty_that_was_done_in_between_does_not_come_back(office: Office, agency: Agency) -> None:
    seat(office, agency)
    snooze(office, "2024-03-07", "2024-03-11")
    with office.store.write() as session:
        session.get_one(Duty, 1).state = State.DONE
    assert await ticks(office, "2024-03-11", 8) == [0]


async def test_a_snooze_that_ended_while_nothing_ran_comes_with_the_next_start(
    office: Office, agency: Agency
) -> None:
    seat(office, agency)
    await office.tick(morning("2024-03-07", 17))
    snooze(office, "2024-03-07", "2024-03-11")
    await office.tick(morning("2024-03-13"))
    [(_, facts)] = office.postbox.arrived
    assert facts.late_since == date(2024, 3, 12)
    assert skipped(office) == [("T-7", "2024-03-08", "overtaken"), ("T-7", "2024-03-11", "overtaken")]


async def test_an_officer_who_changed_agency_is_not_told_of_what_they_snoozed_before(
    office: Office, agency: Agency
) -> None:
    with office.store.write() as session:
        other = make.agency(session, "stc", "Sở Tài chính")
        make.officer(session, other)
    snooze(office, "2024-03-07", "2024-03-11")
    assert await ticks(office, "2024-03-11", 8) == [0]


def first(office: Office) -> str:
    """The chat of the first officer."""
    with office.store.read() as session:
        return session.get_one(ChatLink, 1).chat_id
