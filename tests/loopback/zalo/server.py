"""The server in a thread with its own loop."""

import asyncio
import threading
from types import TracebackType
from typing import Any, Self

from tests.loopback.faults import Fault, Faults
from tests.loopback.zalo.modes import USUAL, Modes
from tests.loopback.zalo.people import Person
from tests.loopback.zalo.service import Service
from tests.loopback.zalo.world import Bot, Call, World

TOKEN = "4455667788:loopback-zalo-secret-loopback"  # opens nothing but this server
LONGEST_POLL = 0.2


class ZaloApi:
    """A running Bot API with one bot or several: `with ZaloApi() as api:` serves it until the block ends."""

    def __init__(self, modes: Modes = USUAL, *, port: int = 0, longest_poll: float = LONGEST_POLL) -> None:
        self.world = World(modes)
        self.port = port
        self.faults = Faults()
        self._longest_poll = longest_poll
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="zalo-api", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._service: Service
        self._leave: asyncio.Event
        self.bot = self.add_bot(TOKEN)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._started.wait(60):
            raise RuntimeError("the Zalo server did not start")
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

    def add_bot(self, token: str, name: str = "Bot Nhắc việc") -> Bot:
        return self.world.bots.setdefault(token, Bot(token, name))

    def person(self, chat_id: str = "a1b2c3d4e5f60718293a", name: str = "Cán bộ", bot: Bot | None = None) -> Person:
        return Person(self, bot or self.bot, chat_id, name)

    def fail(self, method: str, fault: Fault, *, times: int = 1) -> None:
        with self.world.changed:
            self.faults.plan(fault, method, times=times)

    def calls(self, method: str) -> list[Call]:
        with self.world.changed:
            return [call for call in self.world.calls if call.method == method]

    def hand_out(self, bot: Bot, update: Any) -> None:
        """Give an update to whoever polls for it."""

        def add() -> None:
            bot.pending.append(update)
            self._service.wake()

        self._loop.call_soon_threadsafe(add)

    async def _serve(self) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        self._service = Service(self.world, self.faults, self._longest_poll)
        server = await asyncio.start_server(self._service.converse, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._leave.wait()
        server.close()
