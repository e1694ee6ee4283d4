"""The ways in by an invitation code: what somebody who was invited opens, and what they type there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Entrance:
    """A way in. `provider` is its name ("Telegram"), "" for the page; `address` opens it, "" where nobody knows it.

    `typed` is what is typed there, "" where the address carries the code.
    """

    provider: str
    address: str
    typed: str = ""


class Entrances(Protocol):
    """The ways in that this office offers."""

    def find_room(self, session: Session, now: datetime) -> str | None:
        """Return the channel on which an invitation keeps a place; None if there is none with limited places, or
        none left.
        """
        ...

    def list_for(self, code: str, channel: str | None) -> Sequence[Entrance]:
        """Return the ways in with a code that keeps a place on `channel`, the easiest first."""
        ...

    def group_link(self, code: str) -> str:
        """Return the address that lets somebody choose a group chat and types the code there; "" for none."""
        ...


class NoEntrances:
    """The ways in of a program without channels: the code alone."""

    def find_room(self, session: Session, now: datetime) -> str | None:  # noqa: ARG002 - the protocol's
        """Return None."""
        return None

    def list_for(self, code: str, channel: str | None) -> Sequence[Entrance]:  # noqa: ARG002 - the protocol's
        """Return nothing."""
        return ()

    def group_link(self, code: str) -> str:  # noqa: ARG002 - the protocol's
        """Return nothing."""
        return ""
