"""What is not said again too soon (`Reply.at_most_every`)."""

import asyncio
from datetime import timedelta

_MANY = 1000


class ReplySpacing:
    """Remembers which chats have heard such an answer. A new process does not know: then it is said once more."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def is_over(self, chat_id: str) -> bool:
        """Whether the chat may hear such an answer now."""
        return self._until.get(chat_id, 0.0) <= _now()

    def begin(self, chat_id: str, time: timedelta) -> None:
        """The chat was told, and is not told again for that long (real time)."""
        if len(self._until) >= _MANY:
            self._until = {chat: until for chat, until in self._until.items() if until > _now()}
        self._until[chat_id] = _now() + time.total_seconds()


def _now() -> float:
    return asyncio.get_running_loop().time()
