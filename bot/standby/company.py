"""The processes beside this one: those that wait while it serves, or serve together with it."""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from bot.channels.pace import Places
from bot.settings import Settings, SettingsRefused, variable
from data.store import Store
from scheduler.clock import Clock

if TYPE_CHECKING:
    from bot.standby.presence import Presence
    from bot.standby.seat import Seat

FORGOTTEN = 8.0
"""Seconds after which the server ends a transaction in which nothing is asked: its process was stopped."""


class Company:
    """The company of this process: none on a registry in a file, else those it takes turns with (`seat`) or serves
    together with (`presence`).
    """

    def __init__(self, seat: "Seat | None" = None, presence: "Presence | None" = None) -> None:
        self._seat = seat
        self.presence = presence

    @property
    def process(self) -> str:
        """Return the name of this process for the others, "" where there can be none."""
        if self.presence:
            return self.presence.process
        return self._seat.process if self._seat else ""

    def may_poll(self) -> bool:
        """Return whether it is this process that asks providers for updates: of several one does."""
        return self.presence is None or self.presence.is_seated

    def hear(self, kind: str, hear: Callable[[str], None]) -> None:
        """Give `hear` what others tell of this `kind`."""
        if self.presence:
            self.presence.hear(kind, hear)

    def places(self, store: Store, channel: str) -> Places | None:
        """Return the places in a provider's limits that all processes share; None where one alone sends."""
        if self.presence is None:
            return None
        from bot.registry.places import RegistryPlaces

        return RegistryPlaces(store, channel)

    def parts(self) -> Sequence[Coroutine[Any, Any, None]]:
        """Return what has to run beside the channels."""
        if self.presence:
            return [self.presence.keep()]
        return [self._seat.keep()] if self._seat else []

    def leave(self) -> None:
        """Leave the place to whoever waits for it."""
        for place in (self._seat, self.presence):
            if place:
                place.leave()


async def join(settings: Settings, store: Store, clock: Clock, *, is_cluster: bool) -> Company:
    """Join the others: wait until none of them serves, or serve together with them.

    Raises SettingsRefused for what several processes cannot do together; RegistryUnusable as `take_seat`.
    """
    if is_cluster:
        refuse_unfit(settings, store)
    if store.server is None:
        return Company()
    store.end_forgotten_transactions(FORGOTTEN)
    if not is_cluster:
        from bot.standby.waiting import take_seat

        return Company(seat=await take_seat(settings, store))
    from bot.standby.presence import Presence
    from bot.standby.waiting import list_served
    from data import schema
    from data.database.seats import Seats

    presence = Presence(Seats(store.server, list_served(settings), hears=True), schema.revisions()[-1], clock.follow)
    try:
        await presence.begin()
    except BaseException:
        presence.leave()
        raise
    return Company(presence=presence)


def refuse_unfit(settings: Settings, store: Store) -> None:
    """Raise SettingsRefused for settings by which several processes cannot serve together."""
    if store.server is None:
        raise SettingsRefused(
            variable("database_url"),
            "--engine cluster cần một sổ trên PostgreSQL; sổ là một tệp thì chỉ một tiến trình dùng được.",
        )
    if settings.clock_rate != 1:
        raise SettingsRefused(variable("clock_rate"), "--engine cluster không diễn tập nhanh được.")
