"""The only language between channels and handlers: what came in, what goes out.

A channel turns its own update into an `Incoming` and a `Reply` into its own calls. No other type of a channel
passes this line, in either direction.
"""

from dataclasses import dataclass, field
from datetime import datetime

BUTTON_VALUE_BYTES = 64
"""Telegram's limit on callback_data in UTF-8 bytes, the tightest of all channels: every button keeps to it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing a person said or tapped.

    `update_id` is unique per channel and survives redelivery, so the same update is answered once.
    `pressed` is the value of a tapped button, else None; `message_id` is the message that carried the button.
    `has_buttons` is False on a channel that cannot show any: choices are then numbered in the text.
    `private` is False in a group, where nothing of an agency is shown.
    `at` is the instant of receipt (UTC).
    """

    channel: str
    chat_id: str
    update_id: str
    at: datetime
    text: str = ""
    pressed: str | None = None
    message_id: str | None = None
    sender_name: str = ""
    has_buttons: bool = True
    private: bool = True


@dataclass(frozen=True, slots=True)
class Button:
    """`value` comes back as `Incoming.pressed`; it starts with the verb of a route, "card:17"."""

    text: str
    value: str

    def __post_init__(self) -> None:
        if len(self.value.encode()) > BUTTON_VALUE_BYTES:
            raise ValueError(f"button value over {BUTTON_VALUE_BYTES} bytes: {self.value!r}")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a reply."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `heading` may be shown in bold; neither part holds markup, so a channel escapes both.

    `replaces` asks a channel that can edit to put this in place of the message whose button was tapped.
    `toast` is a short notice shown over the chat where the channel has one; it never says more than the text.
    """

    heading: str = ""
    body: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[Attachment, ...] = ()
    replaces: bool = False
    toast: str = ""

    @property
    def text(self) -> str:
        """The whole answer as plain text."""
        return "\n".join(part for part in (self.heading, self.body) if part)
