"""The webhook of a bot: where Zalo sends updates, and the secret by which it is known."""

import hashlib

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - a name
"""The header in which Zalo sends the secret it was given (https://docs.zaloplatforms.com/docs/BOT/, setWebhook)."""


def make_path(bot_id: str) -> str:
    """Return the path of a bot's webhook. It is no secret: what comes there needs the secret in its header."""
    return f"/zalo/{bot_id}"


def make_secret(secret: str, bot_id: str) -> str:
    """Return the bot's own secret, which follows from that of the office and tells nothing about it."""
    return hashlib.sha256(f"nhacviec/zalo/{bot_id}/{secret}".encode()).hexdigest()
