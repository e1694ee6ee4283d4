"""The place of the process that serves: waited for, kept through outages, and given up only to another."""

import asyncio
import logging

import pytest

from bot.standby.seat import Seat
from data.database.seats import Seating, Seats
from data.errors import RegistryUnusable

HELD, TAKEN, UNKNOWN = Seating


class Answers(Seats):
    """Answers as it is told to, then that the seat is held."""

    def __init__(self, *answers: Seating) -> None:
        self.answers = list(answers)
        self.left = False

    def take(self) -> Seating:
        return self.answers.pop(0) if self.answers else HELD

    touch = take

    def close(self) -> None:
        self.left = True


async def test_it_waits_until_nobody_else_serves_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    seats = Answers(UNKNOWN, TAKEN, TAKEN, UNKNOWN, TAKEN)
    with caplog.at_level(logging.WARNING):
        await Seat(seats, every=0).wait()
    assert seats.answers == []
    assert [record.message.partition(":")[2][:22] for record in caplog.records] == [
        " tiến trình này đứng d",
        " tiến trình này phục v",
    ]


async def test_the_first_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"):
        await Seat(Answers(), every=0).wait()
    assert caplog.records == []


async def test_it_is_kept_while_the_server_is_away_and_given_up_to_another() -> None:
    seats = Answers(HELD, UNKNOWN, UNKNOWN, HELD, UNKNOWN, TAKEN)
    with pytest.raises(RegistryUnusable) as lost:
        await asyncio.wait_for(Seat(seats, every=0).keep(), 60)
    assert lost.value.reason == "taken"
    assert seats.answers == []
