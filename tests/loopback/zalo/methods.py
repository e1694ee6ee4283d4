"""The methods that send, each as strict as Zalo may be. What is unknown is refused or counted."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

from tests.loopback.errors import Refusal
from tests.loopback.zalo.world import EPOCH_MS, Bot, World

TEXT_LIMIT = 2000
_STYLES = re.compile(r"[biu s]|f_1[358]|f_20|c_(15a85f|f7b503|f27806|db342e)|lst_[12]|ind_[1-5]")


def get_me(world: World, bot: Bot, fields: dict[str, Any]) -> Any:
    return {
        "id": bot.own_id,
        "account_name": f"bot.{bot.number}",
        "account_type": "BASIC",
        "can_join_groups": False,
        "display_name": bot.name,
    }


def send_message(world: World, bot: Bot, fields: dict[str, Any]) -> Any:
    _count_unknown(world, fields, {"chat_id", "text", "parse_mode", "text_styles"})
    chat_id, text = _chat(bot, fields), _text(fields, "text", required=True)
    if fields.get("parse_mode") not in (None, "markdown", "html"):
        raise Refusal(400, "Bad Request: parse_mode")
    for style in fields.get("text_styles") or []:
        if not 0 <= style["start"] < style["start"] + style["len"] <= _length(text):
            raise Refusal(400, "Bad Request: text_styles")
        if not all(_STYLES.fullmatch(one) for one in style["st"]):
            raise Refusal(400, "Bad Request: text_styles")
    return _sent(world.add_message(bot, chat_id, text).message_id)


def send_photo(world: World, bot: Bot, fields: dict[str, Any]) -> Any:
    """Fetches the picture before anything is locked: the bot itself may serve it."""
    _count_unknown(world, fields, {"chat_id", "photo", "caption"})
    chat_id, caption = _chat(bot, fields), _text(fields, "caption", required=False)
    address = fields.get("photo")
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        raise Refusal(400, "Bad Request: photo must be a URL")
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            picture, kind = answer.read(), answer.headers.get("content-type", "")
    except (urllib.error.URLError, OSError):
        raise Refusal(400, "Bad Request: photo cannot be fetched") from None
    if not kind.startswith("image/"):
        raise Refusal(400, "Bad Request: photo is no picture")
    with world.changed:
        return _sent(world.add_message(bot, chat_id, caption, picture).message_id)


def send_chat_action(world: World, bot: Bot, fields: dict[str, Any]) -> Any:
    _chat(bot, fields)
    if fields.get("action") != "typing":
        raise Refusal(400, "Bad Request: action")
    return None


METHODS: Mapping[str, Callable[[World, Bot, dict[str, Any]], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendChatAction": send_chat_action,
}


def _sent(message_id: str) -> dict[str, Any]:
    return {"message_id": message_id, "date": EPOCH_MS}


def _chat(bot: Bot, fields: dict[str, Any]) -> str:
    chat_id = fields.get("chat_id")
    if not isinstance(chat_id, str) or not chat_id:
        raise Refusal(400, "Bad Request: chat_id")
    if chat_id not in bot.chats:
        raise Refusal(404, "Not Found")
    return chat_id


def _text(fields: dict[str, Any], name: str, *, required: bool) -> str:
    text = fields.get(name, "" if not required else None)
    if not isinstance(text, str) or (required and not text.strip()) or _length(text) > TEXT_LIMIT:
        raise Refusal(400, f"Bad Request: {name}")
    return text


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _count_unknown(world: World, fields: dict[str, Any], known: set[str]) -> None:
    world.stats["ignored"] += len(fields.keys() - known)
