"""Pull the plug at any moment of the year, and no officer misses a reminder because of it.

The whole of it is lived on SQLite (`test_year_first_half.py`, `test_year_second_half.py`).
"""

from datetime import date, timedelta

import pytest

from data.rules.digest_hours import slot_opens_at
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.rehearsal.every_reminder import check_every_reminder_arrives
from tests.acceptance.rehearsal.outages import day_of
from tests.acceptance.rehearsal.reminder_fates import has_waiting, list_confirmed, list_fates
from tests.acceptance.rehearsal.seats import Seats
from tests.databases.registries import Databases, with_plan_175
from tests.loopback.server import BotApi


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_every_reminder_that_preview_names_arrives(house: House, seats: Seats) -> None:
    check_every_reminder_arrives(house, seats, date(2024, 3, 1), date(2024, 4, 12), kills=4, zone="UTC")


def test_two_processes_on_one_registry_send_nothing_twice(house: House, api: BotApi, seats: Seats) -> None:
    """Monday 11/03/2024: TC.1 is overdue everywhere."""
    eight = slot_opens_at(date(2024, 3, 11)) + timedelta(hours=2)
    seats.write_lately(eight)  # the question to silent officers would wait until ten
    with house.running(now=eight.isoformat()), house.running(now=eight.isoformat()):
        wait_until(lambda: api.world.sent, PATIENCE)
        wait_until(lambda: not has_waiting(seats.store))
    assert {message.message_id for message in api.world.sent} == list_confirmed(seats.store)
    digests = [message.chat_id for message in api.world.sent if day_of(message.text)]
    assert sorted(digests) == sorted({one.chat_id for one in list_fates(seats.store)})


def test_the_fastest_rehearsal_sends_on_its_first_morning(house: House, seats: Seats) -> None:
    """Monday 11/03/2024: at a thousand days a second, weeks pass before the office works for the first time."""
    first = date(2024, 3, 11)
    with house.running(now=slot_opens_at(first).isoformat(), clock_rate=str(86_400_000)):
        wait_until(lambda: any(fate.arrived for fate in list_fates(seats.store)))
    assert next(fate.sent_on for fate in list_fates(seats.store) if fate.arrived) == first
