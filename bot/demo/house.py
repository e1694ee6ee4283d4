"""The protocol of the demo's office, as its page needs it."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from starlette.routing import BaseRoute

from bot.channels.receiving.journal import Journal
from bot.channels.web.channel import WebChannel
from bot.channels.web.persona import Persona
from bot.channels.web.shown_chat import History
from data.enums import Role
from handlers.base.messages import Incoming, Reply

KINDS = {
    "department": "Sở, ban, ngành",
    "district": "UBND huyện, thành phố",
    "central": "Cơ quan trung ương đặt tại tỉnh",
    "media": "Báo, đài, cổng thông tin",
    "commune": "UBND xã, phường, thị trấn",
}
"""The kinds of agency of the directory, in the order of the start screen, as they are called there."""


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency on the start screen.

    `kind` is a key of `KINDS`; `roles` are those one can take there (only the standing body supervises).
    `within` is the agency above it, shown because names of communes repeat; `aliases` are found by the search too.
    """

    code: str
    name: str
    kind: str
    roles: tuple[Role, ...]
    within: str = ""
    aliases: tuple[str, ...] = ()


_ZALO, _MAIL = "zalo.", "mail."


def zalo_chat_of(chat_id: str) -> str:
    """Return the officer's chat on Zalo, of that on the page."""
    return f"{_ZALO}{chat_id}"


def mail_chat_of(chat_id: str) -> str:
    """Return what shows the officer's mails, of their chat on the page."""
    return f"{_MAIL}{chat_id}"


def page_chat_of(chat_id: str) -> str:
    """Return the officer's chat on the page, of any."""
    return chat_id.removeprefix(_ZALO).removeprefix(_MAIL)


def is_of_mails(chat_id: str) -> bool:
    """Return whether a chat shows mails, which nobody answers."""
    return chat_id.startswith(_MAIL)


def is_on_zalo(chat_id: str) -> bool:
    """Return whether a chat is one on Zalo."""
    return chat_id.startswith(_ZALO)


class ClockPanel(Protocol):
    """Control of the rehearsal clock and the engine that follows it."""

    def now(self) -> datetime:
        """Return the office's time (UTC)."""
        ...

    async def advance_days(self, days: int) -> None:
        """Move the clock `days` on, and return when everything due on the way was sent, morning by morning."""
        ...

    async def leap_to(self, day: date) -> bool:
        """Move the clock to the morning of `day` (Viet Nam), past those on the way. Returns False if it is later."""
        ...

    async def to_next_reminder(self, chat_id: str) -> bool:
        """Move the clock on until this chat is sent a reminder. Returns False if none is to come."""
        ...


class DemoHouse(Protocol):
    """A temporary office: registry, handlers, scheduler."""

    @property
    def history(self) -> History:
        """Return the history of the chats: all that their pages have shown."""
        ...

    @property
    def journal(self) -> Journal:
        """Return the journal of what came in on the page."""
        ...

    @property
    def panel(self) -> ClockPanel:
        """Control of the clock."""
        ...

    async def converse(self, incoming: Incoming) -> Reply | None:
        """Answer one update, the same as on every channel (`bot.channels.channel.Converse`)."""
        ...

    async def take_on_zalo(self, incoming: Incoming, content: bytes | None) -> None:
        """Show in a chat on Zalo what its officer wrote or sent (`content`); the answer comes when it comes."""
        ...

    def list_routes(self, channel: WebChannel) -> Sequence[BaseRoute]:
        """Return the routes to which answers lead: the officer's own page over `channel`, files, calendars."""
        ...

    async def people(self) -> list[AgencyChoice]:
        """Return the agencies to choose from, in the order of the directory."""
        ...

    async def sit(self, agency_code: str, role: Role, chat_id: str) -> Persona:
        """Link the chat `chat_id` of the page, the one on Zalo and a mail address to an officer of that role.

        Raises `NotFound` or `NotAllowed`.
        """
        ...

    async def join(self, chat_id: str) -> Persona:
        """Return the officer whom a code that was typed in `chat_id` has let in; their other views are linked.

        Raises `NotFound` where the code let nobody in.
        """
        ...

    def running(self, channel: WebChannel) -> AbstractAsyncContextManager[None]:
        """Run the engine and send through `channel`; at the end stop it and delete the data."""
        ...
