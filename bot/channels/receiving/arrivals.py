"""Updates of a channel in the form that all channels share."""

from dataclasses import dataclass

from handlers.base.messages import Incoming, Reply


class Unreadable(Exception):
    """An update that cannot be read. `str(error)` names its kind and the error, and nothing that it holds."""


@dataclass(frozen=True, slots=True)
class Reachability:
    """A change in a chat: the bot may write there from now on, or may not.

    `added_by` is the private chat of whoever brought the bot into a group; None where that is not what happened.
    """

    chat_id: str
    reachable: bool
    added_by: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A change of a chat's id, from `old` to `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LeftOver:
    """The remains of an update from an earlier process: nothing, or an answer that may not have been sent.

    `reply` is None if there is no answer to send.
    """

    is_answered: bool
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update to work on, in the queue of its chat; `update_id` is its number in the journal.

    `tap_id` is that of a tapped button where the channel waits to be told that the tap was taken. One that is not
    `is_stored` has only its place in the journal, so that no other process can answer it.
    """

    chat_id: str
    about: Incoming | Reachability | Move
    tap_id: str | None = None
    update_id: str = ""
    left_over: LeftOver | None = None
    is_stored: bool = True
