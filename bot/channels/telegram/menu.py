"""Command menu beside the text field: short for strangers, by role for officers."""

from collections.abc import Sequence
from hashlib import blake2s

from telegram import Bot, BotCommandScopeChat

from bot.channels.chat_links import ChatLinks, Command
from bot.channels.telegram.errors import call_bot_api
from data.errors import RegistryUnusable
from handlers.base.command_names import CommandName
from handlers.base.messages import Incoming

STRANGERS_MENU: tuple[Command, ...] = (
    (CommandName.START, "Liên kết bằng mã mời"),
    (CommandName.HELP, "Trợ giúp"),
)

_ABOUT_ONESELF = tuple(
    f"/{name}" for name in (CommandName.START, CommandName.JOIN, CommandName.WHO_AM_I, CommandName.HELP)
)


async def set_default_menu(bot: Bot) -> None:
    """Set the menu of chats that have none of their own."""
    await call_bot_api(bot.set_my_commands(STRANGERS_MENU))


async def set_menu(bot: Bot, chat_id: str, commands: Sequence[Command]) -> None:
    """Set the menu of this chat alone; with no commands, reset it to the default. Raises `SendFailed`."""
    scope = BotCommandScopeChat(int(chat_id))
    if commands:
        await call_bot_api(bot.set_my_commands(commands, scope=scope))
    else:
        await call_bot_api(bot.delete_my_commands(scope=scope))


class Menus:
    """Keeps the menus of all chats as the roles are.

    The registry is asked only about chats whose menu this process does not know (a stranger may have joined by any
    message), when somebody asks about themselves, so that a changed role shows when an officer looks for it, and of
    whoever serves several agencies, whose menu is that of the one for which the chat speaks.
    """

    def __init__(self, bot: Bot, links: ChatLinks) -> None:
        self._bot = bot
        self._links = links
        self._shown: dict[str, str] = {}  # chat -> hash of its menu; whole menus would take memory
        self._several: set[str] = set()
        links.on_menu(self._learn)

    async def refresh(self, after: Incoming, speaker: str = "") -> None:
        """Update the menu of a chat after a turn, if it may have changed; `speaker` as in `Reply`. Raises
        `SendFailed`.
        """
        known = self._shown.get(after.chat_id, "")
        may_change = after.text.startswith(_ABOUT_ONESELF) or speaker or after.chat_id in self._several
        if not after.private or (known and not may_change):
            return
        (self._several.add if speaker else self._several.discard)(after.chat_id)
        try:
            commands = await self._links.commands_for(after.chat_id)
        except RegistryUnusable:
            return  # the answer has said so; the menu waits for the next
        mark = _mark_of(commands)
        if mark != known:
            await set_menu(self._bot, after.chat_id, commands)
            self._learn(after.chat_id, mark)
            await self._links.tell_of_menu(after.chat_id, mark)

    def _learn(self, chat_id: str, mark: str) -> None:
        """Remember the menu of a chat, as this or another process has set it."""
        self._shown[chat_id] = mark


def _mark_of(commands: Sequence[Command]) -> str:
    """Return a short hash of a menu; "" for none."""
    return blake2s(repr([*commands]).encode(), digest_size=8).hexdigest() if commands else ""
