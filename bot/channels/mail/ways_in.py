"""The interface by which a mail's links lead to its reader's page."""

from typing import Protocol

from handlers.views.pushes.letters import WayIn


class WaysIn(Protocol):
    """Ways to officers' pages, kept by the process: each lets in once, within a day."""

    async def offer(self, address: str, reader: int | None) -> WayIn | None:
        """Return a new way for the officer `reader` of a mail, if they have this address; else None.

        Where no reader is known it is for the officer with this address, where that is one.
        Raises `data.errors.NhacviecError`.
        """
        ...
