"""Officers are asked whether they are still in office: rarely, in office hours, and nothing is cut by itself."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from data.enums import AskedBecause, AskOutcome, Role
from data.models import ChatLink, Officer, Reaffirmation
from data.registry.people import identities, reaffirmations
from scheduler.identities.facts import StillFacts, UnansweredFacts
from tests import factories as make
from tests.scheduler.office import Office, morning

JOINED = morning("2024-01-08", 9)
SILENT = morning("2024-03-08", 10)
"""60 days later, a Friday."""
A_DAY = timedelta(days=1)


@pytest.fixture
def office(office: Office) -> Office:
    """An officer who joined and has been silent since, and an administrator who writes every day."""
    with office.store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency, name="An", chat_id="an", linked_at=JOINED, heard_at=None)
        make.officer(session, agency, name="Giang", role=Role.ADMIN, chat_id="admin", linked_at=JOINED, heard_at=None)
    return office


async def live(office: Office, first: datetime, last: datetime) -> None:
    """A tick every twelve hours, one of them within working hours; the administrator is at work."""
    instant = first
    while instant <= last:
        with office.store.write() as session:
            identities.mark_heard(session, "telegram", "admin", instant)
        await office.tick(instant)
        instant += timedelta(hours=12)


def asked(office: Office) -> list[tuple[str, AskedBecause, bool]]:
    """Who was asked, why, and whether it was the second time."""
    told = [(chat, facts) for chat, facts in office.postbox.besides if isinstance(facts, StillFacts)]
    return [(chat, facts.asked.because, facts.asked.repeated_at is not None) for chat, facts in told]


def reported(office: Office) -> list[tuple[str, list[str]]]:
    told = [(chat, facts) for chat, facts in office.postbox.besides if isinstance(facts, UnansweredFacts)]
    return [(chat, [one.name for one in facts.officers]) for chat, facts in told]


async def test_silence_is_asked_about_once_again_and_then_reported_and_nothing_is_cut(office: Office) -> None:
    await live(office, SILENT - 2 * A_DAY, SILENT - timedelta(hours=3))
    assert asked(office) == []
    await live(office, SILENT, SILENT + 13 * A_DAY)
    assert asked(office) == [("an", AskedBecause.SILENT, False)]
    await live(office, SILENT + 14 * A_DAY, SILENT + 27 * A_DAY)
    assert asked(office)[1:] == [("an", AskedBecause.SILENT, True)]
    assert reported(office) == []
    await live(office, SILENT + 28 * A_DAY, SILENT + 120 * A_DAY)
    assert reported(office) == [("admin", ["An"])]
    assert len(asked(office)) == 2
    with office.store.read() as session:
        assert session.get_one(Officer, 1).active
        assert session.exec(select(Reaffirmation)).one().outcome is AskOutcome.UNANSWERED


async def test_it_is_asked_within_working_hours_after_the_digests(office: Office) -> None:
    for instant in (morning("2024-03-09", 10), morning("2024-03-11", 9, 59)):
        await live(office, instant, instant)
    assert asked(office) == []
    await office.tick(morning("2024-03-11", 10))
    assert len(asked(office)) == 1
    assert {row.due_at for row in office.deliveries() if row.kind == "people"} == {morning("2024-03-11", 10)}


async def test_a_year_after_they_joined_also_who_writes_every_day_is_asked(office: Office) -> None:
    instant = morning("2025-01-07", 11)
    with office.store.write() as session:
        for link in session.exec(select(ChatLink)):
            link.heard_at = instant - A_DAY
    await office.tick(morning("2025-01-06", 11))
    assert asked(office) == []
    await office.tick(instant)
    assert sorted(asked(office)) == [("admin", AskedBecause.YEARLY, False), ("an", AskedBecause.YEARLY, False)]


@pytest.mark.parametrize("days", [1, 20])
async def test_whoever_says_that_they_are_in_office_is_left_in_peace_for_a_year(office: Office, days: int) -> None:
    await live(office, SILENT, SILENT + days * A_DAY)
    before = len(asked(office))
    with office.store.write() as session:
        reaffirmations.affirm(session, 1, office.clock.now())
        identities.mark_heard(session, "telegram", "an", office.clock.now())
    await live(office, office.clock.now(), office.clock.now() + 59 * A_DAY)
    assert len(asked(office)) == before
    assert reported(office) == []


async def test_a_silent_officer_who_writes_has_answered(office: Office) -> None:
    await live(office, SILENT, SILENT)
    with office.store.write() as session:
        identities.mark_heard(session, "telegram", "an", SILENT)
        reaffirmations.close_as_heard(session, 1, SILENT)
    await live(office, SILENT + A_DAY, SILENT + 40 * A_DAY)
    assert len(asked(office)) == 1
    assert reported(office) == []
    await live(office, SILENT + 60 * A_DAY, SILENT + 64 * A_DAY)
    assert len(asked(office)) == 2, "silent again"


async def test_a_question_that_is_answered_before_it_goes_out_is_not_asked(office: Office) -> None:
    await office.tick(morning("2024-03-08", 6, 30))
    with office.store.write() as session:
        reaffirmations.affirm(session, 1, office.clock.now())
    await office.tick(SILENT)
    assert asked(office) == []


async def test_an_answer_that_comes_late_takes_the_name_off_the_report(office: Office) -> None:
    await live(office, SILENT, SILENT + 28 * A_DAY - timedelta(hours=3))
    with office.store.write() as session:
        reaffirmations.affirm(session, 1, office.clock.now())
    await live(office, SILENT + 28 * A_DAY, SILENT + 32 * A_DAY)
    assert reported(office) == []


async def test_who_cannot_be_reached_is_not_asked(office: Office) -> None:
    with office.store.write() as session:
        identities.mark_unreachable(session, "telegram", "an", JOINED)
    await live(office, SILENT, SILENT + 5 * A_DAY)
    assert asked(office) == []


async def test_what_a_clock_that_was_ahead_asked_counts_for_nothing(office: Office) -> None:
    ahead = morning("2024-06-10", 10)
    await office.tick(ahead)
    with office.store.write() as session:
        identities.mark_heard(session, "telegram", "admin", ahead)
        reaffirmations.affirm(session, 2, ahead)
    before = len(asked(office))
    await office.tick(morning("2024-01-09", 10))
    now = office.clock.now()
    with office.store.read() as session:
        assert session.exec(select(Reaffirmation)).all() == []
        heard = session.exec(select(ChatLink.heard_at).where(ChatLink.chat_id == "admin")).one()
        affirmed = session.get_one(Officer, 2).affirmed_at
    assert heard is not None
    assert affirmed is not None
    assert max(heard, affirmed) <= now + A_DAY
    await live(office, SILENT, SILENT)
    assert asked(office)[before:] == [("an", AskedBecause.SILENT, False)], "it comes on its day all the same"
