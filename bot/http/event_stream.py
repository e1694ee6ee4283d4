"""A chat as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from operator import itemgetter

from bot.channels.web.channel import WebChannel
from bot.channels.web.send import Entry
from bot.channels.web.shown_chat import Over, Viewer
from data.errors import NhacviecError

RECONNECT_MS = 500
"""Milliseconds after which a page looks for a server that went away."""

HEARTBEAT_SECONDS = 15
"""A page left open keeps its clock right, and one that went away is noticed."""

TOGETHER_SECONDS = 0.02
"""Time to wait before looking up new entries: a message and its answer, mostly milliseconds later, are one look."""


async def follow(channel: WebChannel, chat_id: str, seen: int, viewer: Viewer | None = None) -> AsyncIterator[str]:
    """Yield events while the channel is open and the `viewer`, who is asked for with all that is shown, may look.

    `clock` comes at every change and heartbeat, then entries after `seen`. An entry's number is the event's id, so a
    browser that reconnects says in Last-Event-ID where it left off. `over` ends a chat that may not be followed any
    more. Ends if the registry cannot be used: the browser comes again.
    """
    yield f"retry: {RECONNECT_MS}\n\n"
    chat = channel.chat(chat_id)
    while not channel.closed:
        changed = chat.changed
        try:
            entries = await _list_new(channel, chat_id, seen, viewer)
        except NhacviecError:
            return
        except Over:
            yield format_event("over", {})
            return
        yield format_event("clock", {"now": channel.now().isoformat()})
        for number, entry in entries:
            yield format_event("entry", entry, number)
            seen = number
        with suppress(TimeoutError):
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await changed.wait()
        if not channel.closed:
            await asyncio.sleep(TOGETHER_SECONDS)


async def _list_new(channel: WebChannel, chat_id: str, seen: int, viewer: Viewer | None) -> list[tuple[int, Entry]]:
    """Return the entries after `seen` by their numbers; whoever has seen none is given the last ones."""
    if seen:
        return await channel.history.list_after(chat_id, seen, viewer)
    return sorted((await channel.history.list_latest(chat_id, None, viewer)).entries, key=itemgetter(0))


def format_event(name: str, data: object, number: int | None = None) -> str:
    """Format one event. JSON escapes line ends, so `data` is always one line."""
    lines = [f"event: {name}", f"data: {json.dumps(data, ensure_ascii=False)}"]
    if number is not None:
        lines.insert(0, f"id: {number}")
    return "\n".join(lines) + "\n\n"
