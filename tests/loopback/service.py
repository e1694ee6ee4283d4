"""Requests and responses of the server: one answer, one fault, or silence."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.loopback.errors import Refusal
from tests.loopback.faults import Fault
from tests.loopback.http import Request, read_request, response
from tests.loopback.methods import METHODS
from tests.loopback.updates import Updates
from tests.loopback.world import Call, World

Answer = tuple[int, Any]
"""HTTP status and body."""

_NOT_FOUND = Refusal(404, "Not Found")
_UNAUTHORIZED = Refusal(401, "Unauthorized")
_WEBHOOK = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)


class Service:
    """The server's connections. `beside` answers requests below `beside_path`, in a thread."""

    def __init__(self, world: World, token: str, beside_path: str, beside: Callable[[Request], Answer]) -> None:
        self.updates = Updates()
        self._world = world
        self._token = token
        self._beside_path = beside_path
        self._beside = beside
        self._silence = asyncio.Event()  # of the server: a task that waits for an event of its own is swept away

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        try:
            while request := await read_request(reader):
                answer = await self._answer(request)
                if answer is None:
                    break
                writer.write(response(*answer))
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass  # the bot hung up, or the server ends
        finally:
            writer.close()

    async def _answer(self, request: Request) -> Answer | None:
        """Answer a request; None closes the connection without a response."""
        if request.path.startswith(self._beside_path):
            return await asyncio.to_thread(self._beside, request)
        if request.path.startswith("/file/"):
            return await self._download(request.path.removeprefix("/file"))
        method = request.path.rpartition("/")[2]
        with self._world.changed:
            fault = self._world.faults.take(method, _chat_id(request))
        on_the_way = self._world.latency / 2 if method.lower() != "getupdates" else 0
        await asyncio.sleep(on_the_way)
        answer = await self._outcome(method, request, fault)
        await asyncio.sleep(on_the_way)
        with self._world.changed:
            self._world.record(Call(method, request.params, time.monotonic(), answer[0] if answer else 0))
        if fault and fault.hangs:
            await self._silence.wait()
        return answer

    async def _download(self, path: str) -> Answer:
        """Return an uploaded file by the path that getFile gave."""
        place, _, file_id = unquote(path).rpartition("/")  # a token has a colon
        with self._world.changed:
            fault = self._world.faults.take("download", None)
            content = self._world.uploads.get(file_id)
        if fault and fault.hangs:
            await self._silence.wait()
        if fault and fault.refusal:
            return fault.refusal.code, {"ok": False, "description": fault.refusal.description}
        known = place == f"/bot{self._token}/documents" and content is not None
        return (200, content) if known else (404, {"ok": False, "error_code": 404, "description": "Not Found"})

    async def _outcome(self, method: str, request: Request, fault: Fault | None) -> Answer | None:
        try:
            self._check_path(request.path)
            if fault and fault.refusal:
                raise fault.refusal
            if fault and fault.body is not None:
                return fault.status, fault.body
            if fault and not fault.done:
                return None
            result = await self._call(method.lower(), request)
        except Refusal as refusal:
            body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            return refusal.code, body | ({"parameters": refusal.parameters} if refusal.parameters else {})
        if fault:
            self._world.lose_answer(result)
            return None
        return 200, {"ok": True, "result": result}

    async def _call(self, method: str, request: Request) -> Any:
        if method == "getupdates":
            return await self._poll(request.params)
        if method not in METHODS:
            raise _NOT_FOUND
        with self._world.changed:
            return METHODS[method](self._world, request.params, request.files)

    async def _poll(self, params: dict[str, str]) -> list[dict[str, Any]]:
        if self._world.webhook:
            raise _WEBHOOK
        return await self.updates.take(
            offset=int(params.get("offset", "0")),
            limit=int(params.get("limit", "100")),
            seconds=float(params.get("timeout", "0")),
            allowed=set(json.loads(params.get("allowed_updates", "[]"))),
        )

    def _check_path(self, path: str) -> None:
        token, _, _ = path.removeprefix("/bot").rpartition("/")
        if ":" not in token:
            raise _NOT_FOUND
        if token != self._token:
            raise _UNAUTHORIZED


def _chat_id(request: Request) -> int | None:
    given = request.params.get("chat_id", "")
    return int(given) if given.removeprefix("-").isdecimal() else None
