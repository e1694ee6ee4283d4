"""The command menu beside the text field: short for a stranger, per role for an officer."""

from collections.abc import Sequence

from telegram import Bot, BotCommandScopeChat

from bot.channels.telegram.chat_links import ChatLinks, Command
from bot.channels.telegram.errors import asked
from data.errors import RegistryUnusable
from handlers.base.messages import Incoming

STRANGERS_MENU: tuple[Command, ...] = (
    ("start", "Liên kết bằng mã mời"),
    ("trogiup", "Trợ giúp"),
)

_ABOUT_ONESELF = ("/start", "/thamgia", "/toi", "/trogiup")


async def set_default_menu(bot: Bot) -> None:
    """What everybody sees who has no menu of their own."""
    await asked(bot.set_my_commands(STRANGERS_MENU))


async def set_menu(bot: Bot, chat_id: str, commands: Sequence[Command]) -> None:
    """Shows `commands` in this chat alone; none of them: the default menu. Raises `SendFailed`."""
    scope = BotCommandScopeChat(int(chat_id))
    if commands:
        await asked(bot.set_my_commands(commands, scope=scope))
    else:
        await asked(bot.delete_my_commands(scope=scope))


class Menus:
    """Keeps each chat's menu in step with the role of whoever sits there, without asking at every turn.

    Asked about: chats whose menu is not known to this process (a stranger may have joined by any message), and
    people who ask about themselves, so that a changed role shows when an officer looks for it.
    """

    def __init__(self, bot: Bot, links: ChatLinks) -> None:
        self._bot = bot
        self._links = links
        self._shown: dict[str, tuple[Command, ...]] = {}

    async def refresh(self, after: Incoming) -> None:
        """To be called when a turn is over. Raises `SendFailed`."""
        known = self._shown.get(after.chat_id, ())
        if not after.private or (known and not after.text.startswith(_ABOUT_ONESELF)):
            return
        try:
            commands = tuple(await self._links.commands_for(after.chat_id))
        except RegistryUnusable:
            return  # the answer has said so; the menu waits for the next
        if commands != known:
            await set_menu(self._bot, after.chat_id, commands)
            self._shown[after.chat_id] = commands
