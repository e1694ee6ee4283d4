"""Updates that providers send to this process."""

import asyncio
import hmac
import logging
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.webhook import Webhook
from bot.http.json_body import read_json_body
from data.errors import NhacviecError

MAX_UPDATE_BYTES = 256 * 1024
"""Telegram's updates are a few thousand bytes long."""
BODY_SECONDS = 5.0
"""Seconds that a body may take to arrive."""
ANSWER_SECONDS = 0.4
"""Seconds after which the provider is told to send an update again that is still not stored."""

_log = logging.getLogger(__name__)


def webhook_routes(webhooks: Sequence[Webhook]) -> list[BaseRoute]:
    """Return a route for each webhook.

    A wrong secret is refused (401) before anything of the body is read; a body over `MAX_UPDATE_BYTES` (413). The
    answer is 200 once the update is in the journal, whatever its own answer costs; until then 503: the provider
    sends it again, and what was stored twice is answered once.
    """
    return [Route(one.path, _Taking(one).take, methods=["POST"], max_body_size=MAX_UPDATE_BYTES) for one in webhooks]


class _Taking:
    """The way of one webhook's updates into the process."""

    def __init__(self, webhook: Webhook) -> None:
        self._webhook = webhook
        self._storing: set[asyncio.Task[None]] = set()

    async def take(self, request: Request) -> Response:
        told = request.headers.get(self._webhook.header, "")
        if not hmac.compare_digest(told.encode(), self._webhook.secret.encode()):
            raise HTTPException(401, "Không đúng mã bí mật.")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                if not await request.body():
                    return JSONResponse({})  # a try of the address: Zalo's can be empty
                update = await read_json_body(request)
        except TimeoutError:
            raise HTTPException(408, "Nội dung gửi lên đến quá chậm.") from None
        storing = asyncio.create_task(self._webhook.receive(update))
        self._storing.add(storing)
        storing.add_done_callback(self._forget)
        done, _late = await asyncio.wait({storing}, timeout=ANSWER_SECONDS)
        if not done or storing.exception():
            raise HTTPException(503, "Bot đang bận, mời gửi lại sau.", {"retry-after": "5"})
        return JSONResponse({})

    def _forget(self, storing: asyncio.Task[None]) -> None:
        self._storing.discard(storing)
        if storing.cancelled() or (error := storing.exception()) is None:
            return
        fault = None if isinstance(error, NhacviecError) else error
        _log.error("webhook: chưa lưu được bản tin vừa nhận (%s), chờ gửi lại", error, exc_info=fault)
