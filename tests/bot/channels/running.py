"""A bot's channel that receives while a test looks on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from bot.channels.receiving.bot_channel import BotChannel

C = TypeVar("C", bound=BotChannel)


@asynccontextmanager
async def running(channel: C) -> AsyncIterator[C]:
    task = asyncio.create_task(channel.run())
    try:
        yield channel
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
