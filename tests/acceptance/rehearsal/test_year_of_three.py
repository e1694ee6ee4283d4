"""Pull the plug of one of three processes at any moment of a year: no officer misses a reminder because of it.

Six weeks with five kills; with `KILLS=50` the whole year with fifty.
"""

import os
from datetime import date

import pytest

from tests.acceptance.house import House
from tests.acceptance.rehearsal.cluster_year import ClusterYear
from tests.acceptance.rehearsal.every_reminder import check_every_reminder_arrives
from tests.acceptance.rehearsal.seats import Seats
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import with_plan_175

KILLS = int(os.environ.get("KILLS", "5"))
A_YEAR = 50
"""So many kills take a whole year."""
FIRST, LAST = (date(2024, 1, 2), date(2024, 12, 31)) if KILLS >= A_YEAR else (date(2024, 3, 1), date(2024, 4, 12))


@pytest.fixture
def database_of_house(postgresql: PostgresqlServer) -> str:
    return postgresql.copy_of(with_plan_175)


def test_every_reminder_that_preview_names_arrives(house: House, seats: Seats) -> None:
    check_every_reminder_arrives(house, seats, FIRST, LAST, kills=KILLS, lived=ClusterYear)
