"""Turns of all channels, run so that a slow one does not block the others."""

import asyncio
from dataclasses import replace

from bot.file_checks import FileChecks
from bot.registry.access import run_unit
from data.errors import RegistryUnusable
from data.files import Files
from data.store import Store
from handlers.base import uploads
from handlers.base.messages import FetchFailed, Incoming, Reply, Upload
from handlers.dispatch.turns import TurnProcessor


class Conversation:
    """The answers of every channel (`bot.channels.channel.Converse`)."""

    def __init__(self, turns: TurnProcessor, store: Store, files: Files, checks: FileChecks | None = None) -> None:
        self._turns = turns
        self._store = store
        self._files = files
        self._checks = checks or FileChecks()

    async def converse(self, incoming: Incoming) -> Reply | None:
        """Answer one update; return None if it was answered before.

        Files are fetched before the turn and made after it: no other turn waits for them.
        """
        try:
            reply = await self._answer(incoming)
        except uploads.FilesNeeded:
            try:
                fetched = [await self._fetch(incoming, upload) for upload in incoming.files]
            except RegistryUnusable as error:
                return self._turns.unavailable(incoming, error)
            reply = await self._answer(replace(incoming, files=tuple(fetched)))
        return await asyncio.to_thread(self._turns.make_files, reply) if reply and reply.files else reply

    async def _answer(self, incoming: Incoming) -> Reply | None:
        try:
            return await run_unit(self._store, lambda at_once: self._turns.answer(incoming, at_once=at_once))
        except RegistryUnusable as error:
            return self._turns.unavailable(incoming, error)

    async def _fetch(self, incoming: Incoming, upload: Upload) -> Upload:
        """Return the upload as it is stored, or with why it was refused: then nothing of it is kept."""
        try:
            content = await upload.fetch()
        except FetchFailed as failed:
            return replace(upload, fault=str(failed))
        fault = uploads.find_content_fault(upload, content) or await self._checks.find_fault(upload.name, content)
        if not fault and not await run_unit(
            self._store, lambda at_once: self._turns.count_file(incoming, content, at_once=at_once)
        ):
            fault = "file_quota"
        if fault:
            return replace(upload, fault=fault)
        return await asyncio.to_thread(uploads.store_upload, upload, content, self._files)
