"""Updates of a channel, as far as what all channels share works on them."""

from dataclasses import dataclass

from handlers.base.messages import Incoming


@dataclass(frozen=True, slots=True)
class Reachability:
    """A change of whether the bot may write in this chat."""

    chat_id: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Move:
    """The chat `old` that goes on as `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that there is something to do about, with the chat in whose order it is worked on.

    `tap_id` is that of a tapped button where the channel waits to be told that the tap was taken.
    """

    chat_id: str
    about: Incoming | Reachability | Move
    tap_id: str | None = None
