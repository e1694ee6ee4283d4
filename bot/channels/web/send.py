"""Messages as JSON for the page. Nothing is escaped: the page only sets it as text."""

from datetime import datetime
from typing import Any

from data.registry.conversations.page_messages import STANDS_IN
from handlers.base.messages import Reply

Entry = dict[str, Any]
"""One message of a chat, ready for JSON. The history adds its id and its files."""

READER = "reader"
"""The field of an entry with the officer whom a push is for; it is stored beside the entry."""
PICTURES = {"image/jpeg", "image/png"}
"""Types of files that the page shows in the chat."""


def message(reply: Reply, at: datetime, *, pushed: bool) -> Entry:
    """Return the entry of a reply shown at `at` (UTC); `pushed`: it answers nothing."""
    return {
        "from": "bot",
        "at": at.isoformat(),
        "heading": reply.heading,
        "body": reply.body,
        "buttons": [[{"text": button.text, "value": button.value} for button in row] for row in reply.buttons],
        "pushed": pushed,
        "toast": reply.toast,
    } | {name: value for name, value in (("kept", reply.unkept or None), (READER, reply.reader)) if value is not None}


def plain_text(text: str, at: datetime) -> Entry:
    """Return the entry of a message that is nothing but text, shown at `at` (UTC)."""
    return message(Reply(body=text), at, pushed=True)


def echo(text: str, at: datetime, update_id: str) -> Entry:
    """Return the entry of the officer's own message, for every tab and reload.

    `update_id` is the page's: there the entry replaces the message being sent.
    """
    return {"from": "officer", "at": at.isoformat(), "body": text, "update": update_id}


def describe_file(key: str, name: str, media_type: str, size: int) -> Entry:
    """Return a file of an entry, by the key under which the page asks for it."""
    return {"key": key, "name": name, "size": size, "picture": media_type in PICTURES}


def numbered(place: int, content: Entry) -> Entry:
    """Return an entry as the page is given it, under the id of its message."""
    return {"message": f"m{place}", **{name: value for name, value in content.items() if name not in _OWN}}


def read_message_id(message_id: str | None) -> int | None:
    """Return the place of a message; None for what is no id of one."""
    digits = (message_id or "")[1:]
    known = message_id and message_id.startswith("m") and digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if known else None


_OWN = frozenset({"kept", "toast", READER, STANDS_IN})
"""Fields of an entry that only the history reads: pages are not sent them."""
