"""Pull the plug at any moment of the second half of a year: the first is lived through beside it."""

from datetime import date

from tests.acceptance.house import House
from tests.acceptance.rehearsal.every_reminder import check_every_reminder_arrives
from tests.acceptance.rehearsal.seats import Seats


def test_every_reminder_that_preview_names_arrives(house: House, seats: Seats) -> None:
    check_every_reminder_arrives(house, seats, date(2024, 7, 1), date(2024, 12, 31), kills=10)
