"""Turns of all channels, run so that a slow one does not block the others."""

import asyncio
from dataclasses import replace

from bot.registry_access import run_unit
from data.errors import RegistryUnusable
from data.files import Files
from data.store import Store
from handlers.base import uploads
from handlers.base.messages import FetchFailed, Incoming, Reply, Upload
from handlers.dispatch.turns import TurnProcessor


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
        try:
            return await run_unit(self._store, lambda at_once: self._turns.answer(incoming, at_once=at_once))
        except RegistryUnusable as error:
            return self._turns.unavailable(incoming, error)

    async def _fetch(self, upload: Upload) -> Upload:
        try:
            content = await upload.fetch()
        except FetchFailed as failed:
            return replace(upload, fault=str(failed))
        return await asyncio.to_thread(uploads.store_upload, upload, content, self._files)
