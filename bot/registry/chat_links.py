"""Changes of a channel's chats, recorded in the registry."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from bot.channels.chat_links import Command
from data.database import process_signals
from data.errors import NhacviecError
from data.registry.people import identities
from data.registry.reach import group_chats
from data.store import Session, Store
from handlers.dispatch.turns import TurnProcessor
from scheduler.clock import Clock

MENU = "menu"
"""The kind of the notices of menus; they are about a process, a channel, a chat and the mark of its menu."""


class RegistryChatLinks:
    """The chats of one channel (`bot.channels.chat_links.ChatLinks`)."""

    def __init__(self, store: Store, clock: Clock, turns: TurnProcessor, channel: str, own: str = "") -> None:
        """`own` is the name of this process where others may be on the registry."""
        self._own = own
        self._learn: Callable[[str, str], None] = lambda _chat_id, _mark: None
        self._store = store
        self._clock = clock
        self._turns = turns
        self._channel = channel

    async def mark_unreachable(self, chat_id: str) -> None:
        """Record that messages no longer arrive in this chat, and since when; a group gets no digest any more."""

        def mark(session: Session, channel: str, chat_id: str, now: datetime) -> None:
            identities.mark_unreachable(session, channel, chat_id, now)
            group_chats.end_chat(session, channel, chat_id, now=now, actor=f"chat:{chat_id}")

        await asyncio.to_thread(self._write, mark, chat_id, self._clock.now())

    async def mark_reachable(self, chat_id: str) -> None:
        """Record that messages arrive in this chat again."""
        await asyncio.to_thread(self._write, identities.mark_reachable, chat_id)

    async def record_move(self, old: str, new: str) -> None:
        """Record the new id of a chat: of an officer's, or of a group that became a larger one."""

        def move(session: Session, channel: str, old: str, new: str) -> None:
            identities.move_chat(session, channel, old, new)
            group_chats.move(session, channel, old, new)

        await asyncio.to_thread(self._write, move, old, new)

    async def is_linked(self, chat_id: str) -> bool:
        """Return whether a private chat is that of an officer."""

        def read() -> bool:
            with self._store.read_statement() as session:
                return identities.identify(session, self._channel, chat_id) is not None

        return await asyncio.to_thread(read)

    async def commands_for(self, chat_id: str) -> Sequence[Command]:
        """Return the command menu of a chat."""
        return await asyncio.to_thread(get_menu, self._turns, self._channel, chat_id)

    async def tell_of_menu(self, chat_id: str, mark: str) -> None:
        """Tell other processes that this one has set the menu of a chat, which bears this `mark`."""

        def tell() -> None:
            with self._store.write_statement() as session:
                process_signals.notify(session, MENU, f"{self._own} {self._channel} {chat_id} {mark}")

        if self._own:
            with suppress(NhacviecError):  # the menu is set anew when its officer asks about themselves
                await asyncio.to_thread(tell)

    def on_menu(self, learn: Callable[[str, str], None]) -> None:
        """Have `learn` called with each chat whose menu another process has set, and the mark of that menu."""
        self._learn = learn

    def hear(self, about: str) -> None:
        """Hear that a process has set a menu; what names no chat is passed over."""
        match about.split(" "):
            case [process, self._channel, chat_id, mark] if process != self._own:
                self._learn(chat_id, mark)

    def _write(self, change: Callable[..., object], *about: object) -> None:
        with self._store.write() as session:
            change(session, self._channel, *about)


def get_menu(turns: TurnProcessor, channel: str, chat_id: str) -> list[Command]:
    """Return the command menu of a chat: names without the slash, each with its description."""
    return [(command.name, command.summary) for command in turns.commands_for(channel, chat_id)]
