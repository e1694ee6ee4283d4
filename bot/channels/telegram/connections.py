"""HTTP connections to the Bot API, to which the library speaks through httpx."""

import json
from typing import Any
from urllib.parse import urlencode

import httpx
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest, RequestData

from bot.channels.connections import DirectTransport, build_transport


def build_request(at_most: int, answer_timeout: float, proxy: str | None) -> HTTPXRequest:
    """Return an HTTP client with up to `at_most` connections, through `proxy` or the environment's.

    A call lasts three times `answer_timeout` (seconds) at most: one to have a connection, waiting for a free one
    included, one to ask and one to be answered. A file has two to be sent.
    """
    limits = httpx.Limits(max_connections=at_most)
    return _Requests(
        build_transport(limits, proxy),
        connection_pool_size=at_most,
        connect_timeout=answer_timeout / 2,
        pool_timeout=answer_timeout / 2,
        read_timeout=answer_timeout,
        write_timeout=answer_timeout,
        media_write_timeout=2 * answer_timeout,
        proxy=proxy,
    )


class _Requests(HTTPXRequest):
    """HTTP requests over `transport`, if it is given: past httpx, but for files."""

    def __init__(self, transport: DirectTransport | None, **settings: Any) -> None:
        super().__init__(**settings, httpx_kwargs={"transport": transport} if transport else None)
        self._direct = transport

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *more: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        if self._direct is None or self._client.is_closed or (request_data and request_data.contains_files):
            return await super().do_request(url, method, request_data, *more, **timeouts)
        usual = self._client.timeout
        given = {name: timeouts.get(f"{name}_timeout", self.DEFAULT_NONE) for name in usual.as_dict()}
        limits = httpx.Timeout(
            **{name: getattr(usual, name) if one is self.DEFAULT_NONE else one for name, one in given.items()}
        )
        headers, body = {"User-Agent": self.USER_AGENT}, None
        if request_data and request_data.json_parameters:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(request_data.json_parameters).encode()
        try:
            return await self._direct.exchange(method, url, limits, headers, body)
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}") from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer. An unreadable one is not logged, as the library would: it holds what officers wrote."""
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
            raise TelegramError("Invalid server response")  # what stands between answers in Telegram's place
        return answer
