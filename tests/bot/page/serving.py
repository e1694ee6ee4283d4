"""The page on a real socket, for a browser."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import uvicorn

from bot.http.listening import listen
from tests.bot.page import conftest
from tests.bot.page.conftest import House


@pytest_asyncio.fixture(loop_scope="module")
async def served(house: House, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """The house on a real socket."""
    listening = listen(0)
    monkeypatch.setattr(conftest, "HOME", f"http://127.0.0.1:{listening.getsockname()[1]}")
    house.start()
    server = uvicorn.Server(uvicorn.Config(house.served, lifespan="off", log_config=None))
    living = asyncio.create_task(server.serve(sockets=[listening]))
    yield house
    house.channel.close()
    server.should_exit = True
    await living
