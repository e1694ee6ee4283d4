"""The page of one's own as a channel."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from bot.channels.channel import Capabilities, Converse
from bot.channels.receiving.journal import Journal
from bot.channels.receiving.reception import ATTEMPTS, LOOK_EVERY
from bot.channels.web import send
from bot.channels.web.browser_notices import Notices, notice_of
from bot.channels.web.capabilities import CAPABILITIES
from bot.channels.web.chat import Chat, Chats
from bot.channels.web.echo import get_shown_text, is_secret
from bot.channels.web.receive import Malformed, read_post
from bot.channels.web.shown_chat import History
from bot.channels.web.turns import Turns
from bot.channels.web.unfinished import Unfinished
from bot.channels.webhook import Webhook
from data.errors import NhacviecError
from data.registry.conversations.journal import OpenUpdate
from handlers.base.messages import Incoming, Reply
from handlers.dispatch.stored_reply import load_reply
from handlers.views.account.page import answer_not_kept
from scheduler.channel_health import Trouble
from scheduler.sending.errors import Passing, Unreachable
from scheduler.sending.retry_policy import LEASE

GRACE = 8.0
"""Seconds that a process which is told to stop waits for the turns under way."""

_OVERSEES = "may_oversee"
"""The field of a journalled post with what its session allowed; whatever a page puts there is overwritten.

What an older program journalled has none: there nobody was in two roles.
"""

_log = logging.getLogger(__name__)


class WebChannel:
    """The chats of all pages by their id. What they show is kept in a `History`, whatever becomes of the process.

    `now` is the instant (UTC) the office lives at: messages carry it. `notices` tells of messages in browsers that do
    not show the page.
    """

    name = "web"
    webhooks: Sequence[Webhook] = ()

    def __init__(
        self,
        converse: Converse,
        now: Callable[[], datetime],
        history: History,
        journal: Journal,
        notices: Notices | None = None,
    ) -> None:
        """Make the channel. `journal` is that in which `history` stores posts beside what they show."""
        self.history = history
        self.notices = notices
        self._telling: set[asyncio.Task[bool]] = set()
        self._journal = journal
        self.closed = False
        self._converse = converse
        self._now = now
        self._chats = Chats()
        self._turns = Turns()
        self._unfinished = Unfinished(self._finish_own)
        history.tell(lambda chat_id: self._chats.get(chat_id).wake())

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of the page."""
        return CAPABILITIES

    @property
    def longest_send(self) -> timedelta:
        """See `Channel.longest_send`. Showing takes no time; shorter, failures would be retried sooner than usual."""
        return LEASE

    @property
    def trouble(self) -> Trouble | None:
        """None: the page posts to this very process."""
        return None

    def now(self) -> datetime:
        """Return the office's instant (UTC)."""
        return self._now()

    def chat(self, chat_id: str) -> Chat:
        """Return the chat of this id, to follow it."""
        return self._chats.get(chat_id)

    async def receive(
        self, chat_id: str, body: Mapping[str, object], content: bytes | None = None, *, may_oversee: bool = True
    ) -> str:
        """Answer a post of the page, `content` being an uploaded file, `may_oversee` that of its session in
        `Incoming`; return the toast.

        An update posted again, because its answer was lost or is slow, is taken once and gets the same toast.
        Raises `receive.Malformed`, and then did nothing; NhacviecError if the registry cannot be used.
        """
        incoming = read_post(body, chat_id, self._now(), content, may_oversee=may_oversee)
        update_id = _number_of(incoming)
        chat = self._chats.get(chat_id)
        # One turn at a time: an answer stands under its question.
        async with self._turns.hold(chat, update_id):
            echo = (
                None if incoming.pressed is not None else send.echo(get_shown_text(incoming), incoming.at, update_id)
            )
            is_journalled = content is None and not is_secret(incoming)
            raw = json.dumps(dict(body) | {_OVERSEES: may_oversee}) if is_journalled else None
            with self._unfinished.noting(chat_id, update_id):
                async with chat.storing:
                    toast = await self.history.take_post(chat_id, update_id, echo, raw)
                chat.wake()
                return await self._answer(chat, incoming) if toast is None else toast

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Show `reply` as a push and return its message id.

        Raises `Unreachable` for a page that nobody opens, and of which no browser can be told.
        """
        try:
            opened = await self.history.is_opened(chat_id)
            if not opened and not (self.notices and await self.notices.notify(chat_id, notice_of(reply))):
                raise Unreachable("nobody opens this page")
            message_id = await self._show(self._chats.get(chat_id), reply, pushed=True)
        except NhacviecError as error:
            raise Passing(str(error)) from error
        if opened and self.notices:  # nobody waits for it: the message is there
            telling = asyncio.create_task(self.notices.notify(chat_id, notice_of(reply)))
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)
        return message_id

    async def run(self) -> None:
        """Take up what earlier processes left, then wait until cancelled: posts arrive by `receive`."""
        finishing = asyncio.create_task(self._unfinished.run())
        try:
            await self._take_up_left_overs()
            while self._journal.is_shared:
                await self._journal.wait_for_news(LOOK_EVERY)
                await self._take_over()
            await asyncio.Event().wait()
        finally:
            finishing.cancel()
            self.close()
            await self._turns.wait(GRACE)
            with suppress(NhacviecError):  # what is not stored is taken up, and ended, again
                await self._journal.flush()
            if self.notices:
                await self.notices.close()

    def wake(self) -> None:
        """Make every page refresh, after the clock was moved."""
        self._chats.wake()

    def close(self) -> None:
        """End the streams of all pages."""
        self.closed = True
        self._chats.wake()

    async def _answer(self, chat: Chat, incoming: Incoming) -> str:
        reply = await self._converse(incoming)
        if reply is None:  # it was answered before, and what was said could not be shown
            found = await self._journal.find_open(incoming.update_id)
            if found and not found[1]:
                return ""  # another process shows it
            if found is None or not found[0].reply:
                return await self._stand_in(chat, _number_of(incoming))
            reply = load_reply(found[0].reply)
        edits = incoming.message_id if reply.replaces else None
        await self._show(chat, reply, edits=edits, answers=_number_of(incoming))
        return reply.toast

    async def _show(
        self, chat: Chat, reply: Reply, *, edits: str | None = None, answers: str | None = None, pushed: bool = False
    ) -> str:
        entry = send.message(reply, self._now(), pushed=pushed)
        async with chat.storing:  # numbers of a chat are seen in the order in which they are given
            message_id = await self.history.add(chat.id, entry, reply.files, edits=edits, answers=answers)
        chat.wake()
        return message_id

    async def _stand_in(self, chat: Chat, number: str) -> str:
        """Say that an answer is not kept, unless it is shown by now; return the toast. It may come yet, from another
        process that is still making it, and takes this place then.
        """
        entry = send.message(answer_not_kept(), self._now(), pushed=False)
        async with chat.storing:
            toast = await self.history.stand_in(chat.id, entry, number)
        chat.wake()
        return toast

    async def _take_up_left_overs(self) -> None:
        await self._take_up(await self._journal.list_open())

    async def _take_over(self) -> None:
        """Take over what processes left that are gone, and what was taken from them without an answer."""
        try:
            await self._take_up(await self._journal.take_up())
            await self._take_up(await self._journal.take_over())
        except NhacviecError as error:
            _log.warning("%s: chưa xem được tin do tiến trình khác để lại (%s)", self.name, error)
        except Exception:  # noqa: BLE001 - who looks no more leaves posts without answers
            _log.exception("%s: chưa xem được tin do tiến trình khác để lại", self.name)

    async def _take_up(self, left: Sequence[OpenUpdate]) -> None:
        if left:
            _log.info("%s: nhận lại %d bản tin từ lần chạy trước", self.name, len(left))
        for update in left:
            try:
                await self._take_up_one(update)
            except NhacviecError as error:
                _log.error("%s: chưa trả lời được một bản tin từ lần chạy trước (%s)", self.name, error)
            except Exception:  # noqa: BLE001 - it ends neither the channel nor the others
                _log.exception("%s: một bản tin từ lần chạy trước làm hỏng lượt trả lời", self.name)

    async def _take_up_one(self, update: OpenUpdate) -> None:
        chat, number = self._chats.get(update.chat_id), update.update_id.removeprefix(f"{update.chat_id}:")
        if not update.is_answered and update.attempts >= ATTEMPTS:
            self._journal.end(update.update_id, "ended the process")
            return
        async with self._turns.hold(chat, number):
            found = await self._journal.find_open(update.update_id)  # meanwhile it may have been posted again
            if found and found[1]:
                await self._finish(chat, found[0], is_left_over=True)

    async def _finish_own(self, chat_id: str, number: str) -> bool:
        """Finish a post of this process; return whether there was one that is not finished."""
        chat = self._chats.get(chat_id)
        async with self._turns.hold(chat, number):
            found = await self._journal.find_open(f"{chat_id}:{number}")
            if found and found[1]:
                await self._finish(chat, found[0], is_left_over=False)
        return found is not None

    async def _finish(self, chat: Chat, update: OpenUpdate, *, is_left_over: bool) -> None:
        """Answer a post of the journal, or show what was answered. That of an earlier process may have ended it."""
        try:
            body = json.loads(update.raw)
            may_oversee = body.get(_OVERSEES, True) is True
            incoming = read_post(body, update.chat_id, self._now(), may_oversee=may_oversee)
        except (Malformed, ValueError):
            self._journal.end(update.update_id, "unreadable")
            return
        if update.is_answered and update.reply:
            reply = load_reply(update.reply)
            edits = incoming.message_id if reply.replaces else None
            await self._show(chat, reply, edits=edits, answers=_number_of(incoming))
            return
        if is_left_over:
            await self._journal.record_attempt(update.update_id)
        await self._answer(chat, incoming)


def _number_of(incoming: Incoming) -> str:
    """Return the page's own number of a post."""
    return incoming.update_id.removeprefix(f"{incoming.chat_id}:")
