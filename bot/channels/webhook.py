"""Webhooks: addresses of this process to which a provider sends updates, in place of being polled for them."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from data.errors import NhacviecError


class WebhookInTheWay(NhacviecError):
    """Updates are to be polled for, and the provider sends them to a webhook.

    `str(error)` is the command that removes it.
    """


class NotReady(NhacviecError):
    """The channel does not know enough yet to take updates: the provider sends them again."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address of one bot: a `path` that cannot be guessed, and the `secret` that comes in `header`.

    `receive(update)` stores an update (parsed JSON) and queues it to be answered; one that was there before does
    nothing. Raises NhacviecError if it could not be stored: the provider may not hear that it arrived.
    """

    path: str = field(repr=False)
    header: str
    secret: str = field(repr=False)
    receive: Callable[[object], Coroutine[Any, Any, None]] = field(repr=False)
