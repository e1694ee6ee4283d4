"""Connections that say nothing: a server that waits for them for ever answers nobody else."""

import asyncio
from collections import Counter
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.http.request_limit import network_of

HEAD_SECONDS = 5.0
"""Seconds in which a request's line and headers must have arrived."""
WAITING = 200
"""Connections whose request has not arrived. With more, one is closed: of the address that has most, the oldest."""


def timed_protocol(head_seconds: float = HEAD_SECONDS, waiting: int = WAITING) -> type[asyncio.Protocol]:
    """Return the protocol of one server, which closes connections that do not come out with their request."""
    return type(
        "TimedProtocol", (_TimedProtocol,), {"seconds": head_seconds, "at_most": waiting, "longest_first": {}}
    )


class _TimedProtocol(H11Protocol):
    """One connection, which is among `longest_first` of its server while the head of a request is awaited."""

    seconds: ClassVar[float]
    at_most: ClassVar[int]
    longest_first: "ClassVar[dict[_TimedProtocol, str]]"

    def __init__(self, *about: Any, **named: Any) -> None:
        super().__init__(*about, **named)
        self._closing: asyncio.TimerHandle | None = None
        self._address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = network_of(self.client[0]) if self.client else ""
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
        self.longest_first[self] = self._address
        if len(self.longest_first) > self.at_most:
            address, _number = Counter(self.longest_first.values()).most_common(1)[0]
            next(one for one, its in self.longest_first.items() if its == address).transport.abort()
        self._closing = self.loop.call_later(self.seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        self.longest_first.pop(self, None)
        if self._closing:
            self._closing.cancel()
            self._closing = None
