"""The simplest program that sends many messages with python-telegram-bot.

`python -m benchmarks.bare.push BASE_URL TOKEN MESSAGE CHAT...`: an `asyncio.gather` of one `send_message` to each of
the chats, where MESSAGE is a JSON file with `html` and `buttons`.
"""

import asyncio
import json
import sys
from pathlib import Path

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.request import HTTPXRequest

from bot.channels.receiving.turn_slots import TURNS


async def push(base_url: str, token: str, html: str, keyboard: InlineKeyboardMarkup, chats: list[str]) -> None:
    request = HTTPXRequest(connection_pool_size=4 * TURNS, pool_timeout=60, read_timeout=60)
    async with Bot(token, base_url=base_url, request=request) as bot:
        await asyncio.gather(*(bot.send_message(chat, html, ParseMode.HTML, reply_markup=keyboard) for chat in chats))


def main() -> None:
    base_url, token, message, *chats = sys.argv[1:]
    constant = json.loads(Path(message).read_text(encoding="utf-8"))
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=value) for text, value in row] for row in constant["buttons"]]
    )
    asyncio.run(push(base_url, token, constant["html"], keyboard, chats))


if __name__ == "__main__":
    main()
