"""Reasons why a document is not taken."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a document is not taken. The values are reasons of `data.errors.BadAnswer`."""

    MACROS = "file_macros"  # it holds a program, or something that starts one
    REMOTE = "file_remote"  # opening it fetches something from elsewhere
    BOMB = "file_bomb"  # unpacked it is far too big
    ENCRYPTED = "file_encrypted"  # a password hides what is in it, macros included
    DAMAGED = "file_not_as_named"  # not the kind of document that it says, or torn


class Unacceptable(Exception):
    """A document that is not taken, for `fault`."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Unreadable(Exception):
    """A document whose text cannot be read, because of a password or because it holds none; nothing else is wrong."""
