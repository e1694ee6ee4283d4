"""Objects on the pipes between the bot and a worker: four bytes of length, then the pickled object.

Both ends are this program's own, of one version: nobody else writes into these pipes.
"""

import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

from data.errors import NhacviecError

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Registry:
    """The registry of a worker and its language. `address` may hold a password: it is sent, never an argument."""

    address: str
    language: str

    def __repr__(self) -> str:
        return f"Registry({self.language})"


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not made, for a reason that can be said."""

    error: NhacviecError


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be made: the name of the error and its places in the code, without values."""

    error: str
    places: str


Answer = Made | Refused | Failed


def pack(content: object) -> bytes:
    """Return the frame of an object."""
    body = pickle.dumps(content)
    return LENGTH.pack(len(body)) + body


def unpack(body: bytes) -> Any:
    """Return the object of a frame's body."""
    return pickle.loads(body)  # noqa: S301 - written by `pack` at the other end


def read(pipe: BinaryIO) -> Any:
    """Return the next object of a pipe. Raises EOFError where it ended."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    return unpack(pipe.read(*LENGTH.unpack(head)))
