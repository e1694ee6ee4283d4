"""One turn: an update comes in, the answer goes out."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Bot, Update

from bot.channels import Converse
from bot.channels.telegram.links import ChatLinks
from bot.channels.telegram.menu import Menus
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.patience import patiently
from bot.channels.telegram.receive import Move, Reachability, received
from bot.channels.telegram.send import Sender
from handlers.conversation import Incoming, Reply
from scheduler.errors import ChatMoved, SendFailed, Unreachable

_log = logging.getLogger(__name__)


class Turn:
    """What the application does with every update. `now` gives the instant (UTC) the office lives at."""

    def __init__(
        self, bot: Bot, converse: Converse, links: ChatLinks, now: Callable[[], datetime], pace: Pace
    ) -> None:
        self._bot = bot
        self._converse = converse
        self._links = links
        self._now = now
        self._sender = Sender(bot, patiently, pace.replies)
        self._menus = Menus(bot, links)

    async def __call__(self, update: Update, _context: Any) -> None:
        match received(update, self._bot, self._now()):
            case Incoming() as incoming:
                await self._answer(incoming, update)
            case Reachability(chat_id, reachable=True):
                await self._links.reachable(chat_id)
            case Reachability(chat_id):
                await self._links.unreachable(chat_id)
            case Move(old, new):
                await self._links.moved(old, new)

    async def _answer(self, incoming: Incoming, update: Update) -> None:
        reply: Reply | None = None
        try:
            reply = await self._converse(incoming)
        finally:
            if update.callback_query:
                await self._sender.answer_query(update.callback_query.id, reply.toast if reply else "")
        if reply is None:
            return
        try:
            await self._deliver(incoming, reply)
            await self._menus.refresh(incoming)
        except SendFailed as failed:
            _log.warning(
                "Telegram: câu trả lời cho chat %s chưa gửi được trọn vẹn (%s: %s)",
                incoming.chat_id,
                type(failed).__name__,
                failed,
            )

    async def _deliver(self, incoming: Incoming, reply: Reply) -> None:
        over = incoming.message_id if reply.replaces else None
        try:
            await self._sender.deliver(incoming.chat_id, reply, over=over)
        except ChatMoved as moved:
            await self._links.moved(incoming.chat_id, moved.chat_id)
            await self._sender.deliver(moved.chat_id, reply)
        except Unreachable:
            await self._links.unreachable(incoming.chat_id)
            raise
