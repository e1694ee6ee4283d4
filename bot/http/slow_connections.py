"""Connections that say nothing: a server that waits for them for ever answers nobody else."""

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 5.0
"""Seconds in which a request's line and headers must have arrived."""
WAITING = 200
"""Connections whose request has not arrived; with more, that which waits longest is closed."""


def timed_protocol(head_seconds: float = HEAD_SECONDS, waiting: int = WAITING) -> Callable[..., H11Protocol]:
    """Return the protocol of one server, which closes connections that do not come out with their request."""
    longest_first: dict[_TimedProtocol, None] = {}

    def make(*about: Any, **named: Any) -> H11Protocol:
        return _TimedProtocol(longest_first, head_seconds, waiting, *about, **named)

    return make


class _TimedProtocol(H11Protocol):
    """One connection, which is among `longest_first` while the head of a request is awaited."""

    def __init__(
        self,
        longest_first: "dict[_TimedProtocol, None]",
        head_seconds: float,
        waiting: int,
        *about: Any,
        **named: Any,
    ) -> None:
        super().__init__(*about, **named)
        self._longest_first = longest_first
        self._head_seconds = head_seconds
        self._at_most = waiting
        self._closing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._closing is None and self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._longest_first[self] = None
        if len(self._longest_first) > self._at_most:
            next(iter(self._longest_first)).transport.abort()
        self._closing = self.loop.call_later(self._head_seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        self._longest_first.pop(self, None)
        if self._closing:
            self._closing.cancel()
            self._closing = None
