"""The server of the running bot: how it stops."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from bot.http.listening import listen
from bot.http.server import HttpServer


async def test_what_is_answered_when_it_is_to_stop_is_answered_and_no_error_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def stream(request: Request) -> StreamingResponse:
        async def pieces() -> AsyncIterator[str]:
            yield "một "
            begun.set()
            await go_on.wait()
            yield "hai"

        return StreamingResponse(pieces())

    listening = listen(0)
    living = asyncio.create_task(HttpServer(listening, [Route("/stream", stream)]).live())
    async with AsyncClient(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60) as client:
        answer = asyncio.create_task(client.get("/stream"))
        await begun.wait()
        living.cancel()
        await asyncio.sleep(0)
        go_on.set()
        assert (await answer).text == "một hai"
    with pytest.raises(asyncio.CancelledError):
        await living
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
