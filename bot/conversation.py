"""Turns of all channels, run so that a slow one does not block the others."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from weakref import WeakValueDictionary

from bot.channels.receiving.aside import wait_aside, wait_in_order
from bot.confined.children import Children
from bot.confined.limits import OF_PLANS
from bot.file_checks.checks import FileChecks
from bot.registry.access import run_unit
from bot.workers.pool import Workers
from data.errors import NhacviecError, PlanUnreadable, RegistryUnusable
from data.files import Files
from data.store import Store
from handlers.base import uploads
from handlers.base.messages import Attachment, FetchFailed, Incoming, Letter, Reply, Upload, WorkFailed
from handlers.dispatch.turns import TurnProcessor
from handlers.office.plan_reading import PlanNeeded
from scheduler.sending.errors import Passing, Rejected, SendFailed, Unknown, Unreachable

SendLetter = Callable[[str, Reply], Awaitable[str]]
"""Sends a mail to an address; returns its id."""

_log = logging.getLogger(__name__)


class Conversation:
    """The answers of every channel (`bot.channels.channel.Converse`)."""

    def __init__(
        self,
        turns: TurnProcessor,
        store: Store,
        files: Files,
        checks: FileChecks | None = None,
        workers: Workers | None = None,
    ) -> None:
        """Make it. Without `workers`, what takes long is made in a thread of this process."""
        self._turns = turns
        self._store = store
        self._files = files
        self._checks = checks or FileChecks()
        self._workers = workers
        self._of_officers: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._send_letter: SendLetter | None = None
        self._children = Children(OF_PLANS)

    def send_letters_by(self, send: SendLetter) -> None:
        """Let the mails of answers go out by `send`, which is given an address and raises `SendFailed`."""
        self._send_letter = send

    async def converse(self, incoming: Incoming) -> Reply | None:
        """Answer one update; return None if it was answered before.

        Files are fetched and plans are read before the turn, files made after it: no other turn waits for them.
        """
        is_long = False
        while True:
            try:
                reply = await self._answer(incoming, is_long=is_long)
                break
            except PlanNeeded as needed:
                incoming = await asyncio.to_thread(needed.prepare, incoming)
                is_long = needed.is_long
            except uploads.FilesNeeded as needed:
                try:
                    incoming = await self.fetch_files(incoming, needed)
                except RegistryUnusable as error:
                    return self._turns.unavailable(incoming, error)
        if reply and reply.letter:
            return await self._post(reply.letter, replace(reply, letter=None))
        return await self._make_files(reply) if reply and reply.files else reply

    async def fetch_files(self, incoming: Incoming, needed: uploads.FilesNeeded) -> Incoming:
        """Return an update with what is `needed` fetched and checked, and read or kept. Raises RegistryUnusable."""
        files = [await self._fetch(incoming, upload, needed) for upload in needed.files or incoming.files]
        return replace(incoming, files=tuple(files))

    async def make_file(self, file: Attachment) -> Attachment:
        """Return a file that no chat asked for, with its content; one at a time per officer, as in a chat.

        Raises WorkFailed and NhacviecError.
        """
        if not file.work:
            return await asyncio.to_thread(file.with_content, self._store.read)
        async with self._turn_of(file.made_for):
            with self._turns.in_the_making.hold(file.made_for, Reply(files=(file,))):
                if self._workers is None:
                    return await asyncio.to_thread(file.with_content, self._store.read)
                return replace(file, content=await self._workers.make(file.work), work=None)

    def _turn_of(self, officer_id: int) -> asyncio.Lock:
        return self._of_officers.setdefault(officer_id, asyncio.Lock())

    async def _make_files(self, reply: Reply) -> Reply:
        """Return `reply` with its files: what takes long is made by a worker, one reply's at a time per officer.

        While it waits for the officer's other files, what the chat says next waits as well: so no chat gathers any
        number of files to be made. While its own are made, the chat goes on.
        """
        slow = next((file for file in reply.files if file.work), None)
        if self._workers is None or slow is None:
            return await asyncio.to_thread(self._turns.make_files, reply)
        turn_of_officer = self._turn_of(slow.made_for)
        await wait_in_order(turn_of_officer.acquire)
        try:
            with self._turns.in_the_making.hold(slow.made_for, reply):
                return await wait_aside(partial(self._make_beside, self._workers, reply))
        finally:
            turn_of_officer.release()

    async def _make_beside(self, workers: Workers, reply: Reply) -> Reply:
        files = []
        try:
            for file in reply.files:
                made = await workers.make(file.work) if file.work else None
                files.append(file if made is None else replace(file, content=made, work=None))
        except (NhacviecError, WorkFailed) as error:
            return self._turns.file_not_made(error)
        return await asyncio.to_thread(self._turns.make_files, replace(reply, files=tuple(files)))

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

    async def _answer(self, incoming: Incoming, *, is_long: bool) -> Reply | None:
        try:
            if is_long:
                return await asyncio.to_thread(self._turns.answer, incoming, is_long=True)
            return await run_unit(self._store, lambda at_once: self._turns.answer(incoming, at_once=at_once))
        except RegistryUnusable as error:
            return self._turns.unavailable(incoming, error)

    async def _fetch(self, incoming: Incoming, upload: Upload, needed: uploads.FilesNeeded) -> Upload:
        """Return the upload as it was taken, or with why it was refused: then nothing of it is kept."""
        try:
            content = await upload.fetch()
        except FetchFailed as failed:
            return replace(upload, fault=str(failed))
        fault = uploads.find_content_fault(upload, content, is_plan=isinstance(needed, uploads.PlansNeeded))
        fault = fault or await self._checks.find_fault(upload.name, content)
        if not fault and not await run_unit(
            self._store, lambda at_once: self._turns.count_file(incoming, content, at_once=at_once)
        ):
            fault = "file_quota"
        if fault:
            return replace(upload, fault=fault)
        if isinstance(needed, uploads.DocumentsNeeded):
            return await self._read(upload, content)
        return await asyncio.to_thread(uploads.store_upload, upload, content, self._files)

    async def _read(self, upload: Upload, content: bytes) -> Upload:
        from bot.plan_files import PlanFiles  # late, as all that reads documents

        try:
            return replace(upload, document=await PlanFiles(self._children).read(upload.name, content))
        except PlanUnreadable as error:
            return replace(upload, fault="list_unreadable", unreadable=error)
