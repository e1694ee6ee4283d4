"""The simplest bot with python-telegram-bot: long polling, one command, one constant answer.

`python -m benchmarks.bare.bot BASE_URL TOKEN ANSWER`, where ANSWER is a JSON file with `html` and `buttons`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CommandHandler

from bot.channels.receiving.turn_slots import TURNS
from bot.channels.telegram.receiving.poll import LONG_POLL
from bot.channels.telegram.receiving.receive import ALLOWED_UPDATES


def main() -> None:
    base_url, token, answer = sys.argv[1:]
    constant = json.loads(Path(answer).read_text(encoding="utf-8"))
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=value) for text, value in row] for row in constant["buttons"]]
    )

    async def reply(update: Update, _context: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(constant["html"], parse_mode=ParseMode.HTML, reply_markup=keyboard)

    bare = Application.builder().token(token).base_url(base_url).concurrent_updates(TURNS).job_queue(None).build()
    bare.add_handler(CommandHandler("nhiemvu", reply))
    bare.run_polling(timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES)


if __name__ == "__main__":
    main()
