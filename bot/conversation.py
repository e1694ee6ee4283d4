"""Turns of all channels, run so that a slow one does not block the others."""

import asyncio
from dataclasses import replace

from data.errors import RegistryUnusable
from data.files import Files
from data.store import Store
from handlers.base import uploads
from handlers.base.messages import FetchFailed, Incoming, Reply, Upload
from handlers.dispatch.turns import TurnProcessor

_PAUSES = (0.005, 0.01, 0.02, 0.04, 0.08, *[0.1] * 48)
"""Seconds between two tries while another process writes: five in all, as long as a thread would wait."""


class Conversation:
    """The answers of every channel (`bot.channels.channel.Converse`)."""

    def __init__(self, turns: TurnProcessor, store: Store, files: Files) -> None:
        self._turns = turns
        self._store = store
        self._files = files

    async def converse(self, incoming: Incoming) -> Reply | None:
        """Answer one update; return None if it was answered before.

        Files are fetched before the turn and made after it: no other turn waits for them.
        """
        try:
            reply = await self._answer(incoming)
        except uploads.FilesNeeded:
            fetched = [await self._fetch(upload) for upload in incoming.files]
            reply = await self._answer(replace(incoming, files=tuple(fetched)))
        return await asyncio.to_thread(self._turns.make_files, reply) if reply and reply.files else reply

    async def _answer(self, incoming: Incoming) -> Reply | None:
        if not self._store.is_file:
            return await asyncio.to_thread(self._turns.answer, incoming)
        # In a file turns queue for the one writer, and take a millisecond: a thread would not make them parallel,
        # only cost half as much again, and only here can one that hangs in a pattern be stopped.
        for pause in _PAUSES:
            try:
                return self._turns.answer(incoming, at_once=True)
            except RegistryUnusable as error:
                locked = error
            await asyncio.sleep(pause)
        return self._turns.unavailable(incoming, locked)

    async def _fetch(self, upload: Upload) -> Upload:
        try:
            content = await upload.fetch()
        except FetchFailed as failed:
            return replace(upload, fault=str(failed))
        return await asyncio.to_thread(uploads.store_upload, upload, content, self._files)
