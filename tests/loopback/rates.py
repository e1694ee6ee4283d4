"""Telegram's rate limits: one message a second in a chat, thirty a second in all."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from tests.loopback.errors import too_many_requests

PER_SECOND = 30


class Rates:
    """Counts of messages, on the monotonic clock if no other is given."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._recent: deque[float] = deque()
        self._last: dict[int, float] = {}

    def check(self, chat_id: int) -> None:
        """Count a message. Raises a Refusal (429) if it comes too soon."""
        now = self._clock()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= PER_SECOND or self._last.get(chat_id, now - 1) > now - 1:
            raise too_many_requests(1)
        self._recent.append(now)
        self._last[chat_id] = now
