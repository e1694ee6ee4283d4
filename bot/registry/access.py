"""Units of work on the registry that keep the event loop free."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from data.errors import RegistryUnusable
from data.store import Session, Store

T = TypeVar("T")

PAUSES = (0.005, 0.01, 0.02, 0.04, 0.08, *[0.1] * 48)
"""Seconds between two tries while another process writes: five in all, as long as a thread would wait."""


async def run_unit(store: Store, unit: Callable[[bool], T]) -> T:
    """Return the result of `unit`, one transaction.

    `unit` is given `at_once`: True if it may not wait for the registry but raises RegistryUnusable("locked"). So does
    this in the end, if another process writes all the time.
    """
    if not store.is_file:
        return await asyncio.to_thread(unit, False)
    # In a file units queue for the one writer, and take a millisecond: a thread would not make them parallel, only
    # cost half as much again, and only here can a turn that hangs in a pattern be stopped.
    for pause in PAUSES:
        try:
            return unit(True)
        except RegistryUnusable as error:
            if error.reason != "locked":
                raise
            locked = error
        await asyncio.sleep(pause)
    raise locked


async def run_reading(store: Store, look: Callable[[Session], T]) -> T:
    """Return what `look` reads in one transaction; raises as `run_unit`."""

    def unit(_at_once: bool) -> T:
        with store.read() as session:
            return look(session)

    return await run_unit(store, unit)


async def run_writing(store: Store, work: Callable[[Session], T]) -> T:
    """Return the result of `work`, committed in one transaction; raises as `run_unit`."""

    def unit(at_once: bool) -> T:
        with store.write(at_once=at_once) as session:
            return work(session)

    return await run_unit(store, unit)
