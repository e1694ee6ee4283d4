"""Calls of the Zalo Bot API (https://docs.zaloplatforms.com/docs/BOT/), each a POST with JSON.

No published package is used: the one that Zalo's own pages name takes a refusal in an answer with status 200 for a
success, and so loses messages.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from bot.channels.connections import DirectTransport, build_transport
from bot.channels.zalo.errors import Idle, NotFound, classify, classify_network
from scheduler.sending.errors import Passing, Unknown

READ_BESIDE_POLL = 10.0
"""Seconds in which the answer to a poll must have come once Zalo's own time for it is over."""
_IDLE_CODES = {408, 504}
_IDLE_WORDS = "request timeout"
_REALLY_WAITED = 0.5
"""A gateway that gives up (504) after this part of a poll's time has waited for it; sooner, it is broken."""


class ZaloClient:
    """The calls of one bot. `base_url` ends before its token; `answer_timeout` is in seconds.

    A call raises `scheduler.sending.errors.SendFailed`, of which none holds the token.
    """

    def __init__(
        self,
        token: str,
        base_url: str,
        answer_timeout: float,
        at_most: int,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Make a client with up to `at_most` connections; they are opened by the first call.

        `transport` takes the place of connections.
        """
        self._address = f"{base_url}{token}"
        self._answer_timeout = answer_timeout
        limits = httpx.Limits(max_connections=at_most)
        self._transport = transport or build_transport(limits)
        self._http = httpx.AsyncClient(timeout=answer_timeout, limits=limits, transport=self._transport)

    def __repr__(self) -> str:
        return "ZaloClient()"

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def get_me(self) -> dict[str, Any]:
        """Return what Zalo knows of the bot: `id`, `account_name`, …"""
        return _fields(await self._call("getMe", {}))

    async def get_updates(self, patience: int) -> list[object]:
        """Return what has come, after up to `patience` seconds; nothing is confirmed by it.

        One update is an object, of which some servers make a list.
        """
        began = asyncio.get_running_loop().time()
        try:
            found = await self._call("getUpdates", {"timeout": patience}, patience=patience)
        except Idle as idle:
            if idle.args or asyncio.get_running_loop().time() - began >= _REALLY_WAITED * patience:
                return []
            raise Passing("server error 504") from None
        return found if isinstance(found, list) else [found] if found else []

    async def send_message(self, chat_id: str, text: str) -> str:
        """Send a text of up to 2,000 UTF-16 units; return the message's id."""
        return _message_id(await self._call("sendMessage", {"chat_id": chat_id, "text": text}))

    async def send_photo(self, chat_id: str, address: str, caption: str) -> str:
        """Send the picture at `address`, which Zalo fetches, with a text below it; return the message's id."""
        about = {"chat_id": chat_id, "photo": address} | ({"caption": caption} if caption else {})
        return _message_id(await self._call("sendPhoto", about))

    async def show_typing(self, chat_id: str) -> None:
        """Show for some seconds that an answer is being written."""
        await self._call("sendChatAction", {"chat_id": chat_id, "action": "typing"})

    async def get_webhook(self) -> str:
        """Return the address to which Zalo sends updates; "" if they are polled for."""
        try:
            found = await self._call("getWebhookInfo", {})
        except NotFound:
            return ""
        return str(_fields(found).get("url") or "")

    async def set_webhook(self, address: str, secret: str) -> dict[str, Any]:
        """Have updates sent to `address`; return how Zalo's try of it went: `ok`, `outcome`, …

        It is set even where that try failed.
        """
        found = await self._call("setWebhook", {"url": address, "secret_token": secret})
        return _fields(_fields(found).get("verification"))

    async def delete_webhook(self) -> None:
        """Have updates polled for again. None being set is no error."""
        if await self.get_webhook():
            await self._call("deleteWebhook", {})

    @asynccontextmanager
    async def download(self, address: str) -> AsyncIterator[httpx.Response]:
        """Open what lies at a public address that Zalo gave; no secret goes there. Raises httpx.HTTPError."""
        async with self._http.stream("GET", address) as response:
            response.raise_for_status()
            yield response

    async def _call(self, method: str, about: dict[str, Any], patience: int | None = None) -> object:
        """Return the result of a call. Raises Idle for a poll (one with `patience`) in whose time nothing came."""
        read = self._answer_timeout if patience is None else patience + READ_BESIDE_POLL
        try:
            status, content = await self._post(method, about, httpx.Timeout(self._answer_timeout, read=read))
            return _read_answer(status, content, is_poll=patience is not None)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failed = classify_network(error) if isinstance(error, httpx.HTTPError) else Passing("InvalidURL")
        raise failed

    async def _post(self, method: str, about: dict[str, Any], limits: httpx.Timeout) -> tuple[int, bytes]:
        address = f"{self._address}/{method}"
        if isinstance(self._transport, DirectTransport):
            headers, body = {"Content-Type": "application/json"}, json.dumps(about).encode()
            return await self._transport.exchange("POST", address, limits, headers, body)
        response = await self._http.post(address, json=about, timeout=limits)
        return response.status_code, response.content


def _read_answer(status: int, content: bytes, *, is_poll: bool) -> object:
    """Return the result in an answer. An answer with status 200 can be a refusal as well."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict) and answer.get("ok") is True:
        return answer.get("result")
    if not isinstance(answer, dict):
        if is_poll and status in _IDLE_CODES:
            raise Idle
        # of a gateway: what it says of a chat or a token is not Zalo's word
        raise Unknown("unreadable answer") if status in (200, 408) else Passing(f"status {status}")
    code, said = _code(answer, status), str(answer.get("description") or "")
    if is_poll and (code in _IDLE_CODES or said.strip().lower() == _IDLE_WORDS):
        raise Idle("told")
    raise classify(code, said)


def _code(answer: dict[str, Any], status: int) -> int:
    """Return the code of a refusal: what it says itself, else the status."""
    for name in ("error_code", "errorCode"):
        said = answer.get(name)
        if isinstance(said, int) or (isinstance(said, str) and said.isdecimal()):
            return int(said)
    return status


def _fields(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _message_id(found: object) -> str:
    """Return the id of a message that was sent. Raises Unknown: it is there, and nobody can say which it is."""
    told = _fields(found).get("message_id")
    if not isinstance(told, str | int) or not str(told):
        raise Unknown("unreadable answer")
    return str(told)
