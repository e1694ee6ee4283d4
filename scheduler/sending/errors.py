"""Errors of a send, by what happens next.

SendFailed
├── Unreachable   for good: blocked, deactivated, chat gone; somebody else is told
├── ChatMoved     the chat has a new id; stored, sent again
├── SlowDown      the channel asks for a pause of `retry_after` seconds, in all or in this one chat
├── Rejected      this very message is refused (too long, bad markup): set aside, others go on
├── Passing       connection refused, 5xx: try again later
└── Unknown       no answer: it may have arrived; tried again, more and more rarely (`scheduler.sending.silence`)

`str(error)` is a line for the log and never holds a token, an address with a token, or what an officer wrote.
"""

from dataclasses import dataclass


class SendFailed(Exception):
    """A channel could not confirm a send."""


class Unreachable(SendFailed):
    """The officer cannot be reached on this chat any more."""


@dataclass(eq=False)
class ChatMoved(SendFailed):
    """The chat has the new id `chat_id`."""

    chat_id: str

    def __str__(self) -> str:
        return "the chat has a new id"


@dataclass(eq=False)
class SlowDown(SendFailed):
    """Send nothing more, or nothing to this `one_chat`, before `retry_after` seconds have passed."""

    retry_after: float
    one_chat: bool = False

    def __str__(self) -> str:
        return f"asked to wait {self.retry_after:g} s"


class Rejected(SendFailed):
    """The channel will never take this message."""


class Passing(SendFailed):
    """Certainly not sent; another try may succeed."""


class Unknown(SendFailed):
    """Sent or not: there was no answer."""
