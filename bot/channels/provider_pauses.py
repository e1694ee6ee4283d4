"""Pauses that a provider asked for (HTTP 429)."""

import asyncio

from scheduler.sending.errors import SlowDown


class Pauses:
    """The chats, or the whole bot, that must not be written to for a while.

    A provider does not say which of the two it means. It is taken to mean the chat, until it turns another one away
    too before the first pause is over and before it has taken anything: then it means the bot.
    """

    def __init__(self) -> None:
        self._chats: dict[str, float] = {}
        self._everybody = 0.0
        self._turned_away: set[str] = set()

    def raise_if_paused(self, chat_id: str) -> None:
        """Raise `SlowDown` with the seconds left if a pause is not over."""
        left = self._everybody - _now()
        if left > 0:
            raise SlowDown(left)
        left = self._chats.get(chat_id, 0.0) - _now()
        if left > 0:
            raise SlowDown(left, one_chat=True)

    def record_accepted(self) -> None:
        """Record that the provider accepted a message: the pauses do not concern the whole bot."""
        self._turned_away.clear()

    def record_refusal(self, chat_id: str, retry_after: float) -> SlowDown:
        """Record a pause of `retry_after` seconds, and return the error to raise."""
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
