"""Calls of the Bot API that send, edit, and answer taps."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ChatAction, ParseMode

from bot.channels import outgoing
from bot.channels.answer_retries import Attempt
from bot.channels.outgoing import TextPart
from bot.channels.pace import Passage
from bot.channels.telegram.errors import call_bot_api
from bot.channels.telegram.limits import CAPABILITIES
from bot.channels.telegram.render import render
from bot.channels.text_splitting import split
from handlers.base.messages import Attachment, Reply
from scheduler.sending.errors import Rejected, SendFailed

T = TypeVar("T")

# A preview would have Telegram's servers fetch the address of an officer's private calendar.
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TOAST_LIMIT = 200
_SAME_ALREADY = "message is not modified"
_NOT_EDITABLE = {
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
}


class Sender:
    """Sending through `bot`: each call is retried as `attempt` does and waits for its turn in `passage`."""

    def __init__(self, bot: Bot, attempt: Attempt, passage: Passage) -> None:
        self._bot = bot
        self._attempt = attempt
        self._passage = passage

    async def deliver(self, chat_id: str, reply: Reply, *, replaces: str | None = None) -> str:
        """Send all parts and files of `reply`; see `bot.channels.outgoing.deliver`."""
        return await outgoing.deliver(self, CAPABILITIES, chat_id, reply, replaces=replaces)

    async def answer_query(self, query_id: str, toast: str) -> None:
        """Answer a tap, which ends the hourglass on its button. Tried once; a failure is ignored.

        Tried once and no failure: Telegram takes it for some seconds only, and the answer must not wait for it.
        """
        shown = next(iter(split(toast, _TOAST_LIMIT)), None)
        with suppress(SendFailed):
            await call_bot_api(self._bot.answer_callback_query(query_id, shown))

    async def show_typing(self, chat_id: str) -> None:
        """Show for five seconds that an answer is being made. Tried once; a failure is ignored."""
        with suppress(SendFailed):
            await call_bot_api(self._bot.send_chat_action(chat_id, ChatAction.TYPING))

    async def leave(self, chat_id: str) -> None:
        """Leave a group. Tried once; a failure is ignored: nothing is said there anyhow."""
        with suppress(SendFailed):
            await call_bot_api(self._bot.leave_chat(chat_id))

    async def delete(self, chat_id: str, message_id: str) -> bool:
        """Delete a message of a chat, also one that somebody else wrote; return whether it is gone now."""
        try:
            return await self._attempt(lambda: call_bot_api(self._bot.delete_message(chat_id, int(message_id))))
        except SendFailed:
            return False

    async def send_text(self, chat_id: str, part: TextPart) -> str:
        """Send a new message; see `bot.channels.outgoing.SendingCalls`."""
        text, keyboard = render(part)
        message = await self._call(
            chat_id,
            lambda: self._bot.send_message(
                chat_id,
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                api_kwargs={"reply_markup": keyboard},
            ),
        )
        return str(message.message_id)

    async def edit_text(self, chat_id: str, part: TextPart, message_id: str) -> str:
        """Replace a message by `part`; send it as a new one if Telegram refuses to edit."""
        text, keyboard = render(part)
        try:
            await self._call(
                chat_id,
                lambda: self._bot.edit_message_text(
                    text,
                    chat_id,
                    int(message_id),
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    api_kwargs={"reply_markup": keyboard},
                ),
                new=False,
            )
        except Rejected as refused:
            if str(refused) in _NOT_EDITABLE:
                return await self.send_text(chat_id, part)
            if str(refused) != _SAME_ALREADY:
                raise
        return message_id

    async def send_file(self, chat_id: str, file: Attachment, *, as_picture: bool) -> str:
        """Send a file, shown in the chat if it is sent `as_picture`."""
        send = self._bot.send_photo if as_picture else self._bot.send_document
        message = await self._call(chat_id, lambda: send(chat_id, file.content, filename=file.name))
        return str(message.message_id)

    async def _call(self, chat_id: str, call: Callable[[], Awaitable[T]], *, new: bool = True) -> T:
        async def at_its_turn() -> T:
            async with self._passage(chat_id, new=new):
                return await call_bot_api(call())

        return await self._attempt(at_its_turn)
