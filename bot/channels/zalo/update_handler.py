"""Handling of one update: it is answered and the answer is sent."""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from bot.channels.chat_links import ChatLinks
from bot.channels.receiving.arrivals import Arrival
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.journalled_turns import JournalledTurns
from bot.channels.seldom_answers import SeldomAnswers
from bot.channels.zalo.client import ZaloClient
from bot.channels.zalo.send import Sender
from handlers.base.messages import Incoming, Reply
from handlers.views.base import refusals
from scheduler.sending.errors import SendFailed, Unreachable

TYPING_AFTER = 2.0
"""Seconds of work after which the chat is shown that an answer is being written."""
STRANGERS = timedelta(hours=1)
"""The least time between two answers of a kind to whoever the bot does not know: each takes one of its month."""

_log = logging.getLogger(__name__)


class UpdateHandler:
    """The handler of one bot's updates (`bot.channels.receiving.chat_order.Answering`). `name` is for the log."""

    def __init__(
        self,
        name: str,
        client: ZaloClient,
        sender: Sender,
        turns: JournalledTurns,
        journal: Journal,
        links: ChatLinks,
    ) -> None:
        self._name = name
        self._client = client
        self._sender = sender
        self._turns = turns
        self._journal = journal
        self._links = links
        self._seldom = SeldomAnswers()

    async def answer(self, arrival: Arrival) -> None:
        """Answer an update and send the answer; then end it in the journal."""
        skipped = ""
        if isinstance(arrival.about, Incoming):
            skipped = await self._answer(arrival, arrival.about)
        self._journal.end(arrival.update_id, skipped)

    async def turn_away(self, chat_id: str) -> None:
        """Tell the chat that it sends too fast, unless it may get no such answer yet (`ReplySpacing`)."""
        if self._seldom.may_answer(chat_id):
            await self._send(chat_id, refusals.too_fast())

    async def turn_tap_away(self, tap_id: str) -> None:
        """Do nothing: there are no buttons to tap."""

    async def _answer(self, arrival: Arrival, incoming: Incoming) -> str:
        """Answer an update and send the answer; return why it was not sent, "" if it was or if there is none."""
        typing = asyncio.create_task(self._show_typing(incoming.chat_id))
        try:
            reply = await self._turns.answer(arrival, incoming)
        finally:
            typing.cancel()
        if reply is None or (reply.at_most_every and not self._seldom.may_answer(incoming.chat_id)):
            return ""
        if reply.at_most_every:
            self._seldom.record(incoming.chat_id, max(reply.at_most_every, STRANGERS))
        return await self._send(incoming.chat_id, reply)

    async def _send(self, chat_id: str, reply: Reply) -> str:
        try:
            await self._sender.deliver(chat_id, reply)
        except SendFailed as failed:
            if isinstance(failed, Unreachable):
                await self._links.mark_unreachable(chat_id)
            _log.warning(
                "%s: câu trả lời cho chat %s chưa gửi được trọn vẹn (%s: %s)",
                self._name,
                chat_id,
                type(failed).__name__,
                failed,
            )
            return f"unsent: {type(failed).__name__}"
        return ""

    async def _show_typing(self, chat_id: str) -> None:
        await asyncio.sleep(TYPING_AFTER)
        with suppress(SendFailed):
            await self._client.show_typing(chat_id)
