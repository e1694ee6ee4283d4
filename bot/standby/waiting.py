"""Waiting for the place of the process that serves, while the port says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.http.listening import open_port
from bot.http.readiness import Readiness
from bot.http.server import HttpServer
from bot.http.serving import serving_route
from bot.settings import Settings
from bot.standby.seat import Seat
from data import schema
from data.database.seats import Seats
from data.errors import RegistryUnusable
from data.store import Store

STANDBY = "standby"
"""The fault that /readyz names of a process that stands by: nothing is to be passed on to it."""
_GOODBYE = 5.0
"""Seconds for those who are being answered when the waiting ends."""


async def take_seat(settings: Settings, store: Store) -> Seat | None:
    """Wait until no other process serves a channel of these settings; None where the registry is a file.

    Meanwhile /healthz is green, /serving is not, and /readyz names `STANDBY`, at the port of the settings. Raises
    RegistryUnusable where the one that served has upgraded the registry.
    """
    if store.server is None:
        return None
    seat = Seat(Seats(store.server, list_served(settings)))
    try:
        async with _answering(settings):
            await seat.wait()
        found = await asyncio.to_thread(schema.version, store)
        if found != schema.revisions()[-1]:
            raise RegistryUnusable("newer", found or "")
    except BaseException:
        seat.leave()
        raise
    return seat


def list_served(settings: Settings) -> list[str]:
    """Return the names of what a process with these settings serves."""
    served = {
        "telegram": settings.telegram_token is not None,
        "mail": settings.smtp_url is not None,
        "page": settings.page,
    }
    return [*settings.zalo_channels, *(name for name, is_set in served.items() if is_set)]


@asynccontextmanager
async def _answering(settings: Settings) -> AsyncIterator[None]:
    """Answer at the port for as long as the block runs."""
    if settings.http_port is None:
        yield
        return
    listening = open_port(settings.http_port, str(settings.http_host), "http")
    server = HttpServer(listening, [serving_route(is_serving=False)], readiness=Readiness(lambda: [STANDBY]))
    living = asyncio.create_task(server.live())
    try:
        yield
    finally:
        server.should_exit = True
        await asyncio.wait({living}, timeout=_GOODBYE)
        living.cancel()
        listening.close()
