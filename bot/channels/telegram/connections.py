"""HTTP to the Bot API.

The library speaks through httpx. Underneath are aiohttp's connections instead of httpx's own: those took half of the
CPU of an answer. Behind a proxy they are httpx's own all the same.
"""

import httpx
from httpx_aiohttp import AiohttpTransport
from telegram.request import HTTPXRequest


def connections(at_most: int, answer_timeout: float, proxy: str | None) -> HTTPXRequest:
    """Up to `at_most` at once. A call has `answer_timeout` seconds three times at most: half of it for a free
    connection and half to connect, then for each silence while it asks and while it is answered.
    """
    return HTTPXRequest(
        connection_pool_size=at_most,
        connect_timeout=answer_timeout / 2,
        pool_timeout=answer_timeout / 2,
        read_timeout=answer_timeout,
        write_timeout=answer_timeout,
        proxy=proxy,
        httpx_kwargs={"transport": AiohttpTransport(limits=httpx.Limits(max_connections=at_most))},
    )
