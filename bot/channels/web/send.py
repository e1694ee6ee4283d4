"""A `Reply` as JSON for the page. Nothing is escaped here: the page only ever sets it as text."""

from datetime import datetime

from handlers.base.messages import Attachment, Reply

Entry = dict[str, object]
"""One line of a chat's history, ready for JSON."""


def message(reply: Reply, message_id: str, at: datetime, files: dict[str, Attachment]) -> Entry:
    """What the bot shows as `message_id` at `at` (UTC); `files` are the reply's, by the key of their download."""
    return {
        "message": message_id,
        "from": "bot",
        "at": at.isoformat(),
        "heading": reply.heading,
        "body": reply.body,
        "buttons": [[{"text": button.text, "value": button.value} for button in row] for row in reply.buttons],
        "files": [
            {"key": key, "name": attachment.name, "size": len(attachment.content)}
            for key, attachment in files.items()
        ],
    }


def echo(text: str, message_id: str, at: datetime) -> Entry:
    """What the officer typed, so that every tab of the chat and every reload shows it."""
    return {"message": message_id, "from": "officer", "at": at.isoformat(), "body": text}
