"""Telegram's posts by webhook, given to one process after another, as a reverse proxy before several of them does."""

import asyncio
import threading
from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import cycle
from types import TracebackType
from typing import Any, ClassVar, Self

import aiohttp

from bot.channels.telegram.receiving.updates import get_chat_id
from bot.channels.telegram.receiving.webhook import SECRET_HEADER, make_path
from tests.loopback.server import BotApi

PUBLIC = "https://nhacviec.example"
SECRET = "a-secret-of-this-test"
_TOGETHER = 200
_AGAIN = 0.1


class Proxy:
    """Posts what people do, chat by chat in order, to the processes at `ports` by turn until one has taken it.

    `settings` are those of each process, but for its port.
    """

    settings: ClassVar = {"receive": "webhook", "public_url": PUBLIC, "webhook_secret": SECRET}

    def __init__(self, api: BotApi, ports: Sequence[int]) -> None:
        api.world.webhook = f"{PUBLIC}{make_path(SECRET)}"
        self._api = api
        self._ports = cycle(ports)
        self._waiting: dict[str, deque[Any]] = defaultdict(deque)
        self._posting: set[asyncio.Task[None]] = set()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join(30)

    async def _run(self) -> None:
        offset = 0
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(5)) as client:
            while not self._is_over.is_set():
                for update in await asyncio.wrap_future(self._take(offset)):
                    offset = update["update_id"] + 1
                    self._queue(client, update)
            for task in self._posting:
                task.cancel()

    def _take(self, offset: int) -> Any:
        updates = self._api._service.updates
        return asyncio.run_coroutine_threadsafe(updates.take(offset, _TOGETHER, 0.2, set()), self._api._loop)

    def _queue(self, client: aiohttp.ClientSession, update: Any) -> None:
        waiting = self._waiting[get_chat_id(update)]
        waiting.append(update)
        if len(waiting) == 1:
            task = asyncio.create_task(self._post_all(client, waiting))
            self._posting.add(task)
            task.add_done_callback(self._posting.discard)

    async def _post_all(self, client: aiohttp.ClientSession, waiting: deque[Any]) -> None:
        """Post what one chat did, one after another: as Telegram does."""
        while waiting:
            while not await self._post(client, waiting[0]):  # noqa: ASYNC110 - it is asked each time
                await asyncio.sleep(_AGAIN)
            waiting.popleft()

    async def _post(self, client: aiohttp.ClientSession, update: Any) -> bool:
        url = f"http://127.0.0.1:{next(self._ports)}{make_path(SECRET)}"
        try:
            async with client.post(url, json=update, headers={SECRET_HEADER: SECRET}) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False
