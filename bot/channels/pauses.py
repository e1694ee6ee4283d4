"""Whom Telegram has asked to wait."""

import asyncio

from scheduler.sending.errors import SlowDown


class Pauses:
    """Telegram does not say whether it means one chat or the whole bot.

    It is taken to mean the chat, until it turns another one away too before the first pause is over and before it has
    taken anything: then it means the bot.
    """

    def __init__(self) -> None:
        self._chats: dict[str, float] = {}
        self._everybody = 0.0
        self._turned_away: set[str] = set()

    def keep(self, chat_id: str) -> None:
        """Raise `SlowDown` with the seconds that are left of a pause that is not over."""
        left = self._everybody - _now()
        if left > 0:
            raise SlowDown(left)
        left = self._chats.get(chat_id, 0.0) - _now()
        if left > 0:
            raise SlowDown(left, one_chat=True)

    def taken(self) -> None:
        """Telegram has taken something: it does not mean the bot."""
        self._turned_away.clear()

    def turned_away(self, chat_id: str, retry_after: float) -> SlowDown:
        """Remember for how long (seconds) nothing may be sent, and return what is to be raised."""
        now = _now()
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        others = self._turned_away & self._chats.keys() - {chat_id}
        self._turned_away.add(chat_id)
        self._chats[chat_id] = now + retry_after
        if others:
            self._everybody = max(self._everybody, now + retry_after)
        return SlowDown(retry_after, one_chat=not others)


def _now() -> float:
    return asyncio.get_running_loop().time()
