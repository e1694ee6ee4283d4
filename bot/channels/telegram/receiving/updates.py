"""Updates fetched unparsed from Telegram, then parsed one by one.

The library parses an answer as a whole, so that one field it does not know keeps all updates of that answer from
being answered, after every restart again.
"""

import json
import re
from datetime import datetime
from typing import cast
from urllib.parse import urlencode

from telegram import Bot, Update
from telegram.request import HTTPXRequest

from bot.channels.receiving.arrivals import Arrival, Unreadable
from bot.channels.telegram.receiving.receive import ALLOWED_UPDATES, read_update
from scheduler.sending.errors import Passing

AT_MOST = 100
"""Updates in one answer: Telegram gives no more."""

_KIND = re.compile(r"[a-z_]{1,40}")


async def fetch(bot: Bot, polls: HTTPXRequest, offset: int, patience: int) -> list[object]:
    """Return the unparsed updates from `offset` on; Telegram waits up to `patience` seconds for one.

    Raises TelegramError as the library does, and Passing where the answer is no list.
    """
    asked = {"offset": offset, "timeout": patience, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
    answer: object = await polls.post(
        f"{bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=(polls.read_timeout or 0) + patience
    )
    if not isinstance(answer, list):
        raise Passing("unreadable answer")
    return answer


def get_update_id(raw: object) -> int | None:
    """Return the number of an update; None if it has no usable one."""
    found = raw.get("update_id") if isinstance(raw, dict) else None
    return found if type(found) is int and found >= 0 else None


def read_raw_update(raw: object, bot: Bot, at: datetime) -> Arrival | None:
    """Parse one update, received at `at` (UTC); None if there is nothing to do. Raises Unreadable.

    That names the kind of the update and never what it holds: somebody wrote it in confidence.
    """
    try:
        return read_update(Update.de_json(cast("dict[str, object]", raw), bot), bot, at)
    except Exception as error:  # noqa: BLE001 - the library raises whatever a field that is missing leads to
        because = f"{get_kind(raw)}: {type(error).__name__}"
    raise Unreadable(because)  # here, where the error is gone: it may show what it could not read


def get_chat_id(raw: object) -> str:
    """Return the chat of an update; "" for an update without one."""
    for about in raw.values() if isinstance(raw, dict) else ():
        for holder in (about, about.get("message")) if isinstance(about, dict) else ():
            chat = holder.get("chat") if isinstance(holder, dict) else None
            if isinstance(chat, dict) and type(chat.get("id")) is int:
                return str(chat["id"])
    return ""


def get_kind(raw: object) -> str:
    """Return the field names beside the number, as far as they look like names of the Bot API."""
    if not isinstance(raw, dict):
        return type(raw).__name__
    return ", ".join(sorted(name for name in raw if name != "update_id" and _KIND.fullmatch(name))) or "?"
