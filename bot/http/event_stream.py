"""A chat as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime

from bot.channels.web.chat import Chat

RECONNECT_MS = 500
"""Milliseconds after which a page looks for a server that went away; it is on the same machine."""

HEARTBEAT_SECONDS = 15
"""A page left open keeps its clock right, and one that went away is noticed."""


async def follow(chat: Chat, seen: int, now: Callable[[], datetime]) -> AsyncIterator[str]:
    """Yield events until the chat is closed: `clock` at every change and heartbeat, then entries after `seen`.

    An entry's number is the event's id, so a browser that reconnects says in Last-Event-ID where it left off.
    """
    yield f"retry: {RECONNECT_MS}\n\n"
    while not chat.closed:
        changed = chat.changed
        yield format_event("clock", {"now": now().isoformat()})
        for number, entry in chat.entries_after(seen):
            yield format_event("entry", entry, number)
            seen = number
        with suppress(TimeoutError):
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await changed.wait()


def format_event(name: str, data: object, number: int | None = None) -> str:
    """Format one event. JSON escapes line ends, so `data` is always one line."""
    lines = [f"event: {name}", f"data: {json.dumps(data, ensure_ascii=False)}"]
    if number is not None:
        lines.insert(0, f"id: {number}")
    return "\n".join(lines) + "\n\n"
