"""Posts that this process took, and whose answers it could not store or show: they are tried again by itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from data.errors import NhacviecError

EVERY = 1.0
"""Seconds between two tries."""
SECONDS = 60.0
"""Seconds in which a post that was stored without an answer of the registry shows there."""

_log = logging.getLogger(__name__)


class Unfinished:
    """The posts, by chat and number, each until when it is looked for.

    `finish(chat_id, number)` finishes one, and returns whether it was there and not finished; it raises NhacviecError
    while the registry cannot be used.
    """

    def __init__(self, finish: Callable[[str, str], Awaitable[bool]]) -> None:
        self._finish = finish
        self._until: dict[tuple[str, str], float] = {}
        self._any = asyncio.Event()

    @contextmanager
    def noting(self, chat_id: str, number: str) -> Iterator[None]:
        """Note a post if the registry cannot be used in the block; perhaps nobody posts it again."""
        try:
            yield
        except NhacviecError:
            self._until[chat_id, number] = monotonic() + SECONDS
            self._any.set()
            raise
        self._until.pop((chat_id, number), None)

    async def run(self) -> None:
        """Finish them until cancelled."""
        while True:
            await self._any.wait()
            await asyncio.sleep(EVERY)
            for post in list(self._until):
                await self._try(*post)
            if not self._until:
                self._any.clear()

    async def _try(self, chat_id: str, number: str) -> None:
        until, began = self._until.get((chat_id, number), 0.0), monotonic()
        try:
            was_there = await self._finish(chat_id, number)
        except NhacviecError as error:
            _log.warning("web: chưa hiện được một câu trả lời, sẽ thử lại (%s)", error)
            return
        except Exception:  # noqa: BLE001 - the others are finished all the same
            _log.exception("web: chưa trả lời được một bản tin")
            was_there = True
        if was_there or until < began:
            self._until.pop((chat_id, number), None)
