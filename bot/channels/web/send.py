"""Messages as JSON for the page. Nothing is escaped: the page only sets it as text."""

from datetime import datetime

from handlers.base.messages import Attachment, Reply

Entry = dict[str, object]
"""One line of a chat's history, ready for JSON."""


def message(reply: Reply, message_id: str, at: datetime, files: dict[str, Attachment]) -> Entry:
    """Return the entry of a reply shown as `message_id` at `at` (UTC); `files` are its own, by download key."""
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


def echo(text: str, message_id: str, at: datetime, update_id: str) -> Entry:
    """Return the entry of the officer's own message, for every tab and reload.

    `update_id` is the page's: there the entry replaces the message being sent.
    """
    return {"message": message_id, "from": "officer", "at": at.isoformat(), "body": text, "update": update_id}
