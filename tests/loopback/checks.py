"""Checks that Telegram makes before it accepts a message."""

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.loopback.errors import bad_request
from tests.loopback.markup import plain

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
BUTTON_DATA_BYTES = 64
BUTTON_COUNT = 100
TOAST_LIMIT = 200
SECRET_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,256}")

Rows = tuple[tuple[tuple[str, str], ...], ...]
"""The buttons of a message: rows of (text, callback_data)."""


def text(params: Mapping[str, str]) -> str:
    """Return the text of a message as its reader sees it. Raises Refusal."""
    shown = _parsed(params.get("text", ""), params.get("parse_mode", ""))
    if not shown:
        raise bad_request("message text is empty")
    if _length(shown) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return shown


def caption(params: Mapping[str, str]) -> str:
    shown = _parsed(params.get("caption", ""), params.get("parse_mode", ""))
    if _length(shown) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return shown


def toast(params: Mapping[str, str]) -> str:
    shown = params.get("text", "")
    if _length(shown) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    return shown


def keyboard(params: Mapping[str, str]) -> Rows:
    """Return the inline keyboard; empty if there is none. Raises Refusal."""
    if "reply_markup" not in params:
        return ()
    try:
        markup = json.loads(params["reply_markup"])
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = tuple(tuple(_button(button) for button in row) for row in _rows(markup))
    if sum(map(len, rows)) > BUTTON_COUNT:
        raise bad_request("reply markup is too long")
    return tuple(row for row in rows if row)


def commands(params: Mapping[str, str]) -> list[dict[str, str]]:
    given: list[dict[str, str]] = json.loads(params["commands"])
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for item in given:
        name = item.get("command", "").removeprefix("/")
        if not (1 <= len(name) <= 32 and name.isascii() and name.replace("_", "a").isalnum() and name.islower()):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= _length(item.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return given


def _rows(markup: dict[str, Any]) -> list[list[Any]]:
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: array of arrays of buttons expected")
    return rows


def _button(button: Any) -> tuple[str, str]:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: object with a text expected")
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Text of the button must be non-empty")
    if "callback_data" not in button:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data: str = button["callback_data"]
    if not 1 <= len(data.encode()) <= BUTTON_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return button["text"], data


def _parsed(raw: str, mode: str) -> str:
    if mode.lower() not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    return (plain(raw) if mode else raw).strip()


def _length(shown: str) -> int:
    """Return the length in UTF-16 code units, as Telegram counts."""
    return len(shown.encode("utf-16-le")) // 2
