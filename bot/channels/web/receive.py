"""What a page posted, as an `Incoming`."""

from collections.abc import Mapping
from datetime import datetime

from handlers.base.messages import Incoming, Upload

UPDATE_ID_LENGTH = 64


class Malformed(ValueError):
    """The body is not what the page sends; `str(error)` names the field."""


def read(body: Mapping[str, object], chat_id: str, at: datetime, content: bytes | None = None) -> Incoming:
    """A turn from `{"update", "text"}` or `{"update", "pressed", "message"}`; with the `content` of a file, from
    `{"update", "text", "name"}`. Raises `Malformed`.

    `update` is made by the page and kept when it posts again after a lost answer; it is unique per chat only,
    so the chat's id goes before it.
    """
    update_id = text_of(body, "update")
    if not 0 < len(update_id) <= UPDATE_ID_LENGTH:
        raise Malformed("update")
    tapped = "pressed" in body
    return Incoming(
        channel="web",
        chat_id=chat_id,
        update_id=f"{chat_id}:{update_id}",
        at=at,
        text="" if tapped else text_of(body, "text"),
        pressed=text_of(body, "pressed") if tapped else None,
        message_id=text_of(body, "message") if tapped else None,
        files=() if content is None else (_uploaded(text_of(body, "name"), content),),
    )


def _uploaded(name: str, content: bytes) -> Upload:
    async def fetch() -> bytes:
        return content

    return Upload(name, len(content), fetch)


def text_of(body: Mapping[str, object], field: str) -> str:
    """`body[field]`, which must be text a database can hold: JSON also spells half characters and NUL."""
    value = body.get(field)
    if not isinstance(value, str) or "\0" in value or not encodable(value):
        raise Malformed(field)
    return value


def encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
