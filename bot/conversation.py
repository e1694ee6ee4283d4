"""Turns of all channels, run so that a slow one does not block the others."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.confined.children import Children
from bot.file_checks import FileChecks
from bot.registry.access import run_unit
from data.errors import PlanUnreadable, RegistryUnusable
from data.files import Files
from data.store import Store
from handlers.base import uploads
from handlers.base.messages import FetchFailed, Incoming, Letter, Reply, Upload
from handlers.dispatch.turns import TurnProcessor
from scheduler.sending.errors import Passing, Rejected, SendFailed, Unknown, Unreachable

SendLetter = Callable[[str, Reply], Awaitable[str]]
"""Sends a mail to an address; returns its id."""

_log = logging.getLogger(__name__)


class Conversation:
    """The answers of every channel (`bot.channels.channel.Converse`)."""

    def __init__(self, turns: TurnProcessor, store: Store, files: Files, checks: FileChecks | None = None) -> None:
        self._turns = turns
        self._store = store
        self._files = files
        self._checks = checks or FileChecks()
        self._send_letter: SendLetter | None = None
        self._children = Children()

    def send_letters_by(self, send: SendLetter) -> None:
        """Let the mails of answers go out by `send`, which is given an address and raises `SendFailed`."""
        self._send_letter = send

    async def converse(self, incoming: Incoming) -> Reply | None:
        """Answer one update; return None if it was answered before.

        Files are fetched before the turn and made after it: no other turn waits for them.
        """
        try:
            reply = await self._answer(incoming)
        except uploads.FilesNeeded as needed:
            take = self._read if isinstance(needed, uploads.DocumentsNeeded) else self._store_file
            try:
                fetched = [await self._fetch(incoming, upload, take) for upload in incoming.files]
            except RegistryUnusable as error:
                return self._turns.unavailable(incoming, error)
            reply = await self._answer(replace(incoming, files=tuple(fetched)))
        if reply and reply.letter:
            return await self._post(reply.letter, replace(reply, letter=None))
        return await asyncio.to_thread(self._turns.make_files, reply) if reply and reply.files else reply

    async def _post(self, letter: Letter, answer: Reply) -> Reply:
        """Send the mail of an answer; return the answer, or what takes its place."""
        try:
            if self._send_letter is None:
                raise Passing("no mail server")
            await self._send_letter(letter.address, letter.reply)
        except (Unreachable, Rejected) as error:
            _log.info("mail with an answer: %s", error)
            return letter.refused
        except Unknown as error:
            _log.info("mail with an answer: %s", error)  # it may be there
        except SendFailed as error:
            _log.warning("mail with an answer: %s", error)
            return letter.delayed
        return answer

    async def _answer(self, incoming: Incoming) -> Reply | None:
        try:
            return await run_unit(self._store, lambda at_once: self._turns.answer(incoming, at_once=at_once))
        except RegistryUnusable as error:
            return self._turns.unavailable(incoming, error)

    async def _fetch(
        self, incoming: Incoming, upload: Upload, take: Callable[[Upload, bytes], Awaitable[Upload]]
    ) -> Upload:
        """Return the upload as it was taken, or with why it was refused: then nothing of it is kept."""
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
        return await take(upload, content)

    async def _store_file(self, upload: Upload, content: bytes) -> Upload:
        return await asyncio.to_thread(uploads.store_upload, upload, content, self._files)

    async def _read(self, upload: Upload, content: bytes) -> Upload:
        from bot.plan_files import PlanFiles  # late, as all that reads documents

        try:
            return replace(upload, document=await PlanFiles(self._children).read(upload.name, content))
        except PlanUnreadable:
            return replace(upload, fault="list_unreadable")
