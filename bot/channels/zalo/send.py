"""Messages to chats: fitted to Zalo, at the bot's pace, and none while the bot may not write."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Protocol

from bot.channels.answer_retries import Attempt
from bot.channels.outgoing import make_inert_reply, split_reply
from bot.channels.pace import Passage
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.downloads import Downloads
from bot.channels.zalo.errors import QuotaSpent, TokenRefused
from bot.channels.zalo.limits import CAPABILITIES, TEXT_LIMIT
from data.errors import NhacviecError
from data.text import nfc
from handlers.base.messages import Attachment, Reply
from handlers.views.base.file_links import files_left_out, linked_files
from scheduler.sending.errors import Passing, Rejected, SlowDown, Unknown

_PICTURES = {"image/jpeg", "image/png"}


class Permission(Protocol):
    """The check, before each message, that the bot may write at all."""

    def check(self) -> None:
        """Raise TokenRefused or QuotaSpent where nothing may be sent now."""
        ...

    def note_refused(self) -> None:
        """Note that Zalo does not know the token any more."""
        ...

    def note_spent(self) -> SlowDown:
        """Note that the quota is spent; return the pause until there is another."""
        ...

    def count(self) -> None:
        """Count a message that Zalo may have counted."""
        ...


class Sender:
    """Sending through `client`: each call is retried as `attempt` does and waits for its turn in `passage`.

    Files are named without being sent where there are no `downloads`: phones do not reach the process then.
    """

    def __init__(
        self,
        client: ZaloClient,
        attempt: Attempt,
        passage: Passage,
        permission: Permission,
        downloads: Downloads | None = None,
    ) -> None:
        self._client = client
        self._attempt = attempt
        self._passage = passage
        self._permission = permission
        self._downloads = downloads

    async def deliver(self, chat_id: str, reply: Reply) -> str:
        """Send all of `reply`, with its files as links; return the id of the last message, "" for nothing to say.

        A picture is sent with the text below it, in one message. Raises `SendFailed`; what went out before stays.
        """
        pictures = [file for file in reply.files if file.media_type in _PICTURES] if self._downloads else []
        for picture in pictures[:1]:
            others = tuple(file for file in reply.files if file is not picture)
            with suppress(Rejected):  # Zalo could not fetch it: its link goes into the text
                if message_id := await self._send_picture(chat_id, picture, replace(reply, files=others)):
                    return message_id
        return await self._send_text(chat_id, await self._link_files(chat_id, reply))

    async def _send_picture(self, chat_id: str, picture: Attachment, reply: Reply) -> str:
        """Send a picture with `reply` below it; return "" if that is too long for it, and nothing was sent."""
        linked = make_inert_reply(await self._link_files(chat_id, reply))
        if CAPABILITIES.text_unit.count(linked.text) > TEXT_LIMIT:
            return ""
        address = await self._offer(chat_id, picture, as_picture=True)
        return await self._call(chat_id, partial(self._client.send_photo, chat_id, address, linked.text))

    async def _send_text(self, chat_id: str, reply: Reply) -> str:
        message_id = ""
        for part in split_reply(reply, CAPABILITIES):
            message_id = await self._call(chat_id, partial(self._client.send_message, chat_id, part.text))
        return message_id

    async def _link_files(self, chat_id: str, reply: Reply) -> Reply:
        """Return `reply` in composed letters, its files as links below the body."""
        body, addresses = reply.body, reply.addresses
        if reply.files:
            names = [file.name for file in reply.files]
            links = [(one.name, await self._offer(chat_id, one)) for one in reply.files] if self._downloads else []
            addresses += tuple(address for _name, address in links)
            said = linked_files(links) if links else files_left_out(names)
            body = f"{body}\n\n{said}".lstrip("\n")
        composed = replace(reply, heading=nfc(reply.heading), body=nfc(body), choices=nfc(reply.choices))
        return replace(composed, files=(), addresses=addresses)

    async def _offer(self, chat_id: str, file: Attachment, *, as_picture: bool = False) -> str:
        assert self._downloads is not None  # noqa: S101 - asked for links only where there are some
        try:
            return await self._downloads.offer(chat_id, file, as_picture=as_picture)
        except NhacviecError as error:
            failed = Passing(f"registry: {type(error).__name__}")
        raise failed

    async def _call(self, chat_id: str, call: Callable[[], Awaitable[str]]) -> str:
        async def at_its_turn() -> str:
            try:
                self._permission.check()
                async with self._passage(chat_id):
                    self._permission.check()  # others may have been refused since
                    return await self._counted(call)
            except TokenRefused:
                self._permission.note_refused()
                raise
            except QuotaSpent:
                pause = self._permission.note_spent()
            raise pause

        return await self._attempt(at_its_turn)

    async def _counted(self, call: Callable[[], Awaitable[str]]) -> str:
        try:
            sent = await call()
        except Unknown:
            self._permission.count()
            raise
        self._permission.count()
        return sent
