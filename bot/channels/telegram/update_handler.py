"""Handling of one update: it is answered and the answer is sent."""

import asyncio
import logging
from dataclasses import replace

from telegram import Bot

from bot.channels.answer_retries import Attempt
from bot.channels.channel import Converse, Remember
from bot.channels.chat_links import ChatLinks
from bot.channels.pace import Pace
from bot.channels.receiving.arrivals import Arrival, Move, Reachability
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.journalled_turns import JournalledTurns
from bot.channels.receiving.turn_slots import TurnSlots
from bot.channels.seldom_answers import SeldomAnswers
from bot.channels.telegram.menu import Menus
from bot.channels.telegram.send import Sender
from handlers.base.messages import Incoming, Reply
from handlers.views.base import refusals
from scheduler.sending.errors import ChatMoved, SendFailed, Unreachable

TYPING_AFTER = 1.0
"""Seconds after which the chat is shown that an answer is being made."""
TYPING_LASTS = 4.5
"""Telegram shows it for five (Bot API, sendChatAction)."""
_log = logging.getLogger(__name__)


class UpdateHandler:
    """The handler of updates (`bot.channels.receiving.chat_order.Answering`)."""

    def __init__(
        self,
        bot: Bot,
        converse: Converse,
        links: ChatLinks,
        journal: Journal,
        pace: Pace,
        slots: TurnSlots,
        attempt: Attempt,
        remember: Remember | None = None,
    ) -> None:
        self._remember = remember
        self._links = links
        self._journal = journal
        self._turns = JournalledTurns(journal, converse, slots)
        self._seldom = SeldomAnswers()
        self._sender = Sender(bot, attempt, pace.replies)
        self._menus = Menus(bot, links)

    async def answer(self, arrival: Arrival) -> None:
        """Answer an update and send the answer, or record a change of the chat; then end it in the journal."""
        match arrival.about:
            case Incoming() as incoming:
                await self._answer_and_end(arrival, incoming)
                return
            case Reachability(chat_id, reachable=True, added_by=by):
                await self._links.mark_reachable(chat_id)
                if by is not None and not await self._links.is_linked(by):
                    await self._sender.leave(chat_id)
            case Reachability(chat_id):
                await self._links.mark_unreachable(chat_id)
            case Move(old, new):
                await self._links.record_move(old, new)
        self._journal.end(arrival.update_id)

    async def turn_away(self, chat_id: str) -> None:
        """Tell the chat that it sends too fast, unless it may get no such answer yet (`ReplySpacing`)."""
        if not self._seldom.may_answer(chat_id):
            return
        try:
            await self._sender.deliver(chat_id, refusals.too_fast())
        except SendFailed as failed:
            _log_failure(f"câu trả lời cho chat {chat_id} chưa gửi được trọn vẹn", failed)

    async def turn_tap_away(self, tap_id: str) -> None:
        """End the hourglass on a tap that came in too fast, with a notice."""
        await self._sender.answer_query(tap_id, refusals.too_fast().toast)

    async def _answer_and_end(self, arrival: Arrival, incoming: Incoming) -> None:
        """Answer a message. It ends once its answer is there: who dies at the menu that follows repeats no answer."""
        try:
            sent = await self._answer(arrival, incoming)
        except SendFailed as failed:
            _log_failure(f"câu trả lời cho chat {incoming.chat_id} chưa gửi được trọn vẹn", failed)
            self._journal.end(arrival.update_id, f"unsent: {type(failed).__name__}")
            return
        self._journal.end(arrival.update_id)
        if sent is None:
            return
        try:
            await self._menus.refresh(incoming, sent.speaker)
        except SendFailed as failed:
            _log_failure(f"danh sách lệnh của chat {incoming.chat_id} chưa đặt được", failed)

    async def _answer(self, arrival: Arrival, incoming: Incoming) -> Reply | None:
        """Answer an update and send the answer; return it, None where there was none to send. Raises SendFailed."""
        reply: Reply | None = None
        typing = asyncio.create_task(self._show_typing(incoming.chat_id))
        try:
            reply = await self._turns.answer(arrival, incoming)
        finally:
            typing.cancel()
            if arrival.tap_id:
                await self._sender.answer_query(arrival.tap_id, reply.toast if reply else "")
        if reply is None or (reply.at_most_every and not self._seldom.may_answer(incoming.chat_id)):
            return None
        await self._deliver(incoming, reply)
        if reply.at_most_every:
            self._seldom.record(incoming.chat_id, reply.at_most_every)
        return reply

    async def _show_typing(self, chat_id: str) -> None:
        """Show again and again that an answer is being made, from a second on: a plan takes some to be read."""
        pause = TYPING_AFTER
        while True:
            await asyncio.sleep(pause)
            await self._sender.show_typing(chat_id)
            pause = TYPING_LASTS

    async def _deliver(self, incoming: Incoming, reply: Reply) -> None:
        over, chat_id = incoming.message_id if reply.replaces else None, incoming.chat_id
        if reply.if_deleted and incoming.own_id and await self._sender.delete(chat_id, incoming.own_id):
            reply = replace(reply, body=reply.if_deleted, if_deleted="")
        try:
            message_id = await self._sender.deliver(chat_id, reply, replaces=over)
        except ChatMoved as moved:
            await self._links.record_move(chat_id, moved.chat_id)
            chat_id = moved.chat_id
            message_id = await self._sender.deliver(chat_id, reply)
        except Unreachable:
            await self._links.mark_unreachable(chat_id)
            raise
        if self._remember and message_id:
            self._remember(chat_id, message_id, reply)


def _log_failure(what: str, failed: SendFailed) -> None:
    _log.warning("Telegram: %s (%s: %s)", what, type(failed).__name__, failed)
