"""Minimum time between two answers of a kind in a chat (`Reply.at_most_every`)."""

import asyncio
from datetime import timedelta

_MANY = 1000


class ReplySpacing:
    """The chats that got such an answer. A new process does not know them and sends it once more."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def is_over(self, chat_id: str) -> bool:
        """Return whether the chat may get such an answer again."""
        return self._until.get(chat_id, 0.0) <= _now()

    def record(self, chat_id: str, time: timedelta) -> None:
        """Record that the chat got one, and gets no other for `time` (real)."""
        if len(self._until) >= _MANY:
            self._until = {chat: until for chat, until in self._until.items() if until > _now()}
        self._until[chat_id] = _now() + time.total_seconds()


def _now() -> float:
    return asyncio.get_running_loop().time()
