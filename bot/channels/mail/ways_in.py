"""The interface by which a mail's links lead to its reader's page."""

from typing import Protocol

from handlers.views.pushes.letters import WayIn


class WaysIn(Protocol):
    """Ways to officers' pages, kept by the process: each lets in once, within a day."""

    async def offer(self, address: str) -> WayIn | None:
        """Return a new way for the officer with this mail address; None for nobody's.

        Raises `data.errors.NhacviecError`.
        """
        ...
