"""The Telegram channel: python-telegram-bot on one side, `Incoming` and `Reply` on the other."""

import os

# The library is moving RetryAfter from seconds to timedelta; this is its switch for those who already have.
os.environ["PTB_TIMEDELTA"] = "true"
