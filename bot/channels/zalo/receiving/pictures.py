"""Pictures that officers sent, fetched from where Zalo keeps them."""

import logging

import httpx

from bot.channels.zalo.client import ZaloClient
from data.accepted_files import MAX_BYTES
from handlers.base.messages import FetchFailed

_log = logging.getLogger(__name__)


async def fetch_file(client: ZaloClient, address: str) -> bytes:
    """Return what lies at an address that Zalo gave. Raises FetchFailed, also for more than a file may have."""
    content = b""
    try:
        async with client.download(address) as response:
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > MAX_BYTES:
                    raise FetchFailed("file_too_big")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        because = type(error).__name__
    else:
        return content
    _log.warning("Zalo: chưa tải được một tệp (%s)", because)
    raise FetchFailed("file_not_fetched")
