"""Posts of a page, read into `Incoming`."""

from collections.abc import Mapping
from datetime import datetime

from bot.channels.web.capabilities import CAPABILITIES
from handlers.base.messages import Incoming, Upload

UPDATE_ID_LENGTH = 64


class Malformed(ValueError):
    """A malformed post; `str(error)` names the field."""


def read_post(
    body: Mapping[str, object],
    chat_id: str,
    at: datetime,
    content: bytes | None = None,
    *,
    may_oversee: bool = True,
) -> Incoming:
    """Read a post into `Incoming`, whose `may_oversee` is the session's. Raises `Malformed`.

    `update` is made by the page and kept when it posts again after a lost answer; it is unique per chat only,
    so the chat's id goes before it.
    """
    update_id = get_text(body, "update")
    if not 0 < len(update_id) <= UPDATE_ID_LENGTH:
        raise Malformed("update")
    tapped = "pressed" in body
    return Incoming(
        channel="web",
        chat_id=chat_id,
        update_id=f"{chat_id}:{update_id}",
        at=at,
        text="" if tapped else get_text(body, "text"),
        pressed=get_text(body, "pressed") if tapped else None,
        message_id=get_text(body, "message") if tapped else None,
        has_buttons=CAPABILITIES.buttons,
        files=() if content is None else (_make_upload(get_text(body, "name"), content),),
        may_oversee=may_oversee,
    )


def _make_upload(name: str, content: bytes) -> Upload:
    async def fetch() -> bytes:
        return content

    return Upload(name, len(content), fetch)


def get_text(body: Mapping[str, object], field: str) -> str:
    """Return the text `body[field]`. Raises `Malformed` for lone surrogates and NUL, which no database can store."""
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
