"""The server in a thread with its own loop, or as a program."""

import argparse
import asyncio
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

from tests.loopback.chats import Chat
from tests.loopback.faults import Fault
from tests.loopback.people import Person
from tests.loopback.remote import REMOTE, carry_out
from tests.loopback.service import Service
from tests.loopback.world import Call, World

TOKEN = "123456789:AAloopback_loopback_loopback_loopback"  # opens nothing but this server
T = TypeVar("T")


class BotApi:
    """A running Bot API: `with BotApi() as api:` serves it at `api.base_url` until the block ends.

    `port` 0 takes a free one; `strict_rates` answers 429 to a bot that sends faster than Telegram allows.
    """

    def __init__(self, *, token: str = TOKEN, port: int = 0, strict_rates: bool = False) -> None:
        self.token = token
        self.port = port
        self.world = World(strict_rates=strict_rates)
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="bot-api", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._service: Service
        self._leave: asyncio.Event

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._started.wait(60):
            raise RuntimeError(f"the Bot API server did not start on port {self.port}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join(10)

    @property
    def base_url(self) -> str:
        """The address before the token, as the settings want it."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/file/bot"

    def person(self, chat_id: int, name: str = "Cán bộ") -> Person:
        """Return a person with a private chat with the bot."""
        return Person(self, self._chat(Chat(chat_id, name)), name)

    def group(self, chat_id: int, title: str = "Phòng", name: str = "Cán bộ") -> Person:
        """Return a person who writes in a group."""
        return Person(self, self._chat(Chat(chat_id, title, kind="group")), name)

    def fail(self, method: str, fault: Fault, *, chat_id: int | None = None, times: int = 1) -> None:
        """Make the next `times` calls of `method` (to `chat_id`, if given) meet `fault`."""
        with self.world.changed:
            self.world.faults.plan(fault, method, chat_id=chat_id, times=times)

    def recover(self) -> None:
        """Remove all faults still to come."""
        with self.world.changed:
            self.world.faults.clear()

    def calls(self, method: str) -> list[Call]:
        with self.world.changed:
            return [call for call in self.world.calls if call.method.lower() == method.lower()]

    def wait_for(self, look: Callable[[World], T | None], timeout: float = 60) -> T:
        """Return the first thing that `look` finds in the world. Raises TimeoutError after `timeout` seconds."""
        return self.world.wait_for(lambda: look(self.world), timeout)

    def add_update(self, kind: str, body: dict[str, Any]) -> int:
        """Queue an update for the bot and return its id. Not from the server's own thread."""
        return asyncio.run_coroutine_threadsafe(self._add(kind, body), self._loop).result(10)

    def add_raw(self, update: Any) -> int:
        """Queue an update of any form, and return its number."""
        return asyncio.run_coroutine_threadsafe(self._add_raw(update), self._loop).result(10)

    async def _add_raw(self, update: Any) -> int:
        return self._service.updates.add_raw(update)

    async def _add(self, kind: str, body: dict[str, Any]) -> int:
        return self._service.updates.add(kind, body)

    def _chat(self, chat: Chat) -> Chat:
        with self.world.changed:
            return self.world.chats.setdefault(chat.chat_id, chat)

    async def _serve(self) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        self._service = Service(self.world, self.token, REMOTE, lambda request: carry_out(self, request))
        server = await asyncio.start_server(self._service.converse, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._leave.wait()
        server.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.loopback.server", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    options = parser.parse_args()
    with BotApi(token=options.token, port=options.port) as api:
        print(api.base_url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
