"""The place of the process that serves, taken and kept."""

import asyncio
import logging

from data.database.seats import Seating, Seats
from data.errors import RegistryUnusable

EVERY = 1.0
"""Seconds between two touches, or two looks whether the seat is free."""

_log = logging.getLogger(__name__)


class Seat:
    """The place of the process that serves. Everything here is of one event loop."""

    def __init__(self, seats: Seats, every: float = EVERY) -> None:
        self._seats = seats
        self._every = every

    @property
    def process(self) -> str:
        """Return the name of this process for those that wait."""
        return self._seats.process

    async def wait(self) -> None:
        """Wait until nobody else serves."""
        told = False
        while (found := await asyncio.to_thread(self._seats.take)) is not Seating.HELD:
            if not told and found is Seating.TAKEN:
                _log.warning("Tiến trình khác đang phục vụ sổ này: tiến trình này đứng dự phòng, chờ thay.")
                told = True
            await asyncio.sleep(self._every)
        if told:
            _log.warning("Tiến trình kia không còn phục vụ: tiến trình này phục vụ thay.")

    async def keep(self) -> None:
        """Keep the place until cancelled. Raises RegistryUnusable ("taken") once somebody else serves.

        While the server is away nobody can serve, so nothing ends: whoever comes first when it is back goes on.
        """
        while True:
            await asyncio.sleep(self._every)
            if await asyncio.to_thread(self._seats.touch) is Seating.TAKEN:
                raise RegistryUnusable("taken")

    def leave(self) -> None:
        """Leave the place to whoever waits for it."""
        self._seats.close()
