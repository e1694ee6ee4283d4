"""Updates of the Bot API, read into arrivals.

They come flat or wrapped into an answer, with a picture in `photo` or `photo_url`, whatever the documentation says
(captured from real bots); so both are read, and what is unknown is passed over.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from bot.channels.receiving.arrivals import Arrival, Unreadable
from bot.channels.zalo.limits import CAPABILITIES
from data.rules.viet_nam_time import VIET_NAM
from handlers.base.messages import Incoming, Upload

TEXT, LINK, IMAGE, VOICE, UNSUPPORTED = (
    f"message.{kind}.received" for kind in ("text", "link", "image", "voice", "unsupported")
)

_EVENT = re.compile(r"[a-z_.]{1,60}")
_ID_LETTERS = 128
_PICTURES = {".jpg", ".jpeg", ".png"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of the updates of one bot, by the name of its `channel`; `fetch` gets what lies at an address.

    `own_id` is the bot's own id, "" before it is known.
    """

    channel: str
    fetch: Callable[[str], Awaitable[bytes]]
    own_id: str = ""

    def read(self, raw: object, at: datetime) -> Arrival | None:
        """Read an update, received at `at` (UTC); return None if there is nothing to do. Raises Unreadable."""
        message, event = _message(raw), get_event(raw)
        sender = _fields(message.get("from"))
        if sender.get("is_bot") is True or (self.own_id and _id(sender.get("id")) == self.own_id):
            return None  # its own echo
        chat_id, update_id = get_chat_id(raw), get_update_id(raw)
        if not chat_id or update_id is None or event not in {TEXT, LINK, IMAGE, VOICE, UNSUPPORTED}:
            return None
        text, files = _text(message, "text") or _text(message, "caption"), self._files(message, event, at)
        if event in {TEXT, LINK} and not text:
            return None
        about = Incoming(
            channel=self.channel,
            chat_id=chat_id,
            update_id=update_id,
            at=at,
            text=text,
            sender_name=_text(sender, "display_name") or _text(sender, "name"),
            has_buttons=CAPABILITIES.buttons,
            private=_fields(message.get("chat")).get("chat_type", "PRIVATE") == "PRIVATE",
            files=files,
            withheld=event == UNSUPPORTED,
        )
        return Arrival(chat_id, about)

    def _files(self, message: dict[str, Any], event: str, at: datetime) -> tuple[Upload, ...]:
        """Return the picture or the voice of a message. Raises Unreadable if it is not where it should be."""
        if event not in {IMAGE, VOICE}:
            return ()
        fields = ("photo_url", "photo", "url") if event == IMAGE else ("voice_url", "url")
        address = next(filter(None, (_text(message, field) for field in fields)), "")
        if not address.startswith(("https://", "http://")):
            raise Unreadable(f"{event}: address")
        ending = PurePosixPath(urlsplit(address).path).suffix.lower()
        taken = f"{at.astimezone(VIET_NAM):%Y%m%d-%H%M%S}"
        name = (
            f"anh-{taken}{ending if ending in _PICTURES else '.jpg'}" if event == IMAGE else f"tin-thoai-{taken}.aac"
        )
        return (Upload(name, None, partial(self.fetch, address)),)


def get_update_id(raw: object) -> str | None:
    """Return what tells an update from others, the id of its message; None if it has none.

    The message of a try of the webhook has one that never changes: it is none.
    """
    found = _id(_message(raw).get("message_id"))
    return found if 0 < len(found) <= _ID_LETTERS and get_event(raw) != "webhook.test" else None


def find_update_id(raw: object, bot: str) -> str | None:
    """Return the id of an update as `get_update_id` does, and log, under the name of the `bot`, one that has none."""
    update_id = get_update_id(raw)
    if update_id is None:
        _log.info("%s: bỏ qua một bản tin không có mã (%s)", bot, get_event(raw))
    return update_id


def get_chat_id(raw: object) -> str:
    """Return the chat of an update; "" for an update without one."""
    message = _message(raw)
    return _id(_fields(message.get("chat")).get("id"))[:_ID_LETTERS]


def get_event(raw: object) -> str:
    """Return the name of what happened, as far as it looks like one."""
    found = _body(raw).get("event_name")
    return found if isinstance(found, str) and _EVENT.fullmatch(found) else "?"


def _body(raw: object) -> dict[str, Any]:
    fields = _fields(raw)
    return _fields(fields["result"]) if isinstance(fields.get("result"), dict) else fields


def _message(raw: object) -> dict[str, Any]:
    return _fields(_body(raw).get("message"))


def _fields(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _id(found: object) -> str:
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _text(fields: dict[str, Any], name: str) -> str:
    found = fields.get(name)
    return found if isinstance(found, str) else ""
