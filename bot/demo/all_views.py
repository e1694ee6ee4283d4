"""Pushes of the demo: each is shown on the page and, as it looks there, on Zalo and as a mail to the same officer."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from bot.channels.channel import Capabilities, Channel
from bot.channels.outgoing import Pusher
from bot.channels.web.channel import WebChannel
from bot.channels.webhook import Webhook
from bot.demo.house import zalo_chat_of
from bot.demo.mail_server import mail_address_of
from handlers.base.messages import Reply
from scheduler.channel_health import Trouble
from scheduler.sending.errors import SendFailed

_log = logging.getLogger(__name__)


class AllViews:
    """The page (`bot.channels.channel.Channel`), with the same officers' chats on Zalo and mailboxes beside it.

    A real bot sends a message by one channel; here one compares them.
    """

    webhooks: Sequence[Webhook] = ()

    def __init__(self, web: WebChannel, zalo: Channel, mail: Channel, pusher: Pusher) -> None:
        self.name = web.name
        self._web = web
        self._zalo = zalo
        self._mail = mail
        self._pusher = pusher

    @property
    def capabilities(self) -> Capabilities:
        """Return the features of the page."""
        return self._web.capabilities

    @property
    def longest_send(self) -> timedelta:
        """See `Channel.longest_send`."""
        return self._web.longest_send

    @property
    def trouble(self) -> Trouble | None:
        """See `Channel.trouble`."""
        return self._web.trouble

    async def send(self, chat_id: str, reply: Reply) -> str:
        """Show `reply` everywhere and return its id on the page. Raises `SendFailed` where that shows nothing."""
        message_id = await self._web.send(chat_id, reply)
        for channel, place in ((self._zalo, zalo_chat_of(chat_id)), (self._mail, mail_address_of(chat_id))):
            try:
                await self._pusher.send(channel, place, reply)
            except SendFailed as failed:
                _log.warning("demo: không hiện được một tin ở %s (%s)", channel.name, failed)
        return message_id

    async def run(self) -> None:
        """See `Channel.run`."""
        await self._web.run()
