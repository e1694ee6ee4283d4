"""Requests and responses of the server: one answer, one fault, or silence."""

import asyncio
import time
from typing import Any
from urllib.parse import unquote

from tests.loopback.errors import Refusal
from tests.loopback.faults import Fault, Faults
from tests.loopback.http import Request, read_request, response
from tests.loopback.zalo import webhooks
from tests.loopback.zalo.methods import METHODS
from tests.loopback.zalo.world import Bot, Call, World

Answer = tuple[int, Any]
_IDLE = Refusal(408, "Request timeout")


class Service:
    """The server's connections. `longest_poll` cuts the polls of a test short."""

    def __init__(self, world: World, faults: Faults, longest_poll: float) -> None:
        self._world = world
        self._faults = faults
        self._longest_poll = longest_poll
        self._arrived = asyncio.Event()
        self._silence = asyncio.Event()

    def wake(self) -> None:
        """Let polls see that something has come."""
        self._arrived.set()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await read_request(reader):
                answer = await self._answer(request)
                if answer is None:
                    break
                writer.write(response(*answer))
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: Request) -> Answer | None:
        path = unquote(request.path)
        if path.startswith("/media/"):
            content = self._world.media.get(path.removeprefix("/media/"))
            return (200, content) if content is not None else (404, b"")
        token, _, method = path.removeprefix("/bot").rpartition("/")
        fields = request.fields or request.params
        with self._world.changed:
            fault = self._faults.take(method, None)
        answer = await self._outcome(token, method, fields, fault)
        with self._world.changed:
            code = self._code(answer)
            self._world.calls.append(Call(method, fields if isinstance(fields, dict) else {}, time.monotonic(), code))
            self._world.changed.notify_all()
        if fault and fault.hangs:
            await self._silence.wait()
        return answer

    async def _outcome(self, token: str, method: str, fields: Any, fault: Fault | None) -> Answer | None:
        try:
            bot = self._bot(token)
            if fault and fault.refusal and not fault.done:
                raise fault.refusal
            if fault and fault.body is not None:
                return (fault.refusal.code if fault.refusal else 502), fault.body
            if fault and not fault.done:
                return None
            if not isinstance(fields, dict):
                raise Refusal(400, "Bad Request: body")
            result = await self._call(bot, method, fields)
        except Refusal as refusal:
            return self._refuse(refusal)
        if fault:
            self._world.lost.append((str(fields.get("chat_id")), str(fields.get("text"))))
            return self._refuse(fault.refusal) if fault.refusal else None
        return 200, {"ok": True} | ({} if result is None else {"result": result})

    async def _call(self, bot: Bot, method: str, fields: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._poll(bot, fields)
        if method in webhooks.METHODS:
            return await webhooks.METHODS[method](self._world, bot, fields)
        if method == "sendPhoto":
            return await asyncio.to_thread(METHODS[method], self._world, bot, fields)
        if method not in METHODS:
            raise Refusal(404, "Not Found")
        with self._world.changed:
            return METHODS[method](self._world, bot, fields)

    async def _poll(self, bot: Bot, fields: dict[str, Any]) -> Any:
        self._world.stats["ignored"] += len(fields.keys() - {"timeout"})
        if bot.webhook:
            raise Refusal(400, "Bad Request: webhook is set")
        seconds = min(float(fields.get("timeout", 30)), self._longest_poll)
        try:
            async with asyncio.timeout(seconds):
                while not bot.pending:
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            raise _IDLE from None
        return self._hand_out(bot)

    def _hand_out(self, bot: Bot) -> Any:
        if self._world.modes.consumes != "replay":
            update = bot.pending.popleft()
            return [update] if self._world.modes.consumes == "list" else update
        if bot.is_handed_out and len(bot.pending) > 1:
            bot.pending.popleft()
        bot.is_handed_out = True
        return bot.pending[0]

    def _bot(self, token: str) -> Bot:
        bot = self._world.bots.get(token)
        if bot is None or bot.refused:
            self._world.stats["refused tokens"] += 1
            raise Refusal(401, "Unauthorized")
        return bot

    def _refuse(self, refusal: Refusal) -> Answer:
        body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
        if refusal is _IDLE:
            if self._world.modes.idles == "504":
                return 504, b"<html>Gateway Time-out</html>"
            if self._world.modes.idles == "no code":
                del body["error_code"]
        return (200 if self._world.modes.refuses_at_200 else refusal.code), body

    def _code(self, answer: Answer | None) -> int:
        if answer is None:
            return 0
        body = answer[1]
        return int(body.get("error_code", answer[0])) if isinstance(body, dict) else answer[0]
