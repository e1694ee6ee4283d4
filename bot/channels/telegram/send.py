"""Reply → calls of the Bot API."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.channels.pace import Passage
from bot.channels.retries import Attempt
from bot.channels.telegram.errors import asked
from bot.channels.telegram.render import Keyboard, messages, split
from handlers.base.messages import Attachment, Reply
from scheduler.sending.errors import Rejected, SendFailed

T = TypeVar("T")

# A preview would have Telegram's servers fetch the address of an officer's private calendar.
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PHOTOS = {"image/jpeg", "image/png"}
_TOAST_LIMIT = 200
_SAME_ALREADY = "message is not modified"
_NOT_EDITABLE = {
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
}


class Sender:
    """Sends replies through `bot`, each call made in the way of `attempt` and at its turn in `passage`."""

    def __init__(self, bot: Bot, attempt: Attempt, passage: Passage) -> None:
        self._bot = bot
        self._attempt = attempt
        self._passage = passage

    async def deliver(self, chat_id: str, reply: Reply, *, over: str | None = None) -> str:
        """Sends all of `reply`; `over` is the id of a message that its text takes the place of.

        Returns the id of the message with the buttons, or else of the first file; "" where the reply holds
        neither text nor file. Raises `SendFailed`; what went out before stays.
        """
        shown = ""
        for text, keyboard in messages(reply):
            put = partial(self._put, over) if over else self._say
            shown, over = await put(chat_id, text, keyboard), None
        for file in reply.files:
            attached = await self._attach(chat_id, file)
            shown = shown or attached
        return shown

    async def answer_query(self, query_id: str, toast: str) -> None:
        """Ends the hourglass on a tapped button.

        Tried once and no failure: Telegram takes it for some seconds only, and the answer must not wait for it.
        """
        shown = next(iter(split(toast, _TOAST_LIMIT)), None)
        with suppress(SendFailed):
            await asked(self._bot.answer_callback_query(query_id, shown))

    async def _say(self, chat_id: str, text: str, keyboard: Keyboard | None) -> str:
        message = await self._made(
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

    async def _put(self, over: str, chat_id: str, text: str, keyboard: Keyboard | None) -> str:
        try:
            await self._made(
                chat_id,
                lambda: self._bot.edit_message_text(
                    text,
                    chat_id,
                    int(over),
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    api_kwargs={"reply_markup": keyboard},
                ),
                new=False,
            )
        except Rejected as refused:
            if str(refused) in _NOT_EDITABLE:
                return await self._say(chat_id, text, keyboard)
            if str(refused) != _SAME_ALREADY:
                raise
        return over

    async def _attach(self, chat_id: str, file: Attachment) -> str:
        send = self._bot.send_photo if file.media_type in _PHOTOS else self._bot.send_document
        message = await self._made(chat_id, lambda: send(chat_id, file.content, filename=file.name))
        return str(message.message_id)

    async def _made(self, chat_id: str, call: Callable[[], Awaitable[T]], *, new: bool = True) -> T:
        async def at_its_turn() -> T:
            async with self._passage(chat_id, new=new):
                return await asked(call())

        return await self._attempt(at_its_turn)
