"""The interface by which the page tells of messages in browsers that do not show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from data.registry.reach.push_subscriptions import Subscription
from handlers.base.messages import Reply

_LETTERS = 120


@dataclass(frozen=True, slots=True)
class Notice:
    """What a browser shows of a message, on a screen that others may see: no more than its heading."""

    title: str
    body: str


class Notices(Protocol):
    """The browsers of all chats."""

    @property
    def public_key(self) -> str:
        """Return the key by which browsers know this server, in base64."""
        ...

    def knows(self, endpoint: str) -> bool:
        """Return whether an address is that of a push service."""
        ...

    async def notify(self, chat_id: str, notice: Notice) -> bool:
        """Tell the browsers of a chat; return whether one will hear of it. Never raises."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class Subscriptions(Protocol):
    """The browsers of chats, kept by the process. Every method raises NhacviecError."""

    async def list_open(self, chat_id: str) -> Sequence[Subscription]:
        """Return the browsers that are told of a chat's messages."""
        ...

    async def forget(self, ids: list[int]) -> None:
        """Delete browsers that are gone."""
        ...


def notice_of(reply: Reply) -> Notice:
    """Return the notice of a message."""
    title = " ".join((reply.heading or reply.body).partition("\n")[0].split())
    return Notice(title[:_LETTERS], reply.mail_subject[:_LETTERS])
