"""The webhook of a bot: set, tried, looked at, removed."""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.loopback.errors import Refusal
from tests.loopback.zalo.world import EPOCH_MS, Bot, World

HEADER = "X-Bot-Api-Secret-Token"
PROBE = {
    "event_name": "webhook.test",
    "message": {
        "date": EPOCH_MS // 1000,
        "message_id": "webhook-test",
        "text": "Zalo Bot Platform webhook test - please respond with HTTP 200",
    },
}


async def set_webhook(world: World, bot: Bot, fields: dict[str, Any]) -> Any:
    """Keep the address, whatever comes of trying it. A rig may be on loopback and without TLS."""
    address, secret = fields.get("url"), fields.get("secret_token")
    if not isinstance(address, str) or not address.startswith("http"):
        raise Refusal(400, "Bad Request: url")
    if not isinstance(secret, str) or not 8 <= len(secret) <= 256:
        raise Refusal(400, "Bad Request: secret_token")
    bot.webhook, bot.secret = address, secret
    status = await asyncio.to_thread(_try, world, bot)
    outcome = "webhook.ok" if status == 200 else f"webhook.http.{status}" if status else "webhook.err.conn"
    verification = {"ok": status == 200, "outcome": outcome, "hint": "…"}
    return {"url": address, "updated_at": EPOCH_MS, "verification": verification}


async def get_webhook_info(world: World, bot: Bot, fields: dict[str, Any]) -> Any:
    if not bot.webhook:
        raise Refusal(404, "Not Found")
    return {"url": bot.webhook, "updated_at": EPOCH_MS}


async def delete_webhook(world: World, bot: Bot, fields: dict[str, Any]) -> Any:
    if not bot.webhook and world.modes.missing_webhook_is_error:
        raise Refusal(400, "Bad Request: no webhook")
    bot.webhook = bot.secret = ""
    return {"url": "", "updated_at": EPOCH_MS}


METHODS: Mapping[str, Callable[[World, Bot, dict[str, Any]], Awaitable[Any]]] = {
    "setWebhook": set_webhook,
    "getWebhookInfo": get_webhook_info,
    "deleteWebhook": delete_webhook,
}


def _try(world: World, bot: Bot) -> int:
    body = b"" if world.modes.probes_empty else json.dumps(PROBE).encode()
    headers = {"User-Agent": "Java/1.8.0_x"}
    if not world.modes.probes_empty:
        headers["Content-Type"] = "application/json"
    if world.modes.probes_with_secret:
        headers[HEADER] = bot.secret
    try:
        request = urllib.request.Request(bot.webhook, body, headers, method="POST")
        with urllib.request.urlopen(request, timeout=5) as answer:
            status: int = answer.status
            return status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
