"""The year that the demo's office has lived: what people did there, and that they might."""

import threading
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from bot.demo.office import STANDING_BODY, YEAR_BEGINS, DemoOffice, open_year
from bot.demo.quiet_channel import QuietChannel
from data.enums import Change, State
from data.models import Officer, ProgressEntry
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store

ADDRESS = "http://127.0.0.1:8080"
UNTIL = date(2024, 3, 4)
"""Two months with what is due at their ends, and reviews of what is twenty days old."""
EARLY = date(2024, 2, 1)


def play(until: date) -> DemoOffice:
    office = open_year(until, ADDRESS)
    office.play_until(until)
    return office


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    office = play(UNTIL)
    yield office._store
    office.close()


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.read() as session:
        yield session


def list_entries(session: Session) -> list[ProgressEntry]:
    return list(session.scalars(select(ProgressEntry)))


def test_every_state_of_a_report_is_there(session: Session) -> None:
    changes = {entry.change for entry in list_entries(session)}
    assert changes >= {Change.REPORTED, Change.CONFIRMED, Change.RETURNED, Change.PROGRESS}
    states = {duty.state for duty in duty_lines.list_duties(session)}
    assert states >= {State.NOT_STARTED, State.IN_PROGRESS, State.REPORTED, State.DONE}


def test_all_of_it_was_tapped_and_typed_on_working_days_before_the_morning(session: Session) -> None:
    for entry in list_entries(session):
        day = viet_nam_date(entry.at)
        assert YEAR_BEGINS <= day < UNTIL
        assert day.weekday() < 5, day
        assert entry.channel == QuietChannel.name


def test_nobody_confirms_what_their_own_agency_reported(session: Session) -> None:
    agency_of = {officer.id: officer.agency_id for officer in session.scalars(select(Officer))}
    owed_by = {duty.id: duty.agency_id for duty in duty_lines.list_duties(session)}
    decided = [entry for entry in list_entries(session) if entry.change in (Change.CONFIRMED, Change.RETURNED)]
    assert decided
    for entry in decided:
        assert agency_of[entry.officer_id] != owed_by[entry.duty_id]


def test_some_agencies_have_no_officer_and_the_standing_body_has_one(session: Session) -> None:
    without = {agency.code for agency in agencies.list_without_officer(session)}
    assert 0 < len(without) < 30
    assert STANDING_BODY not in without


def test_the_dice_fall_the_same_on_every_run() -> None:
    """So that figures of guides and pictures stay what they are."""
    played = []
    for _ in range(2):
        office = play(EARLY)
        with office._store.read() as session:
            played.append([_as_played(duty) for duty in duty_lines.list_duties(session)])
        office.close()
    assert any(at for _, at in played[0])
    assert played[0] == played[1]


def test_the_play_ends_with_the_day_on_which_it_is_stopped() -> None:
    """From another thread: whoever stops the demo does not wait for the year."""
    office = open_year(UNTIL, ADDRESS)
    seen: list[datetime] = []
    original = office._app.tick

    async def tick(channels: object) -> None:
        seen.append(office.panel.now())
        stopping = threading.Thread(target=office.stop_playing)
        stopping.start()
        stopping.join()
        await original(channels)  # type: ignore[arg-type]

    office._app.tick = tick  # type: ignore[method-assign]
    office.play_until(UNTIL)
    office.close()
    assert [viet_nam_date(one) for one in seen] == [YEAR_BEGINS]


def _as_played(duty: DutyLine) -> tuple[tuple[int, State], date | None]:
    return (duty.id, duty.state), duty.received_on
