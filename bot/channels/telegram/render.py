"""Messages in Telegram's format: HTML text and inline keyboard."""

from html import escape

from bot.channels.outgoing import TextPart
from handlers.base.messages import Button

Keyboard = dict[str, list[list[dict[str, str]]]]
"""The API's InlineKeyboardMarkup as it travels: the library's objects for it cost a quarter of a whole turn."""


def render(part: TextPart) -> tuple[str, Keyboard | None]:
    """Return the HTML of one message and its keyboard (None if it has no buttons)."""
    return _html(part), _keyboard(part.buttons) if part.buttons else None


def _html(part: TextPart) -> str:
    body = escape(part.text[len(part.heading) :], quote=False)
    return f"<b>{escape(part.heading, quote=False)}</b>{body}" if part.heading else body


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> Keyboard:
    return {"inline_keyboard": [[{"text": b.text, "callback_data": b.value} for b in row] for row in rows]}
