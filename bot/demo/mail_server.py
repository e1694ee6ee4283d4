"""The mail server of the demo: it shows in a chat what the real channel hands in, as its reader sees it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from bot.channels.web import send
from bot.channels.web.channel import WebChannel
from bot.demo.house import mail_chat_of
from handlers.base.messages import Reply

SENDER = "nhacviec@demo.invalid"
_DOMAIN = "@demo.invalid"


def mail_address_of(chat_id: str) -> str:
    """Return the address of the officer with this chat on the page."""
    return f"{chat_id}{_DOMAIN}"


class DemoMailServer:
    """A server (`bot.channels.mail.server.Server`) whose mailboxes are chats kept and shown by `web`."""

    def __init__(self, web: WebChannel) -> None:
        self._web = web

    async def hand_in(self, sender: str, recipient: str, content: bytes) -> None:  # noqa: ARG002
        """Show a mail: its subject, and its text."""
        mail = message_from_bytes(content, policy=default)
        shown = Reply(str(mail["subject"]), _read_text(mail))
        chat_id = mail_chat_of(recipient.removesuffix(_DOMAIN))
        entry = send.message(shown, self._web.now(), pushed=True)
        await self._web.history.add(chat_id, entry, [], edits=None, answers=None)
        self._web.chat(chat_id).wake()

    async def check(self, sender: str) -> None:
        """Do nothing: it is always there."""

    async def close_idle(self) -> None:
        """Do nothing: it has no connections."""

    async def close(self) -> None:
        """Do nothing: it has no connections."""


def _read_text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()).strip() if body else ""
