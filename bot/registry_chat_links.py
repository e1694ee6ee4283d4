"""Changes of a channel's chats, written into the registry."""

import asyncio
from collections.abc import Callable, Sequence

from bot.channels.chat_links import Command
from data.registry.people import identities
from data.store import Store
from handlers.dispatch.turns import TurnProcessor
from scheduler.clock import Clock


class RegistryChatLinks:
    """The chats of one channel (`bot.channels.chat_links.ChatLinks`)."""

    def __init__(self, store: Store, clock: Clock, turns: TurnProcessor, channel: str) -> None:
        self._store = store
        self._clock = clock
        self._turns = turns
        self._channel = channel

    async def unreachable(self, chat_id: str) -> None:
        """Note since when nothing arrives in this chat."""
        await asyncio.to_thread(self._write, identities.mark_unreachable, chat_id, self._clock.now())

    async def reachable(self, chat_id: str) -> None:
        """Note that messages arrive in this chat again."""
        await asyncio.to_thread(self._write, identities.mark_reachable, chat_id)

    async def moved(self, old: str, new: str) -> None:
        """Give a chat its new id."""
        await asyncio.to_thread(self._write, identities.move_chat, old, new)

    async def commands_for(self, chat_id: str) -> Sequence[Command]:
        """Return the command menu of a chat."""
        return await asyncio.to_thread(menu_of, self._turns, self._channel, chat_id)

    def _write(self, change: Callable[..., object], *about: object) -> None:
        with self._store.write() as session:
            change(session, self._channel, *about)


def menu_of(turns: TurnProcessor, channel: str, chat_id: str) -> list[Command]:
    """Return the command menu of a chat: names without the slash, and what each does."""
    return [(command.name, command.summary) for command in turns.commands_for(channel, chat_id)]
