"""What other processes have still to answer in a chat before an update of this one."""

import asyncio
from functools import partial
from time import monotonic

from bot.registry.access import run_reading
from data.errors import NhacviecError
from data.registry.conversations import shared_journal
from data.store import Store

EVERY = 0.2
"""Seconds between two looks whether others have answered it."""
LONGEST = 30.0
"""Seconds for that: the others are stopped, or keep what nobody can answer."""


async def wait_for_others(store: Store, channel: str, update_id: str, chat_id: str, own: str) -> None:
    """Wait until no other process than `own` has to answer what came before an update into its chat. Never raises."""
    look = partial(
        shared_journal.has_earlier_elsewhere, channel=channel, update_id=update_id, chat_id=chat_id, own=own
    )
    until = monotonic() + LONGEST
    while monotonic() < until:
        try:
            if not await run_reading(store, look):
                return
        except NhacviecError:
            return  # the turn will say so
        await asyncio.sleep(EVERY)
