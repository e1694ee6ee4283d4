"""The least time between two answers that a chat gets only now and then (`Reply.at_most_every`)."""

import asyncio
from datetime import timedelta

_CHATS_BEFORE_CLEANING = 1000


class SeldomAnswers:
    """Remembers which chats got such an answer lately. A new process knows none and may send it once more."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def may_answer(self, chat_id: str) -> bool:
        """Return whether the chat may get such an answer again."""
        return self._until.get(chat_id, 0.0) <= _now()

    def record(self, chat_id: str, pause: timedelta) -> None:
        """Record that the chat got such an answer, and gets no other for `pause` (real time)."""
        if len(self._until) >= _CHATS_BEFORE_CLEANING:
            self._until = {chat: until for chat, until in self._until.items() if until > _now()}
        self._until[chat_id] = _now() + pause.total_seconds()


def _now() -> float:
    return asyncio.get_running_loop().time()
