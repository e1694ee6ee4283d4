"""HTTP connections to the Bot API, to which the library speaks through httpx."""

import json
from typing import Any

import httpx
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.connections import build_transport


def build_request(at_most: int, answer_timeout: float, proxy: str | None) -> HTTPXRequest:
    """Return an HTTP client with up to `at_most` connections, through `proxy` or the environment's.

    A call lasts three times `answer_timeout` (seconds) at most: one to have a connection, waiting for a free one
    included, one to ask and one to be answered. A file has two to be sent.
    """
    limits = httpx.Limits(max_connections=at_most)
    transport = build_transport(limits, proxy)
    return _Requests(
        connection_pool_size=at_most,
        connect_timeout=answer_timeout / 2,
        pool_timeout=answer_timeout / 2,
        read_timeout=answer_timeout,
        write_timeout=answer_timeout,
        media_write_timeout=2 * answer_timeout,
        proxy=proxy,
        httpx_kwargs={"transport": transport} if transport else None,
    )


class _Requests(HTTPXRequest):
    """HTTP requests that do not log an unreadable answer: the library would log what officers wrote."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
            raise TelegramError("Invalid server response")  # what stands between answers in Telegram's place
        return answer
