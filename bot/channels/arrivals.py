"""Updates of a channel in the form that all channels share."""

from dataclasses import dataclass

from handlers.base.messages import Incoming


@dataclass(frozen=True, slots=True)
class Reachability:
    """A change in a chat: the bot may write there from now on, or may not."""

    chat_id: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A change of a chat's id, from `old` to `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update to work on, in the queue of its chat.

    `tap_id` is that of a tapped button where the channel waits to be told that the tap was taken.
    """

    chat_id: str
    about: Incoming | Reachability | Move
    tap_id: str | None = None
